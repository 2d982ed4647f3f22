import type { JobStatus, TaskStatus } from '@flamenco/api';
import type { Reason, TaskMassReason } from './reasons.js';
import { isAllCompleted, moveAll, unfinished } from './tally.js';
import type { TaskTally } from './tally.js';

/** What happens to tasks of the job in one statement. */
export interface MassChange {
  /** Every task in one of these statuses; there is at least one such task. */
  readonly from: readonly TaskStatus[];
  readonly to: TaskStatus;
  readonly reason: TaskMassReason;
}

/** One status that a job takes, with its own event (contract 03 §4.3). */
export interface JobStep {
  readonly from: JobStatus;
  readonly to: JobStatus;
  readonly reason: Reason;
  readonly massChange?: MassChange;
  /** Clients have to load the job's tasks again. */
  readonly refreshTasks: boolean;
}

const UNFINISHED: readonly TaskStatus[] = ['active', 'queued', 'soft-failed', 'paused'];
const NOT_DONE: readonly TaskStatus[] = ['canceled', 'failed', 'paused', 'soft-failed'];
const EVERY_TASK: readonly TaskStatus[] = [...NOT_DONE, 'active', 'completed', 'queued'];

/** In these steps tasks may have changed, so that clients load them again (contract 03 §4.3). */
const REFRESHES_TASKS: ReadonlySet<JobStatus> = new Set<JobStatus>([
  'cancel-requested',
  'failed',
  'pause-requested',
  'requeueing',
  'queued',
]);

/** The tally once the mass changes of these steps are made. */
export function tallyAfter(tally: TaskTally, steps: readonly JobStep[]): TaskTally {
  return steps.reduce((moved, { massChange }) => {
    return massChange ? moveAll(moved, massChange.from, massChange.to) : moved;
  }, tally);
}

/** The steps from entering `to` until nothing follows by itself; `from` and `to` may be equal (contract 03 §4.6). */
export function planSteps(first: JobStatus, before: TaskTally, to: JobStatus, reason: Reason): JobStep[] {
  const steps: JobStep[] = [];
  let [from, next, tally]: [JobStatus, JobStatus | undefined, TaskTally] = [first, to, before];
  while (next) {
    const step = jobStep(from, next, tally, reason);
    steps.push(step);
    tally = tallyAfter(tally, [step]);
    [from, next] = [next, followUp(next, tally)];
  }
  return steps;
}

function jobStep(from: JobStatus, to: JobStatus, tally: TaskTally, reason: Reason): JobStep {
  const massChange = massChangeOf(from, to, tally);
  const isNeeded = massChange?.from.some((status) => tally[status] > 0);
  return { from, to, reason, ...(isNeeded && { massChange }), refreshTasks: REFRESHES_TASKS.has(to) };
}

function massChangeOf(from: JobStatus, to: JobStatus, tally: TaskTally): MassChange | undefined {
  switch (to) {
    case 'cancel-requested':
    case 'failed':
      return { from: UNFINISHED, to: 'canceled', reason: { tag: 'canceled-with-job', jobStatus: to } };
    case 'pause-requested':
      return { from: ['queued', 'soft-failed'], to: 'paused', reason: { tag: 'paused-with-job', jobStatus: to } };
    case 'requeueing':
      return { from: requeuedTasks(from, tally), to: 'queued', reason: { tag: 'requeued-with-job', from } };
    default:
      return undefined;
  }
}

/** Which tasks a job's requeueing brings back (D2.20). */
function requeuedTasks(from: JobStatus, tally: TaskTally): readonly TaskStatus[] {
  switch (from) {
    case 'completed':
      return EVERY_TASK;
    case 'paused':
    case 'pause-requested':
      return resumedTasks(tally);
    default:
      return NOT_DONE;
  }
}

/**
 * Resuming brings back the paused tasks and leaves cancelled and failed ones alone (D2.9). Only a job in which nothing
 * else is left, such as a cancelled one that was paused, gets its cancelled tasks back (D2.20).
 */
function resumedTasks(tally: TaskTally): readonly TaskStatus[] {
  if (tally.paused > 0) return ['paused'];
  return unfinished(tally) === 0 ? ['canceled'] : [];
}

/** The status that follows by itself, given the tally after the step's mass change. */
function followUp(status: JobStatus, tally: TaskTally): JobStatus | undefined {
  switch (status) {
    case 'cancel-requested':
      return 'canceled';
    case 'pause-requested':
      return tally.active === 0 ? 'paused' : undefined;
    case 'requeueing':
      return 'queued';
    case 'queued':
      if (isAllCompleted(tally)) return 'completed';
      return tally.active > 0 ? 'active' : undefined;
    default:
      return undefined;
  }
}
