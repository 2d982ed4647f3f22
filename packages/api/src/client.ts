import createClient from 'openapi-fetch';
import type { paths } from './generated/schema.js';

/** How a client speaks to its Manager. */
export interface ApiClientOptions {
  /** Credentials of a Worker, for the operations that need them. */
  readonly auth?: { readonly username: string; readonly password: string };
  /** Used instead of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Not used by browsers, which have their own. */
  readonly userAgent?: string;
}

/**
 * A typed client of the Manager at this URL, which may have a path of its own in front of `/api/v3`. Every answer of
 * the Manager is a value; only failing to reach it is an error.
 */
export function createApiClient(baseUrl: string, options: ApiClientOptions = {}) {
  const { auth, fetch, userAgent } = options;
  return createClient<paths>({
    baseUrl,
    headers: {
      ...(auth && { Authorization: basicAuthorization(auth.username, auth.password) }),
      ...(userAgent && { 'User-Agent': userAgent }),
    },
    ...(fetch && { fetch }),
  });
}

/** A client as `createApiClient` makes it. */
export type ApiClient = ReturnType<typeof createApiClient>;

/** The value of an `Authorization` header for HTTP Basic, UTF-8. */
export function basicAuthorization(username: string, password: string): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
