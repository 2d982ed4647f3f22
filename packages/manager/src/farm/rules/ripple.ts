import type { TaskStatus } from '@flamenco/api';
import { planJobChange, statusAfter, tallyAfter } from './job-chain.js';
import type { ChainJob, JobStep } from './job-chain.js';
import type { JobReason } from './reasons.js';
import { ENDED_JOB, SCHEDULABLE_JOB } from './statuses.js';
import { isAllCompleted, total, unfinished, waiting } from './tally.js';
import type { TaskTally } from './tally.js';

export interface RippleOptions {
  /** So many percent of failed tasks, or more, fail the job; a failed one is needed in any case (D2.7). */
  readonly failPercentage: number;
}

/**
 * What a task's new status does to its job (contract 03 §4.2 with D2.3, D2.7, D2.9, D2.10). It never revives a job that
 * has ended or is paused; a user's requeueing of a task does: `planRequeueOfJob`.
 *
 * @param tally after the task's change
 * @param runnable queued or soft-failed tasks whose dependencies are all completed, after the task's change
 */
export function planRipple(
  job: ChainJob,
  tally: TaskTally,
  runnable: number,
  taskStatus: TaskStatus,
  options: RippleOptions,
): JobStep[] {
  switch (job.status) {
    case 'queued':
    case 'active':
      return rippleOfRunning(job, tally, runnable, taskStatus, options);
    case 'pause-requested':
      return rippleOfPausing(job, tally, taskStatus, options);
    case 'paused':
      return endedByTask(job, tally, taskStatus, options) ?? endedByCancellation(job, tally, taskStatus) ?? [];
    default:
      return [];
  }
}

/**
 * What a user's requeueing of one task does to its job: a job that had ended is queued again, without its other tasks
 * (D2.9); any other job sees the ripple of a queued task. Parameters as in `planRipple`.
 */
export function planRequeueOfJob(job: ChainJob, tally: TaskTally, runnable: number): JobStep[] {
  const steps = ENDED_JOB.has(job.status) ? planJobChange(job, tally, 'queued', { tag: 'task-queued' }) : [];
  const status = statusAfter(job, steps);
  if (status === 'pause-requested') return endedByPausing(job, tally, 'queued');
  return [...steps, ...planEndOfIdleJob({ status }, tallyAfter(tally, steps), runnable)];
}

/**
 * A queued or active job in which nothing runs and nothing can run comes to its end (D2.7): `completed` if all its tasks
 * are, `failed` if some failed, else `canceled`, because then cancellations alone keep it from completing.
 */
export function planEndOfIdleJob(job: ChainJob, tally: TaskTally, runnable: number): JobStep[] {
  if (!SCHEDULABLE_JOB.has(job.status) || tally.active > 0 || runnable > 0) return [];
  if (isAllCompleted(tally)) return planJobChange(job, tally, 'completed', { tag: 'all-completed' });
  const { failed, canceled } = tally;
  const reason: JobReason = { tag: 'nothing-left-to-run', failed, canceled, queued: waiting(tally) };
  if (failed > 0 || canceled === 0) return planJobChange(job, tally, 'failed', reason);
  return planJobChange(job, tally, waiting(tally) > 0 ? 'cancel-requested' : 'canceled', reason);
}

function rippleOfRunning(
  job: ChainJob,
  tally: TaskTally,
  runnable: number,
  taskStatus: TaskStatus,
  options: RippleOptions,
): JobStep[] {
  const ended = endedByTask(job, tally, taskStatus, options) ?? endedByCancellation(job, tally, taskStatus);
  if (ended) return ended;
  const idle = planEndOfIdleJob(job, tally, runnable);
  if (idle.length > 0) return idle;
  const reason = startReason(taskStatus);
  return reason ? planJobChange(job, tally, 'active', reason) : [];
}

/** Completing or failing comes before pausing (contract 03 §14.4); a cancelled task does not cancel the job (D2.10). */
function rippleOfPausing(job: ChainJob, tally: TaskTally, taskStatus: TaskStatus, options: RippleOptions): JobStep[] {
  return endedByTask(job, tally, taskStatus, options) ?? endedByPausing(job, tally, taskStatus);
}

function endedByTask(
  job: ChainJob,
  tally: TaskTally,
  taskStatus: TaskStatus,
  options: RippleOptions,
): JobStep[] | undefined {
  if (taskStatus === 'completed' && isAllCompleted(tally)) {
    return planJobChange(job, tally, 'completed', { tag: 'all-completed' });
  }
  if (taskStatus === 'failed' && hasTooManyFailed(tally, options)) {
    const reason: JobReason = { tag: 'too-many-failed', failed: tally.failed, total: total(tally) };
    return planJobChange(job, tally, 'failed', reason);
  }
  return undefined;
}

/** Whether so many tasks failed that the job has to (D2.7); one failed task is needed in any case. */
export function hasTooManyFailed(tally: TaskTally, { failPercentage }: RippleOptions): boolean {
  return tally.failed > 0 && 100 * tally.failed >= failPercentage * total(tally);
}

function endedByCancellation(job: ChainJob, tally: TaskTally, taskStatus: TaskStatus): JobStep[] | undefined {
  if (taskStatus !== 'canceled' || unfinished(tally) > 0) return undefined;
  return planJobChange(job, tally, 'canceled', { tag: 'last-runnable-canceled' });
}

function endedByPausing(job: ChainJob, tally: TaskTally, after: TaskStatus): JobStep[] {
  return tally.active > 0 ? [] : planJobChange(job, tally, 'paused', { tag: 'no-more-active', after });
}

/** Why a queued job becomes active: one of its tasks started or ended. */
function startReason(taskStatus: TaskStatus): JobReason | undefined {
  switch (taskStatus) {
    case 'active':
    case 'soft-failed':
      return { tag: 'task-became', status: taskStatus };
    case 'failed':
      return { tag: 'failed-but-not-enough' };
    case 'completed':
      return { tag: 'task-completed' };
    default:
      return undefined;
  }
}
