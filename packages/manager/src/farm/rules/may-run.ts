import type { TaskStatus } from '@flamenco/api';
import type { StatusRequest } from './worker-status.js';

/** Whether a Worker may go on with a task, and if not, why (contract 01 §4.8). */
export type MayRun =
  | { readonly outcome: 'yes' }
  | { readonly outcome: 'unknown-task' }
  /** A status is asked of the Worker that does not wait for the task's end. */
  | { readonly outcome: 'status-change' }
  | { readonly outcome: 'not-yours' }
  | { readonly outcome: 'not-active'; readonly status: TaskStatus };

/** The first reason that holds, in the order of contract 01 §4.8. The job's status plays no part (contract 03 §5.5). */
export function judgeMayRun(
  task: { readonly status: TaskStatus; readonly workerId?: number | undefined } | undefined,
  worker: { readonly id: number; readonly statusRequest?: StatusRequest | undefined },
): MayRun {
  if (!task) return { outcome: 'unknown-task' };
  if (worker.statusRequest && !worker.statusRequest.isLazy) return { outcome: 'status-change' };
  if (task.workerId !== worker.id) return { outcome: 'not-yours' };
  return task.status === 'active' ? { outcome: 'yes' } : { outcome: 'not-active', status: task.status };
}
