import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OPERATIONS } from '@flamenco/api';
import compression from 'compression';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import * as errors from '../texts/http-errors.js';
import { addonComesLater, firstRunPage, operationsPage, webAppPage } from '../texts/web-pages.js';
import { sendError } from './answer.js';
import { allowHeader } from './cross-origin.js';

const DESCRIPTION = new URL('../../src/http/generated/openapi3.json', import.meta.url);

/**
 * What is served besides the API (contract 01 §1.2): pages, task logs and images.
 *
 * @param jobFilesRoot directory of the Manager's local storage
 * @param fileToWrite the configuration file that a farm needs that is not set up yet; undefined for others
 */
export function staticRoutes(jobFilesRoot: string, fileToWrite: () => string | undefined): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  // A part of a file must stay the part that was asked for.
  const isCompressible = (request: Request, response: Response) =>
    request.headers.range === undefined && compression.filter(request, response);
  router.use(compression({ filter: isCompressible }));
  router.get(['/', '/app'], (_request, response) => response.redirect(307, '/app/'));
  router.get('/app/{*page}', servePage(fileToWrite));
  router.get('/flamenco3-addon.zip', (_request, response) => response.redirect(308, '/flamenco-addon.zip'));
  router.get('/flamenco-addon.zip', (request, response) => sendError(request, response, 404, addonComesLater));
  router.get(['/favicon.ico', '/favicon.png'], missingFile);
  router.get('/api/v3/openapi3.json', serveDescription);
  router.get('/api/v3/swagger-ui/', serveOperations);
  router.use('/job-files', express.static(jobFilesRoot, { index: false, dotfiles: 'ignore' }));
  router.get('/job-files/{*file}', missingFile);
  router.all(GET_ONLY, refuseOtherMethods);
  return router;
}

const GET_ONLY = [
  '/',
  '/app',
  '/app/{*page}',
  '/flamenco-addon.zip',
  '/flamenco3-addon.zip',
  '/favicon.ico',
  '/favicon.png',
  '/api/v3/openapi3.json',
  '/api/v3/swagger-ui/',
  '/job-files/{*file}',
];

/** Every path of the web app is the same page; a name with an extension would be a file, and there is none (D1.3). */
function servePage(fileToWrite: () => string | undefined): RequestHandler {
  return (request, response) => {
    if (path.extname(request.path) !== '') return missingFile(request, response);
    const file = fileToWrite();
    response.type('html').send(file === undefined ? webAppPage : firstRunPage(file));
  };
}

async function serveDescription(_request: Request, response: Response): Promise<void> {
  const text = await readFile(DESCRIPTION);
  response.setHeader('Content-Type', 'application/json');
  response.send(text);
}

function serveOperations(_request: Request, response: Response): void {
  const rows = Object.entries(OPERATIONS).map(([operationId, { method, path: route }]) => ({
    ...{ method, path: route, operationId },
  }));
  response.type('html').send(operationsPage(rows));
}

function missingFile(request: Request, response: Response): void {
  sendError(request, response, 404, errors.fileNotFound);
}

function refuseOtherMethods(request: Request, response: Response): void {
  const message = errors.methodNotAllowed(request.method, request.path, ['GET']);
  sendError(request, response, 405, message, { Allow: allowHeader(['GET']) });
}
