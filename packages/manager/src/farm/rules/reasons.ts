import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';

/** Why a job changes its status; `texts/activities.ts` makes it a sentence (contract 03 §4.2). */
export type JobReason =
  /** A user's own words. */
  | { readonly tag: 'requested'; readonly text: string }
  | { readonly tag: 'task-became'; readonly status: TaskStatus }
  | { readonly tag: 'task-queued' }
  | { readonly tag: 'task-completed' }
  | { readonly tag: 'all-completed' }
  | { readonly tag: 'failed-but-not-enough' }
  | { readonly tag: 'too-many-failed'; readonly failed: number; readonly total: number }
  | { readonly tag: 'no-workers-left'; readonly taskType: string }
  | { readonly tag: 'last-runnable-canceled' }
  /** Nothing runs any more in a job that is being paused; `after` is what became of the last task. */
  | { readonly tag: 'no-more-active'; readonly after: TaskStatus }
  /** Nothing runs and nothing can (D2.7). `queued` counts the tasks that wait for something that will not come. */
  | { readonly tag: 'nothing-left-to-run'; readonly failed: number; readonly canceled: number; readonly queued: number }
  /** The job type wants the job to wait after this task, usually until somebody has looked at what is there. */
  | { readonly tag: 'waits-after-task'; readonly task: string }
  | { readonly tag: 'stuck-jobs' }
  | { readonly tag: 'deletion-requested' };

/** Why a Worker's task goes back to the pool (contract 03 §4.7). */
export type ReturnReason =
  | { readonly tag: 'worker-signed-off' }
  | {
      readonly tag: 'worker-changed-status';
      readonly name: string;
      readonly uuid: string;
      readonly status: WorkerStatus;
    }
  | { readonly tag: 'worker-timed-out' }
  | { readonly tag: 'worker-deleted' }
  | { readonly tag: 'worker-blocked'; readonly name: string; readonly taskType: string }
  /** The Worker reported its own active task as `queued` (D2.3). */
  | { readonly tag: 'given-back'; readonly name: string; readonly uuid: string };

export type Reason = JobReason | ReturnReason;

/** Why many tasks of a job change at once (contract 03 §4.3). */
export type TaskMassReason =
  | { readonly tag: 'canceled-with-job'; readonly jobStatus: JobStatus }
  | { readonly tag: 'paused-with-job'; readonly jobStatus: JobStatus }
  /** `from` is what the job was before. */
  | { readonly tag: 'requeued-with-job'; readonly from: JobStatus };
