import type { TaskStatus } from '@flamenco/api';

/** What comes of a Worker's update of a task. */
export type ReportVerdict =
  | { readonly kind: 'accept' }
  | {
      readonly kind: 'refused';
      readonly why:
        | 'not-assigned'
        | 'other-worker'
        /** The task is the Worker's, but runs no more. */
        | 'not-active'
        /** The Worker may not give a task this status (D2.3). */
        | 'status-not-allowed';
    };

interface ReportedTask {
  readonly status: TaskStatus;
  /** The last Worker that had it. */
  readonly workerId?: number | undefined;
}

interface Reporter {
  readonly id: number;
}

/** `queued` gives the task back; only the Manager soft-fails, only users cancel and pause (D2.3, contract 01 §4.7). */
const REPORTABLE: ReadonlySet<TaskStatus> = new Set<TaskStatus>(['active', 'completed', 'failed', 'queued']);

/**
 * Judges a Worker's update of a task (D2.3, contract 01 §4.7). Also one with only a log or steps is refused when the task
 * is not active for that Worker; its log text is kept whatever the verdict.
 */
export function judgeReport(
  task: ReportedTask,
  worker: Reporter,
  update: { readonly taskStatus?: TaskStatus | undefined },
): ReportVerdict {
  if (task.workerId === undefined) return { kind: 'refused', why: 'not-assigned' };
  if (task.workerId !== worker.id) return { kind: 'refused', why: 'other-worker' };
  if (task.status !== 'active') return { kind: 'refused', why: 'not-active' };
  if (update.taskStatus && !REPORTABLE.has(update.taskStatus)) return { kind: 'refused', why: 'status-not-allowed' };
  return { kind: 'accept' };
}

/** Reported steps within 0 and the task's total (D2.18). */
export function clampSteps(reported: number, total: number): number {
  return Math.min(Math.max(reported, 0), total);
}

/** An image may come after the task's end, but only from the last Worker that had it (D2.3). */
export function mayTakeOutput(task: Pick<ReportedTask, 'workerId'>, worker: Reporter): boolean {
  return task.workerId === worker.id;
}
