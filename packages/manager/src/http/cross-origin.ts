import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendEmpty } from './answer.js';

/** What a page of the development server may do and send (contract 01 §1.8). */
const PREFLIGHT_HEADERS = {
  'Access-Control-Allow-Methods': 'POST,GET,OPTIONS,PUT,DELETE',
  'Access-Control-Allow-Headers':
    'Accept,Accept-Encoding,Access-Control-Allow-Origin,Access-Control-Request-Headers,Access-Control-Request-Method,' +
    'Authorization,Content-Length,Content-Type,Origin,X-CSRF-Token,X-Requested-With,Cache-Control,Connection,Host,' +
    'Referer,User-Agent,X-header',
} as const;

const PREFLIGHT_VARY = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';

/** The port on which the web app is served while it is developed. */
const DEVELOPMENT_PORT = 8081;

/**
 * Origins of the web app's development server: the Manager's own hosts at that server's port (contract 01 §1.8). Pure.
 *
 * @param ownUrls URLs at which the Manager is reached
 */
export function developmentOrigins(ownUrls: readonly string[]): ReadonlySet<string> {
  const hosts = ownUrls.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []));
  return new Set([...hosts, 'localhost'].map((host) => `http://${host}:${DEVELOPMENT_PORT}`));
}

/** Tells a browser that a page of the development server may read the answer. Other origins are served without it. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, origins: ReadonlySet<string>): void {
  const { origin } = request.headers;
  if (origin !== undefined && origins.has(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
}

/** Answers `OPTIONS`, for every path; `allowed` are the methods of a known one. */
export function answerPreflight(response: ServerResponse, allowed: readonly string[]): void {
  const isAllowedOrigin = response.hasHeader('Access-Control-Allow-Origin');
  sendEmpty(response, 204, {
    ...(allowed.length > 0 && { Allow: allowHeader(allowed) }),
    ...(isAllowedOrigin && { ...PREFLIGHT_HEADERS, Vary: PREFLIGHT_VARY }),
  });
}

/** The value of an `Allow` header. */
export function allowHeader(methods: readonly string[]): string {
  return ['OPTIONS', ...methods].join(', ');
}
