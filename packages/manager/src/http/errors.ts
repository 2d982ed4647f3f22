import { FarmError } from '../farm/errors.js';
import type { FarmErrorKind, FarmErrorReason } from '../farm/errors.js';
import * as texts from '../texts/http-errors.js';
import { HttpError } from './http-error.js';

/** How a request is refused. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who asks: anybody, or a Worker with its credentials. */
export type Asker = 'open' | 'worker';

const STATUS_OF_KIND: Readonly<Record<FarmErrorKind, number>> = {
  'not-found': 404,
  invalid: 400,
  conflict: 409,
  refused: 422,
  busy: 503,
};

/** Reasons for which the contract has a status of their own. */
const STATUS_OF_REASON: Partial<Record<FarmErrorReason['tag'], number>> = {
  // The job type changed since the client fetched it (contract 02 §4.1).
  'outdated-job-type': 412,
  // The Worker cannot restart itself (contract 01 §5.4).
  'cannot-restart': 412,
  // A mass deletion that selects nothing (contract 02 §6.6).
  'no-jobs-selected': 416,
  // The image is neither JPEG nor PNG, or too many wait (contract 02 §9.4).
  'unsupported-image': 415,
  'image-queue-full': 429,
};

/** The refusal that an error stands for; undefined for one that nobody expected. */
export function refusalFor(error: unknown, asker: Asker): Refusal | undefined {
  if (error instanceof HttpError) return error;
  if (!(error instanceof FarmError)) return undefined;
  const { kind, reason, message } = error;
  if (asker === 'worker' && isUnknownWorker(reason)) return { status: 403, message: texts.unknownWorker };
  const status = STATUS_OF_REASON[reason.tag] ?? STATUS_OF_KIND[kind];
  return status === 503 ? { status, message, headers: { 'Retry-After': '1' } } : { status, message };
}

/** The Worker that asks was deleted after its credentials were checked; it is answered as it will be from now on. */
function isUnknownWorker(reason: FarmErrorReason): boolean {
  return reason.tag === 'unknown' && reason.subject === 'worker';
}
