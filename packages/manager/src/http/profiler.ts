import { Session } from 'node:inspector/promises';
import { pipeline } from 'node:stream/promises';
import { getHeapSnapshot } from 'node:v8';
import express from 'express';
import type { RequestHandler, Response, Router } from 'express';
import * as errors from '../texts/http-errors.js';
import { profilerPage } from '../texts/web-pages.js';
import { sendError } from './answer.js';

/** As long as Go's profiler measures when nobody says how long. */
const USUAL_SECONDS = 30;
const LONGEST_SECONDS = 300;

/**
 * What `-pprof` adds: where the Manager spends its time, and what fills its memory, in the formats of Node's tools. The
 * paths are those of the original (contract 05 §1).
 */
export function profilerRoutes(): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/debug/pprof', (_request, response) => response.redirect(308, '/debug/pprof/'));
  router.get('/debug/pprof/', (_request, response) => response.type('html').send(profilerPage));
  router.get('/debug/pprof/profile', oneAtATime(sendCpuProfile));
  router.get('/debug/pprof/heap', oneAtATime(sendHeapSnapshot));
  return router;
}

type Recording = (response: Response, seconds: number) => Promise<void>;

/** Two recordings would measure each other. */
function oneAtATime(record: Recording): RequestHandler {
  return async (request, response) => {
    const seconds = readSeconds(request.query.seconds);
    if (seconds === undefined) sendError(request, response, 400, errors.badSeconds(LONGEST_SECONDS));
    else if (isRecording) sendError(request, response, 409, errors.alreadyRecording);
    else {
      isRecording = true;
      await record(response, seconds).finally(() => (isRecording = false));
    }
  };
}

let isRecording = false;

function readSeconds(text: unknown): number | undefined {
  if (text === undefined) return USUAL_SECONDS;
  const seconds = typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : undefined;
}

async function sendCpuProfile(response: Response, seconds: number): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    await untilOver(response, seconds);
    const { profile } = await session.post('Profiler.stop');
    response.attachment('flamenco-manager.cpuprofile').send(JSON.stringify(profile));
  } finally {
    session.disconnect();
  }
}

/** Nobody has to wait for a client that went away. */
async function untilOver(response: Response, seconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    response.once('close', end);
  });
}

async function sendHeapSnapshot(response: Response): Promise<void> {
  response.attachment('flamenco-manager.heapsnapshot');
  // A client that goes away ends the transfer; that is no error of ours.
  await pipeline(getHeapSnapshot(), response).catch(() => undefined);
}
