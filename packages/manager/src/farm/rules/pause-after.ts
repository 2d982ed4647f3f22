import type { TaskStatus } from '@flamenco/api';
import { planJobChange } from './job-chain.js';
import type { ChainJob, JobStep } from './job-chain.js';
import { SCHEDULABLE_JOB } from './statuses.js';
import { unfinished } from './tally.js';
import type { TaskTally } from './tally.js';

/** A task that may want its job to wait. */
export interface PausingTask {
  readonly name: string;
  readonly status: TaskStatus;
  readonly pauseJobAfter?: boolean;
}

/**
 * What the completion of a task does to a job that is to wait after it (`pauseJobAfter`, D3.2): it is paused, as if a
 * user asked for it, unless nothing is left to wait for. Ask after the ripple of the task's change.
 *
 * @param before the task's status until now
 * @param tally after the task's change and its ripple
 */
export function planPauseAfter(job: ChainJob, tally: TaskTally, task: PausingTask, before: TaskStatus): JobStep[] {
  const isDone = task.status === 'completed' && before !== 'completed';
  if (!task.pauseJobAfter || !isDone || !SCHEDULABLE_JOB.has(job.status) || unfinished(tally) === 0) return [];
  return planJobChange(job, tally, 'pause-requested', { tag: 'waits-after-task', task: task.name });
}
