/** How long to wait before the next try, and how far that grows. */
export interface BackOffPolicy {
  readonly firstMs: number;
  readonly limitMs: number;
}

/** The Worker's one policy, for idle waiting and for every repeated request (contract 00 D6.1, D6.3). */
export const BACK_OFF: BackOffPolicy = { firstMs: 200, limitMs: 5_000 };

/** The part of a wait that chance decides about, so that a fleet does not come back in step. */
const JITTER = 0.2;

/**
 * Milliseconds to wait before try number `attempt + 1`: doubles from `firstMs` up to `limitMs`, which is never exceeded.
 *
 * @param attempt how many tries went before in a row, from 0
 * @param chance a number of [0, 1)
 */
export function backOffMs(attempt: number, chance: number, policy: BackOffPolicy = BACK_OFF): number {
  const full = Math.min(policy.limitMs, policy.firstMs * 2 ** Math.max(0, attempt));
  return Math.round(full * (1 - JITTER * chance));
}
