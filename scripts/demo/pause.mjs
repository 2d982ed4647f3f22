import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits; rejects with the signal's reason when it is aborted.
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 */
export async function pause(milliseconds, signal) {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}
