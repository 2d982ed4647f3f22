import type { Clock } from '@flamenco/common';
import { waited } from './back-off.js';
import { withJoined } from './interruption.js';

/** Gives `work` a signal that is aborted after `ms`, or with the given one. What `work` makes of it is its own matter. */
export async function withTimeLimit<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  outer?: AbortSignal,
): Promise<T> {
  const limit = new AbortController();
  const done = new AbortController();
  const expired = waited(clock, ms, done.signal).then((passed) => {
    if (passed) limit.abort(new Error(`no answer within ${ms / 1000} s`));
  });
  try {
    return await withJoined(outer ? [outer, limit.signal] : [limit.signal], work);
  } finally {
    done.abort();
    await expired;
  }
}
