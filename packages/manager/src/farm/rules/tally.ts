import type { TaskStatus } from '@flamenco/api';

/** How many tasks of one job have each status. */
export type TaskTally = Readonly<Record<TaskStatus, number>>;

export const EMPTY_TALLY: TaskTally = {
  queued: 0,
  'soft-failed': 0,
  active: 0,
  completed: 0,
  failed: 0,
  canceled: 0,
  paused: 0,
};

/** All tasks of the job. */
export function total(tally: TaskTally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}

/** Tasks that run, or may run without a user's asking for it again. */
export function unfinished(tally: TaskTally): number {
  return tally.active + waiting(tally);
}

/** Tasks that have not ended and do not run. */
export function waiting(tally: TaskTally): number {
  return tally.queued + tally['soft-failed'] + tally.paused;
}

/** True also for a job without tasks (contract 03 §4.3). */
export function isAllCompleted(tally: TaskTally): boolean {
  return tally.completed === total(tally);
}

/** The tally after so many tasks went from one status to another. */
export function moveTasks(tally: TaskTally, from: TaskStatus, to: TaskStatus, count = 1): TaskTally {
  if (from === to) return tally;
  return { ...tally, [from]: tally[from] - count, [to]: tally[to] + count };
}

/** The tally after all tasks in some statuses went to another. */
export function moveAll(tally: TaskTally, from: readonly TaskStatus[], to: TaskStatus): TaskTally {
  return from.reduce((moved, status) => moveTasks(moved, status, to, moved[status]), tally);
}
