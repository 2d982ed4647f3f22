import type { IncomingMessage, ServerResponse } from 'node:http';
import compression from 'compression';

/** Smaller answers do not become noticeably faster by compression. */
const COMPRESS_FROM_BYTES = 4096;

/** Typed for Express, but made for every request of Node. */
type NodeMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
const compress = compression({ threshold: COMPRESS_FROM_BYTES }) as unknown as NodeMiddleware;

/** Headers by name. */
export type Headers = Readonly<Record<string, string | number>>;

/** On every answer, whoever asked (contract 01 §1.1). */
const VARY = { Vary: 'Origin' };

/** Node does not give back the headers of `writeHead`. */
const sentLengths = new WeakMap<ServerResponse, number>();

/** Length of the body of an answer in bytes, before compression; 0 if it has none. */
export function sentLength(response: ServerResponse): number {
  return sentLengths.get(response) ?? Number(response.getHeader('content-length') ?? 0);
}

/** Answers with JSON, ended by a newline as the original does (contract 01 §1.1). */
export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: unknown,
  extra?: Headers,
): void {
  sendJsonText(request, response, status, JSON.stringify(body), extra);
}

/** The same with JSON that is made already. */
export function sendJsonText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  json: string,
  extra?: Headers,
): void {
  sendText(request, response, status, 'application/json', `${json}\n`, extra);
}

/** Answers with text of any type. */
export function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  contentType: string,
  text: string,
  extra?: Headers,
): void {
  const length = Buffer.byteLength(text);
  sentLengths.set(response, length);
  const headers = { ...VARY, 'Content-Type': contentType, 'Content-Length': length, ...extra };
  if (length >= COMPRESS_FROM_BYTES) sendCompressible(request, response, status, headers, text);
  else response.writeHead(status, headers).end(text);
}

/** The general middleware is asked only where it has something to do; it costs every answer that it looks at. */
function sendCompressible(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Headers,
  text: string,
): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  compress(request, response, () => response.end(text));
}

/** Answers without a body. */
export function sendEmpty(response: ServerResponse, status: number, extra?: Headers): void {
  const length = status === 204 ? undefined : { 'Content-Length': 0 };
  response.writeHead(status, { ...VARY, ...length, ...extra }).end();
}

/** Answers with the one shape of errors, whatever layer refuses (D1.1). */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  message: string,
  extra?: Headers,
): void {
  sendJson(request, response, status, { code: status, message }, extra);
}
