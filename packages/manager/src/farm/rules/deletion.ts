import type { JobStatus } from '@flamenco/api';
import { planJobChange } from './job-chain.js';
import type { ChainJob, JobStep } from './job-chain.js';
import { ACTIVE_JOB_STATUSES } from './statuses.js';
import type { TaskTally } from './tally.js';

/** The steps of a job that is marked for deletion: its active tasks are cancelled, and it with them (D2.15). */
export function planDeletion(job: ChainJob, tally: TaskTally): JobStep[] {
  return tally.active > 0 ? planJobChange(job, tally, 'cancel-requested', { tag: 'deletion-requested' }) : [];
}

/** A marked job may be removed once none of its tasks runs (D2.15). */
export function mayDelete(tally: TaskTally): boolean {
  return tally.active === 0;
}

export interface MassDeletion {
  /** Jobs last updated then or earlier; rounded up to a whole second (contract 02 §6.6). */
  readonly lastUpdatedMax: Date;
  /** Takes active jobs too (D2.15). */
  readonly includesActive: boolean;
}

/** Whether a mass deletion takes this job (contract 02 §6.6, D2.15). */
export function isInMassDeletion(
  job: { readonly status: JobStatus; readonly updatedAt: Date },
  { lastUpdatedMax, includesActive }: MassDeletion,
): boolean {
  if (!includesActive && ACTIVE_JOB_STATUSES.has(job.status)) return false;
  return job.updatedAt.getTime() <= wholeSecond(lastUpdatedMax).getTime();
}

/** The time rounded up to a whole second (contract 02 §6.6). */
export function wholeSecond(time: Date): Date {
  return new Date(Math.ceil(time.getTime() / SECOND_MS) * SECOND_MS);
}

const SECOND_MS = 1000;
const LONGEST_DELAY_MS = 3_600_000;

/**
 * Milliseconds until the next attempt to delete a job: 1 s after the first failed one, doubling up to an hour (D2.15).
 *
 * @param attempts that failed so far
 */
export function nextDeletionAttempt(attempts: number): number {
  return attempts <= 0 ? 0 : Math.min(SECOND_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
}
