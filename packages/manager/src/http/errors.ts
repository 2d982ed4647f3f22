import * as texts from '../texts/http-errors.js';
import { HttpError } from './http-error.js';

/** How a request is refused. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal of the farm, as far as HTTP has to know it. */
export interface FarmRefusal extends Error {
  readonly name: 'FarmError';
  readonly kind: FarmErrorKind;
  readonly reason: { readonly tag: string };
}

export type FarmErrorKind = 'not-found' | 'invalid' | 'conflict' | 'refused' | 'busy';

const STATUS_OF_KIND: Readonly<Record<FarmErrorKind, number>> = {
  'not-found': 404,
  invalid: 400,
  conflict: 409,
  refused: 422,
  busy: 503,
};

/** Reasons for which the contract has a status of their own. */
const STATUS_OF_REASON: ReadonlyMap<string, number> = new Map([
  // The job type changed since the client fetched it (contract 02 §4.1).
  ['outdated-job-type', 412],
  // The Worker cannot restart itself (contract 01 §5.4).
  ['cannot-restart', 412],
  // A mass deletion that selects nothing (contract 02 §6.6).
  ['no-jobs-selected', 416],
  // Too many images wait (contract 01 §4.9).
  ['image-queue-full', 429],
  ['unsupported-image', 415],
]);

/** The refusal that an error stands for; undefined for one that nobody expected. */
export function refusalFor(error: unknown): Refusal | undefined {
  if (error instanceof HttpError) return error;
  if (!isFarmRefusal(error)) return undefined;
  const status = STATUS_OF_REASON.get(error.reason.tag) ?? STATUS_OF_KIND[error.kind];
  if (status === 503) return { status, message: error.message || texts.busy, headers: { 'Retry-After': '1' } };
  return { status, message: error.message };
}

function isFarmRefusal(error: unknown): error is FarmRefusal {
  return error instanceof Error && error.name === 'FarmError' && 'kind' in error && 'reason' in error;
}
