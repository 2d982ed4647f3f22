import type { JobStatus } from '@flamenco/api';
import { planSteps } from './job-step.js';
import type { JobStep } from './job-step.js';
import type { Reason } from './reasons.js';
import { STUCK_JOB } from './statuses.js';
import type { TaskTally } from './tally.js';

export { tallyAfter } from './job-step.js';
export type { JobStep, MassChange } from './job-step.js';

/** The parts of a job that decide about its status. */
export interface ChainJob {
  readonly status: JobStatus;
}

/**
 * The statuses that a job takes, in order, when it is to become `to`: that one and what follows from it (contract 03
 * §4.3, D2.9, D2.20). Nothing when it has that status already. Whether the change is allowed is not asked here.
 */
export function planJobChange(job: ChainJob, tally: TaskTally, to: JobStatus, reason: Reason): JobStep[] {
  return to === job.status ? [] : planSteps(job.status, tally, to, reason);
}

/**
 * What an interrupted job goes through when the Manager starts: its present status as if just entered, and what follows
 * (contract 03 §4.6). Nothing for a job whose status is no interrupted one.
 */
export function planStuckJob(job: ChainJob, tally: TaskTally): JobStep[] {
  return STUCK_JOB.has(job.status) ? planSteps(job.status, tally, job.status, { tag: 'stuck-jobs' }) : [];
}

/** The job's status once these steps are made. */
export function statusAfter(job: ChainJob, steps: readonly JobStep[]): JobStatus {
  return steps.at(-1)?.to ?? job.status;
}

/** What comes of a user's request for a job's status (D2.20). */
export type JobRequestPlan =
  | {
      readonly kind: 'steps';
      readonly steps: JobStep[];
      /** Before the steps: the failure lists of the tasks that are requeued, and the job's blocklist, are cleared. */
      readonly clearsFailures: boolean;
    }
  /** The job has that status, or will have it without more ado. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly from: JobStatus; readonly to: JobStatus };

interface Request {
  /** The first status of the chain. */
  readonly start: JobStatus;
  readonly allowedFrom: readonly JobStatus[];
  /** A job in one of these is already what is asked for. */
  readonly fulfilledIn: readonly JobStatus[];
}

const CANCEL: Request = {
  start: 'cancel-requested',
  allowedFrom: ['queued', 'active', 'paused', 'pause-requested', 'failed'],
  fulfilledIn: ['canceled', 'cancel-requested'],
};
const PAUSE: Request = {
  start: 'pause-requested',
  allowedFrom: ['queued', 'active', 'canceled'],
  fulfilledIn: ['paused', 'pause-requested'],
};
const RESUME: Request = {
  start: 'requeueing',
  allowedFrom: ['paused', 'pause-requested'],
  fulfilledIn: ['queued', 'active'],
};
const REQUEUE: Request = {
  start: 'requeueing',
  allowedFrom: ['completed', 'paused', 'pause-requested', 'canceled', 'failed', 'queued', 'active'],
  fulfilledIn: ['requeueing'],
};
const FAIL: Request = {
  start: 'failed',
  allowedFrom: ['queued', 'active', 'paused', 'pause-requested', 'cancel-requested'],
  fulfilledIn: ['failed'],
};
/** Nobody but the Manager decides on these. */
const never = (status: JobStatus): Request => ({ start: status, allowedFrom: [], fulfilledIn: [status] });

/** The table of D2.20. */
const REQUESTS: Readonly<Record<JobStatus, Request>> = {
  'cancel-requested': CANCEL,
  canceled: CANCEL,
  'pause-requested': PAUSE,
  paused: PAUSE,
  requeueing: REQUEUE,
  active: RESUME,
  queued: RESUME,
  failed: FAIL,
  completed: never('completed'),
  'under-construction': never('under-construction'),
};

/**
 * What a request for a job's status does (D2.20). A job that is `queued` or `active` afterwards may have nothing left
 * that can run: ask `planEndOfIdleJob` once the steps are made.
 */
export function planJobRequest(job: ChainJob, tally: TaskTally, requested: JobStatus, reason: Reason): JobRequestPlan {
  const { start, allowedFrom, fulfilledIn } = REQUESTS[requested];
  if (fulfilledIn.includes(job.status)) return { kind: 'nothing' };
  if (!allowedFrom.includes(job.status)) return { kind: 'refused', from: job.status, to: requested };
  const steps = planJobChange(job, tally, start, reason);
  return { kind: 'steps', steps, clearsFailures: requested === 'requeueing' };
}
