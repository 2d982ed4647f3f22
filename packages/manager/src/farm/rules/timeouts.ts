import type { TaskStatus, WorkerStatus } from '@flamenco/api';

/** Workers in these statuses are not expected to be heard from (contract 03 §7.2). */
const SILENT_WORKER: ReadonlySet<WorkerStatus> = new Set<WorkerStatus>(['error', 'offline']);

/**
 * An active task was not touched for the time-out or longer (contract 03 §7.1). One that was never touched has no time to
 * count from.
 *
 * @param timeoutMs milliseconds; 0 switches this off, without regard to the time-out of Workers (D2.11)
 */
export function isTaskOverdue(
  task: { readonly status: TaskStatus; readonly lastTouchedAt?: Date | undefined },
  now: Date,
  timeoutMs: number,
): boolean {
  return task.status === 'active' && isPast(task.lastTouchedAt, now, timeoutMs);
}

/**
 * A Worker that should be heard from was silent for the time-out or longer (contract 03 §7.2). One that was never seen
 * has not signed on yet.
 *
 * @param timeoutMs milliseconds; 0 switches this off, without regard to the time-out of tasks (D2.11)
 */
export function isWorkerOverdue(
  worker: { readonly status: WorkerStatus; readonly lastSeenAt?: Date | undefined },
  now: Date,
  timeoutMs: number,
): boolean {
  return !SILENT_WORKER.has(worker.status) && isPast(worker.lastSeenAt, now, timeoutMs);
}

/**
 * A Worker that is gone was not heard from for so long that it is taken off the farm. One that never signed on counts
 * from its registration. Whether it still has a task has to be asked elsewhere.
 *
 * @param removalAfterMs milliseconds; 0 keeps all Workers
 */
export function isWorkerForgotten(
  worker: { readonly status: WorkerStatus; readonly createdAt: Date; readonly lastSeenAt?: Date | undefined },
  now: Date,
  removalAfterMs: number,
): boolean {
  return SILENT_WORKER.has(worker.status) && isPast(worker.lastSeenAt ?? worker.createdAt, now, removalAfterMs);
}

function isPast(since: Date | undefined, now: Date, timeoutMs: number): boolean {
  return timeoutMs > 0 && since !== undefined && now.getTime() - since.getTime() >= timeoutMs;
}
