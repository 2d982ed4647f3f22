/** The most log text that one task may report, in bytes of UTF-8 (contract 00 D6.2). */
export const LOG_LIMIT_BYTES = 64 * 1024 * 1024;

/** What becomes of a piece of log text. */
export type LogVerdict = 'keep' | 'announce-limit' | 'drop';

/** How much log a task has reported so far. */
export interface LogBudget {
  readonly usedBytes: number;
  /** Whether the line that says so has been written. */
  readonly exhausted: boolean;
}

/** The budget of a task of which `queuedBytes` wait in the queue already. */
export function openBudget(queuedBytes = 0): LogBudget {
  return { usedBytes: queuedBytes, exhausted: false };
}

/** Decides about the next `bytes` of log. Once one piece did not fit, nothing does, so that no gaps appear. */
export function spend(
  budget: LogBudget,
  bytes: number,
  limitBytes = LOG_LIMIT_BYTES,
): { readonly verdict: LogVerdict; readonly budget: LogBudget } {
  if (budget.exhausted) return { verdict: 'drop', budget };
  if (budget.usedBytes + bytes > limitBytes)
    return { verdict: 'announce-limit', budget: { ...budget, exhausted: true } };
  return { verdict: 'keep', budget: { usedBytes: budget.usedBytes + bytes, exhausted: false } };
}
