import type { JobStatus, TaskStatus } from '@flamenco/api';
import { SCHEDULABLE_JOB, SCHEDULABLE_TASK } from './statuses.js';

/** Who could still run a task. */
export interface StrandedFacts {
  /** Distinct Workers that failed the task. */
  readonly failedByWorkers: number;
  /** Workers that could run it now or when they are back (D2.5). */
  readonly eligibleWorkers: number;
}

/**
 * A task that waits in a running job, was failed by somebody and has nobody left to try it: nothing will ever happen to it
 * by itself (D2.5). A task that nobody has failed yet waits for a capable Worker to be added, whatever its type; a paused
 * one waits for its user.
 */
export function isStranded(
  job: { readonly status: JobStatus; readonly deleteRequestedAt?: Date | undefined },
  task: { readonly status: TaskStatus },
  { failedByWorkers, eligibleWorkers }: StrandedFacts,
): boolean {
  if (!SCHEDULABLE_JOB.has(job.status) || job.deleteRequestedAt) return false;
  return SCHEDULABLE_TASK.has(task.status) && failedByWorkers > 0 && eligibleWorkers === 0;
}
