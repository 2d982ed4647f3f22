import type { IncomingMessage, ServerResponse } from 'node:http';
import { OPERATIONS, QUESTION_HEADER } from '@flamenco/api';
import type { OperationDescription, OperationId } from '@flamenco/api';
import type { Logger } from 'pino';
import * as texts from '../texts/http-errors.js';
import { sendEmpty, sendError, sendJson, sendJsonText, sendText } from './answer.js';
import type { TrustedProxies } from './client-address.js';
import { LazyContext, LazyWorkerContext } from './context.js';
import type { Handlers, RequestContext } from './context.js';
import { allowHeader, answerPreflight } from './cross-origin.js';
import type { Refusal } from './errors.js';
import { refusalFor } from './errors.js';
import { HttpError } from './http-error.js';
import { hasLongList, jsonInPieces } from './json-text.js';
import { ClientGone, hasBody, JSON_LIMIT, readBody } from './request-body.js';
import type { AnsweredBy, RequestLog } from './request-log.js';
import type { RequestMeter } from './request-meter.js';
import { matchRoute } from './route-table.js';
import { checkContentType, checkParameters, decodeJsonBody } from './validate.js';
import type { KnownWorker, WorkerAuthenticator } from './worker-auth.js';

/** What the router needs. */
export interface RouterParts {
  readonly handlers: Handlers;
  readonly authenticator: WorkerAuthenticator;
  readonly isTrustedProxy: TrustedProxies;
  readonly requestLog: RequestLog;
  readonly meter: RequestMeter;
  /** Whether somebody wants to know something of this Worker. Called for each of its requests. */
  readonly isAsked: (workerId: number) => boolean;
  readonly logger: Logger;
}

/** A request on its way through the layers. */
interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: OperationId;
  readonly operation: OperationDescription;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: string;
  worker?: KnownWorker;
  context?: LazyContext;
  answeredBy: AnsweredBy;
}

/**
 * Operations whose failure an original Worker takes as final: it would register anew, or drop the update. It gets no
 * answer at all instead, which makes it try again (D1.6, contract 01 §1.13).
 */
const SILENT_ON_TROUBLE: ReadonlySet<OperationId> = new Set(['signOn', 'taskUpdate']);

/**
 * The API: authentication, parameters, body, operation, in this order; the first refusal wins (contract 01 §1.5).
 * Gives false for a path that is not part of the API.
 */
export function createRouter(parts: RouterParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const [path, query] = splitUrl(request.url ?? '/');
    const match = matchRoute(request.method ?? '', path);
    if (match.kind === 'unknown') return false;
    if (match.kind === 'operation') {
      const { id, parameters } = match;
      const operation = OPERATIONS[id];
      void serve(parts, { request, response, id, operation, parameters, query, answeredBy: 'layers' });
    } else if (match.kind === 'malformed') refuseMalformed(parts, request, response);
    else refuseMethod(parts, request, response, path, match.methods);
    return true;
  };
}

function splitUrl(url: string): readonly [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function refuseMalformed({ requestLog }: RouterParts, request: IncomingMessage, response: ServerResponse): void {
  logWhenDone(requestLog, request, response, () => 'layers');
  sendError(request, response, 400, texts.malformedPath);
}

function refuseMethod(
  { requestLog }: RouterParts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  methods: readonly string[],
): void {
  if (request.method === 'OPTIONS') {
    answerPreflight(response, methods);
    return;
  }
  logWhenDone(requestLog, request, response, () => 'layers');
  const message = texts.methodNotAllowed(request.method ?? '', path, methods);
  sendError(request, response, 405, message, { Allow: allowHeader(methods) });
}

/** Arranges for the line about a request; costs nothing when no line is wanted. */
export function logWhenDone(
  requestLog: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
  by: () => AnsweredBy,
  worker: () => KnownWorker | undefined = () => undefined,
): void {
  if (!requestLog.wants('layers')) return;
  const startedAt = process.hrtime.bigint();
  response.once('close', () => {
    if (!requestLog.wants(by())) return;
    const known = worker();
    requestLog.write(request, response, by(), startedAt, known && { wUUID: known.uuid, wName: known.name });
  });
}

async function serve(parts: RouterParts, visit: Visit): Promise<void> {
  const { request, response } = visit;
  logWhenDone(
    parts.requestLog,
    request,
    response,
    () => visit.answeredBy,
    () => visit.worker,
  );
  const since = performance.now();
  try {
    const context = await identified(parts, visit);
    visit.context = context;
    const checked = await checkedRequest(visit);
    visit.answeredBy = 'operation';
    const answer = await call(parts.handlers, visit.id, checked, context);
    if (visit.worker && parts.isAsked(visit.worker.id)) response.setHeader(QUESTION_HEADER, 'storage');
    await send(visit, answer);
  } catch (error) {
    refuse(parts, visit, error);
  }
  measure(parts.meter, visit, performance.now() - since);
}

function measure(meter: RequestMeter, { id, response, context }: Visit, durationMs: number): void {
  const code = response.headersSent ? response.statusCode : 'none';
  meter.answered(id, code, context?.isKeptOpen ? undefined : durationMs);
}

interface CheckedRequest {
  readonly path: object;
  readonly query: object;
  readonly headers: object;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * Calls the operation. Its parameter types follow from its ID, which the compiler cannot track through the table; that
 * the checked request has them is what the checks generated from the same description are for.
 */
function call(handlers: Handlers, id: OperationId, request: CheckedRequest, context: RequestContext) {
  const handler = handlers[id] as unknown as (
    request: CheckedRequest,
    context: RequestContext,
  ) => Answer | Promise<Answer>;
  return handler(request, context);
}

async function identified(parts: RouterParts, visit: Visit): Promise<LazyContext> {
  const { request, response, operation } = visit;
  if (operation.security === 'open') return new LazyContext(request, response, parts.isTrustedProxy);
  visit.worker = await provenWorker(parts, request);
  return new LazyWorkerContext(request, response, parts.isTrustedProxy, visit.worker);
}

async function provenWorker({ authenticator, logger }: RouterParts, request: IncomingMessage): Promise<KnownWorker> {
  const verdict = await authenticator.authenticate(request.headers.authorization).catch((error: unknown) => {
    logger.error({ error: errorText(error) }, 'database error while checking the credentials of a Worker');
    throw new HttpError(503, texts.cannotAuthenticateNow, { 'Retry-After': '1' });
  });
  if (verdict.outcome === 'known') return verdict.worker;
  if (verdict.outcome === 'no-header') throw new HttpError(403, texts.noAuthorization);
  logger.warn({ worker: verdict.username }, texts.unknownWorkerWarning);
  throw new HttpError(403, texts.unknownWorker);
}

async function checkedRequest(visit: Visit): Promise<CheckedRequest> {
  const { request, operation, parameters, query } = visit;
  const { pathParameters, queryParameters, headerParameters } = operation;
  return {
    path: checkParameters(pathParameters, 'path', (name) => parameters[name]),
    query: checkParameters(queryParameters, 'query', (name) => new URLSearchParams(query).get(name) ?? undefined),
    headers: checkParameters(headerParameters, 'header', (name) => request.headersDistinct[name.toLowerCase()]?.[0]),
    body: await checkedBody(request, operation),
  };
}

async function checkedBody(request: IncomingMessage, { body }: OperationDescription): Promise<unknown> {
  if (!body) return undefined;
  if (body.kind === 'stream') return request;
  const tooLarge = body.kind === 'bytes' ? texts.imageTooLarge : texts.bodyTooLarge;
  const bytes = hasBody(request) ? await readBody(request, body.limit ?? JSON_LIMIT, tooLarge) : undefined;
  if (!bytes?.length) {
    if (body.required) throw new HttpError(400, texts.bodyMissing);
    return undefined;
  }
  checkContentType(body, request.headers['content-type']);
  return body.check === undefined ? bytes : decodeJsonBody(body.check, bytes);
}

/** Nearly always at once; only a long list takes its time. */
function send({ request, response, operation }: Visit, { status, body }: Answer): Promise<void> | undefined {
  const carries = operation.answers[status];
  if (carries === 'json' && hasLongList(body)) {
    return jsonInPieces(body).then((text) => sendJsonText(request, response, status, text));
  }
  if (carries === 'json') sendJson(request, response, status, body);
  else if (carries === 'text') sendText(request, response, status, 'text/plain; charset=UTF-8', String(body));
  else sendEmpty(response, status);
  return undefined;
}

function refuse({ logger }: RouterParts, visit: Visit, error: unknown): void {
  const { request, response, id, operation } = visit;
  if (error instanceof ClientGone || response.destroyed) return;
  const refusal = refusalFor(error, operation.security) ?? unexpected(logger, id, error);
  if (refusal.status >= 500 && SILENT_ON_TROUBLE.has(id)) request.socket.destroy();
  else sendError(request, response, refusal.status, refusal.message, refusal.headers);
}

function unexpected(logger: Logger, operation: OperationId, error: unknown): Refusal {
  logger.error({ error: errorText(error), operation }, 'unexpected error while answering a request');
  return { status: 500, message: texts.internalError };
}

const errorText = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
