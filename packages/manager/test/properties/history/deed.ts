import type { JobState, Task } from '../../../src/db/records.js';
import { ENDED_JOB, UNFINISHED_TASK } from '../../../src/farm/rules/statuses.js';

/** A task whose status is another one after a step. */
export interface Change {
  readonly before: Task;
  readonly after: Task;
  /** Its job after the step. */
  readonly job: JobState;
}

/** Whether a step may have made a change. */
export type Permit = (change: Change) => boolean;

/** What somebody did, and what may have come of it. */
export interface Deed {
  /** For who reads how it came to a failure. */
  readonly text: string;
  readonly permits: Permit;
  /** Jobs that ended or were paused may come back by it. */
  readonly revives?: (job: JobState) => boolean;
  /** It was refused, or is none of the farm's business: everything about jobs and tasks is as before. */
  readonly changesNothing?: boolean;
  readonly makesTasks?: boolean;
  /** Tasks of this job may be gone. */
  readonly replacesTasksOf?: number;
  /** Jobs that are marked for it may be gone. */
  readonly removesJobs?: boolean;
}

export const nothing: Permit = () => false;

export function anyOf(...permits: readonly Permit[]): Permit {
  return (change) => permits.some((permit) => permit(change));
}

/** A change from one of these statuses to one of those. */
export function from(...statuses: readonly Task['status'][]) {
  return {
    to: (...targets: readonly Task['status'][]): Permit => {
      return ({ before, after }) => statuses.includes(before.status) && targets.includes(after.status);
    },
  };
}

/** The permit, for changes that are about this. */
export function when(isAbout: Permit, permit: Permit): Permit {
  return (change) => isAbout(change) && permit(change);
}

/** What was left of a job that ended is canceled. */
export const endedWithJob: Permit = ({ before, after, job }) =>
  after.status === 'canceled' && UNFINISHED_TASK.has(before.status) && ENDED_JOB.has(job.status);

/** What was queued again is canceled at once when its job ends anew, because nothing of it can run (D2.7). */
export const endedAnew: Permit = ({ after, job }) => after.status === 'canceled' && ENDED_JOB.has(job.status);

/** What waits of a job that waits for its users (`pauseJobAfter`) is paused. */
export const pausedWithJob: Permit = (change) =>
  (change.job.status === 'paused' || change.job.status === 'pause-requested') &&
  from('queued', 'soft-failed').to('paused')(change);

/** Everything that a failure of a Worker may bring about besides what becomes of its task. */
export function followsFailure(workerId: number): Permit {
  return anyOf(
    when(({ before }) => before.workerId === workerId, from('failed').to('queued', 'paused')),
    from('queued', 'soft-failed', 'paused').to('failed'),
    endedWithJob,
  );
}

export const FAILED_IN_SOME_WAY = ['soft-failed', 'failed', 'queued', 'paused'] as const;
