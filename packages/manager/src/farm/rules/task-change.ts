import type { JobStatus, TaskStatus } from '@flamenco/api';
import { UNFINISHED_TASK } from './statuses.js';

/** A task's new status, and the steps that go with it. */
export interface TaskChange {
  readonly from: TaskStatus;
  readonly to: TaskStatus;
  readonly stepsCompleted: number;
}

/** Completing does all steps, queueing undoes them, anything else leaves them (contract 03 §4.1 step 4). */
export function planTaskChange(
  task: { readonly status: TaskStatus; readonly stepsTotal: number; readonly stepsCompleted: number },
  to: TaskStatus,
): TaskChange {
  return { from: task.status, to, stepsCompleted: task.status === to ? task.stepsCompleted : stepsAfter(task, to) };
}

function stepsAfter(task: { readonly stepsTotal: number; readonly stepsCompleted: number }, to: TaskStatus): number {
  if (to === 'completed') return task.stepsTotal;
  return to === 'queued' ? 0 : task.stepsCompleted;
}

/** What comes of a user's request for a task's status (D2.20). */
export type TaskRequestPlan =
  | {
      readonly kind: 'change';
      readonly to: TaskStatus;
      /** The task's failure list. */ readonly clearsFailures: boolean;
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly from: TaskStatus; readonly to: TaskStatus };

const REQUEUEABLE: ReadonlySet<TaskStatus> = new Set<TaskStatus>([
  'canceled',
  'failed',
  'completed',
  'paused',
  'soft-failed',
]);

/** "Tasks by hand" of D2.20: they can be cancelled and queued, and nothing else. */
export function planTaskRequest(task: { readonly status: TaskStatus }, requested: TaskStatus): TaskRequestPlan {
  if (requested === task.status) return { kind: 'nothing' };
  if (requested === 'canceled' && UNFINISHED_TASK.has(task.status)) {
    return { kind: 'change', to: 'canceled', clearsFailures: false };
  }
  if (requested === 'queued' && REQUEUEABLE.has(task.status)) {
    return { kind: 'change', to: 'queued', clearsFailures: true };
  }
  return { kind: 'refused', from: task.status, to: requested };
}

const isPausing = (job: { readonly status: JobStatus }) => job.status === 'pause-requested' || job.status === 'paused';

/** What a task becomes that goes back to the pool (contract 03 §4.7). */
export function returnedStatus(job: { readonly status: JobStatus }): 'queued' | 'paused' {
  return isPausing(job) ? 'paused' : 'queued';
}

/** What a task becomes that another Worker shall try; it keeps its failure list either way (D2.10). */
export function softFailedStatus(job: { readonly status: JobStatus }): 'soft-failed' | 'paused' {
  return isPausing(job) ? 'paused' : 'soft-failed';
}
