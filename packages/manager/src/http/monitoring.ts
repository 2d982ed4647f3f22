import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { methodNotAllowed } from '../texts/http-errors.js';
import { readinessTexts } from '../texts/metrics.js';
import { sendError, sendJson, sendText } from './answer.js';
import { allowHeader } from './cross-origin.js';
import type { RequestMeter } from './request-meter.js';

/** What tells how the Manager is. */
export interface Monitoring {
  readonly meter: RequestMeter;
  /** Metrics in Prometheus' text form. */
  scrape(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** Why the Manager cannot work at the moment, a sentence each; empty if it can. */
  troubles(): Promise<readonly string[]>;
}

/**
 * For those who watch over the Manager (docs/user/monitoring.md): `/healthz` answers as long as the process does,
 * `/readyz` says whether it can work, `/metrics` what Prometheus collects. No credentials, like the rest of the API.
 */
export function monitoringRoutes(monitoring: Monitoring): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/healthz', (request, response) => sendJson(request, response, 200, { status: 'alive' }, UNCACHED));
  router.get('/readyz', tellReadiness(monitoring));
  router.get('/metrics', tellMetrics(monitoring));
  router.all(['/healthz', '/readyz', '/metrics'], refuseOtherMethods);
  return router;
}

const UNCACHED = { 'Cache-Control': 'no-store' };

function tellReadiness(monitoring: Monitoring): RequestHandler {
  return async (request, response) => {
    const troubles = await monitoring.troubles();
    if (troubles.length > 0) sendError(request, response, 503, troubles.join('; '), UNCACHED);
    else sendJson(request, response, 200, { status: readinessTexts.ready }, UNCACHED);
  };
}

function tellMetrics(monitoring: Monitoring): RequestHandler {
  return async (request, response) => {
    const { contentType, text } = await monitoring.scrape();
    sendText(request, response, 200, contentType, text, UNCACHED);
  };
}

function refuseOtherMethods(request: Request, response: Response): void {
  const message = methodNotAllowed(request.method, request.path, ['GET']);
  sendError(request, response, 405, message, { Allow: allowHeader(['GET']) });
}
