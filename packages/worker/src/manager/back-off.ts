import type { Clock } from '@flamenco/common';
import { BACK_OFF, backOffMs } from '../rules/back-off.js';
import type { BackOffPolicy } from '../rules/back-off.js';

/** Waits longer from try to try, until something succeeds. Each loop that repeats requests has one of its own. */
export class BackOff {
  #attempt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly chance: () => number = Math.random,
    private readonly policy: BackOffPolicy = BACK_OFF,
  ) {}

  /**
   * Waits before the next try. Ends early, without an error, when the signal is aborted.
   *
   * @param atLeastMs what the Manager asked for (`Retry-After`)
   */
  async pause(signal: AbortSignal, atLeastMs = 0): Promise<void> {
    const ms = Math.max(atLeastMs, backOffMs(this.#attempt, this.chance(), this.policy));
    this.#attempt += 1;
    await waited(this.clock, ms, signal);
  }

  /** Something succeeded: the next wait is a short one again. */
  reset(): void {
    this.#attempt = 0;
  }
}

/** Waits, or until the signal is aborted; says whether the time has passed. */
export async function waited(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  await clock.wait(ms, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return !signal.aborted;
}
