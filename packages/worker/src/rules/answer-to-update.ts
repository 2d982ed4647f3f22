/** What becomes of a queued task update after an answer (contract 00 D6.2). */
export type UpdateVerdict =
  /** The Manager has it. */
  | 'accepted'
  /** It can never be accepted: forget it, with a warning. */
  | 'drop'
  /** The running task belongs to somebody else now: stop it and report nothing more about it. */
  | 'not-ours'
  /** Keep it and send it again. */
  | 'keep';

/** Statuses that will not change by asking again. */
const HOPELESS: ReadonlySet<number> = new Set([400, 404, 409, 413, 422]);

/** Statuses that say that the task is not this Worker's. */
const TAKEN_AWAY: ReadonlySet<number> = new Set([404, 409]);

/**
 * Judges the answer to one task update. Only 204 accepts it: a 200 may be a proxy's web page.
 *
 * @param status the HTTP status; undefined without a usable answer
 * @param taskIsRunning whether the update's task is the one that this Worker runs at the moment
 */
export function judgeUpdateAnswer(status: number | undefined, taskIsRunning: boolean): UpdateVerdict {
  if (status === undefined) return 'keep';
  if (status === 204) return 'accepted';
  if (taskIsRunning && TAKEN_AWAY.has(status)) return 'not-ours';
  return HOPELESS.has(status) ? 'drop' : 'keep';
}
