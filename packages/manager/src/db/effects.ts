import type { Logger } from 'pino';
import type { Effect } from './transaction.js';

/** Runs what waited for the commit, in order. The data is already true, so a failure is only logged. */
export async function runEffects(effects: readonly Effect[], logger: Logger): Promise<void> {
  for (const effect of effects) {
    try {
      await effect();
    } catch (error) {
      logger.error({ error }, 'something that follows from a change of the database failed');
    }
  }
}
