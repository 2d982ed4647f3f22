import type { RequestListener } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import * as texts from '../texts/http-errors.js';
import { sendError } from './answer.js';
import { trustedProxies } from './client-address.js';
import type { Handlers } from './context.js';
import { allowOrigin, answerPreflight, developmentOrigins } from './cross-origin.js';
import { randomDelay } from './delay.js';
import { monitoringRoutes } from './monitoring.js';
import type { Monitoring } from './monitoring.js';
import { profilerRoutes } from './profiler.js';
import { RequestLog } from './request-log.js';
import { createRouter, logWhenDone } from './router.js';
import { staticRoutes } from './static.js';
import type { WorkerAuthenticator } from './worker-auth.js';

/** What the web server is made of. */
export interface HttpParts {
  readonly handlers: Handlers;
  readonly authenticator: WorkerAuthenticator;
  /** Directory of the Manager's local storage: task logs and images. */
  readonly jobFilesRoot: string;
  /** Proxies whose `X-Forwarded-For` is believed: addresses, or networks in CIDR form. */
  readonly trustedProxies: readonly string[];
  /** URLs at which this Manager is reached. */
  readonly ownUrls: readonly string[];
  readonly monitoring: Monitoring;
  /** Whether somebody wants to know something of a Worker, which is told so with the next answer. */
  readonly isAsked: (workerId: number) => boolean;
  readonly logger: Logger;
  /** On the first run, the configuration file that the user has to write; absolute. */
  readonly fileToWrite?: () => string | undefined;
  /** Hold every answer back by a random time, as `-delay` asks. */
  readonly isDelayed?: boolean;
  /** Let clients record what the Manager does, as `-pprof` asks. */
  readonly hasProfiler?: boolean;
}

/**
 * The web server's layers, in the order in which a request meets them. The API stands before Express, whose own work
 * costs twice as much as everything else that is done for a Worker's request here (80 of 115 µs, measured).
 */
export function createHttpApp(parts: HttpParts): RequestListener {
  const isTrustedProxy = trustedProxies(parts.trustedProxies);
  const requestLog = new RequestLog(parts.logger, isTrustedProxy);
  const origins = developmentOrigins(parts.ownUrls);
  const api = createRouter({ ...parts, isTrustedProxy, requestLog, meter: parts.monitoring.meter });
  const pages = createPages(parts, requestLog);
  const serve: RequestListener = (request, response) => {
    allowOrigin(request, response, origins);
    if (!api(request, response)) pages(request, response);
  };
  return parts.isDelayed ? delayed(serve) : serve;
}

function delayed(serve: RequestListener): RequestListener {
  return (request, response) => {
    setTimeout(() => serve(request, response), randomDelay(Math.random(), Math.random()));
  };
}

/** Everything besides the API. */
function createPages(parts: HttpParts, requestLog: RequestLog): Express {
  const app = express().disable('x-powered-by');
  app.use(varyByOrigin());
  app.use(preflight());
  app.use(logged(requestLog));
  app.use(monitoringRoutes(parts.monitoring));
  if (parts.hasProfiler) app.use(profilerRoutes());
  app.use(staticRoutes(parts.jobFilesRoot, parts.fileToWrite ?? (() => undefined)));
  app.use(notFound());
  app.use(lastResort(parts.logger));
  return app;
}

function varyByOrigin(): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('Vary', 'Origin');
    next();
  };
}

/** Every path may be asked what can be done with it, also one that does not exist (contract 01 §1.3). */
function preflight(): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'OPTIONS') answerPreflight(response, []);
    else next();
  };
}

function logged(requestLog: RequestLog): RequestHandler {
  return (request, response, next) => {
    logWhenDone(requestLog, request, response, () => (response.statusCode < 400 ? 'operation' : 'layers'));
    next();
  };
}

function notFound(): RequestHandler {
  return (request, response) => sendError(request, response, 404, texts.notFound(request.path));
}

/** Whatever a layer throws: a clear refusal if it is one, else 500 without details; those are in the log. */
function lastResort(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = clientStatus(error);
    if (status !== undefined) {
      sendError(request, response, status, status === 404 ? texts.fileNotFound : texts.malformedPath);
      return;
    }
    logger.error({ error: error instanceof Error ? error.stack : String(error) }, 'unexpected error in the web server');
    sendError(request, response, 500, texts.internalError);
  };
}

/** The status of an error that Express and its file server blame on the client. */
function clientStatus(error: unknown): number | undefined {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
