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
 * An answer without `readonly`: openapi-fetch takes a read-only list for an object. What it gives may be changed by who
 * asked for it.
 */
type Mutable<Type> = Type extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : Type extends object
    ? { -readonly [Key in keyof Type]: Mutable<Type[Key]> }
    : Type;

type WithMutableResponses<Operation> = Operation extends { readonly responses: infer Responses }
  ? Omit<Operation, 'responses'> & { readonly responses: Mutable<Responses> }
  : Operation;

type ClientPaths = {
  [Path in keyof paths]: { [Part in keyof paths[Path]]: WithMutableResponses<paths[Path][Part]> };
};

/**
 * A typed client of the Manager at this URL, which may have a path of its own in front of `/api/v3`. Every answer of
 * the Manager is a value; only failing to reach it is an error.
 */
export function createApiClient(baseUrl: string, options: ApiClientOptions = {}) {
  const { auth, fetch, userAgent } = options;
  return createClient<ClientPaths>({
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
