import type { JobStatus, TaskStatus } from '@flamenco/api';

/** Tasks that may be handed out (contract 03 §2.1). */
export const SCHEDULABLE_TASK: ReadonlySet<TaskStatus> = new Set<TaskStatus>(['queued', 'soft-failed']);

/** Tasks that run, or that may run without a user's asking for it again. */
export const UNFINISHED_TASK: ReadonlySet<TaskStatus> = new Set<TaskStatus>([
  'queued',
  'soft-failed',
  'active',
  'paused',
]);

/** Jobs whose tasks may be handed out (contract 03 §2.2). */
export const SCHEDULABLE_JOB: ReadonlySet<JobStatus> = new Set<JobStatus>(['active', 'queued']);

/** Jobs whose tasks may go on once they were begun (contract 03 §5.2, §14). */
export const RUNNING_JOB: ReadonlySet<JobStatus> = new Set<JobStatus>(['active', 'queued', 'pause-requested']);

/** Jobs that only a user brings back. */
export const ENDED_JOB: ReadonlySet<JobStatus> = new Set<JobStatus>(['completed', 'failed', 'canceled']);

/** Jobs that a mass deletion skips unless told otherwise (D2.15). */
export const ACTIVE_JOB_STATUSES: ReadonlySet<JobStatus> = new Set<JobStatus>([
  'active',
  'pause-requested',
  'cancel-requested',
]);

/** Jobs that are taken through their present status again when the Manager starts (contract 03 §4.6). */
export const STUCK_JOB: ReadonlySet<JobStatus> = new Set<JobStatus>([
  'cancel-requested',
  'requeueing',
  'pause-requested',
]);
