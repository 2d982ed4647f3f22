import type { ComposedWorker } from './compose.js';
import { withTimeLimit } from './manager/time-limit.js';
import * as texts from './texts/console.js';

/** How long `-flush` tries, in milliseconds, sign-on included (contract 00 D6.2). */
export const FLUSH_LIMIT_MS = 20_000;

/**
 * The errand of `-flush`: sends what is queued, whoever it takes to sign on for it.
 *
 * @param stopping aborted when the time is over, so that nothing waits for the Manager any longer
 * @returns whether nothing is left
 */
export async function flushQueue(parts: ComposedWorker, stopping: AbortController, limitMs: number): Promise<boolean> {
  const { queue, sender, clock, logger } = parts;
  const queueSize = queue.size();
  if (queueSize > 0) {
    logger.info({ queueSize }, texts.FLUSHING);
    await withTimeLimit(clock, limitMs, (signal) => sendAll(parts, signal), stopping.signal);
    stopping.abort();
    await sender.stop();
  }
  const left = queue.size();
  if (left > 0) logger.error({ queueSize: left }, texts.NOT_FLUSHED);
  else logger.info(texts.FLUSHED);
  return left === 0;
}

async function sendAll({ identity, sender }: ComposedWorker, signal: AbortSignal): Promise<void> {
  try {
    await identity.signOn(signal);
    await sender.start();
    await sender.flushed(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
