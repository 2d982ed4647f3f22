import type { JobStatus } from '@flamenco/api';
import type { Reason, TaskMassReason } from '../farm/rules/reasons.js';
import { counted } from './listing.js';

// What jobs and tasks say about themselves in the web app. The forms are those of the original (contract 03 §4.2, §4.3,
// §4.7, §4.8), the ones that it has no words for are ours.

/** The activity of a job that takes a status (contract 03 §4.3, §4.6). */
export function jobActivity(status: JobStatus, reason: Reason): string {
  const what = reason.tag === 'stuck-jobs' ? 'Reenforcing status' : 'Changed to status';
  return `${what} "${status}": ${reasonText(reason)}`;
}

/** The activity of the tasks that change together with their job (contract 03 §4.3). */
export function massActivity(reason: TaskMassReason): string {
  switch (reason.tag) {
    case 'canceled-with-job':
      return `Manager cancelled this task because the job got status "${reason.jobStatus}".`;
    case 'paused-with-job':
      return `Manager paused this task because the job got status "${reason.jobStatus}".`;
    case 'requeued-with-job':
      return `Queued because job transitioned status from "${reason.from}" to "requeueing"`;
  }
}

/** The activity, and a line in the log, of a task that goes back to the pool (contract 03 §4.7). */
export function returnedToPool(status: 'queued' | 'paused', reason: Reason): string {
  return `Task was ${status} by Manager because ${reasonText(reason)}`;
}

/** The activity of tasks that are queued together with one that they depend on (D2.9). */
export function requeuedWithTask(name: string): string {
  return `Queued because task "${name}", on which this one depends, is going to run again`;
}

/** The activity of a task that timed out (contract 03 §4.8). */
export function timedOutActivity(worker: { readonly name: string; readonly uuid: string }): string {
  return `Task timed out on worker ${worker.name} (${worker.uuid})`;
}

/** A reason in words, to go on a sentence with (contract 03 §4.2, §4.7). */
export function reasonText(reason: Reason): string {
  switch (reason.tag) {
    case 'requested':
      return reason.text;
    case 'task-became':
      return `task became ${reason.status}`;
    case 'task-queued':
      return 'task was queued';
    case 'task-completed':
      // Misleading, because there are more tasks, but this is what users know (contract 03 §4.2).
      return 'no more tasks to do';
    case 'all-completed':
      return 'all tasks completed';
    case 'failed-but-not-enough':
      return 'task failed, but not enough to fail the job';
    case 'too-many-failed':
      return 'too many tasks failed';
    case 'no-workers-left':
      return `no more workers left to run tasks of type "${reason.taskType}"`;
    case 'last-runnable-canceled':
      return 'canceled task was last runnable task of job, canceling job';
    case 'no-more-active':
      return NO_MORE_ACTIVE[reason.after] ?? 'no more active tasks';
    case 'nothing-left-to-run':
      return nothingLeftToRun(reason);
    case 'waits-after-task':
      return `the job waits after task "${reason.task}", have a look and resume it to go on`;
    case 'stuck-jobs':
      return 'checking stuck jobs';
    case 'deletion-requested':
      return 'the job is going to be deleted';
    case 'worker-signed-off':
      return 'worker signed off';
    case 'worker-changed-status':
      return `worker ${reason.name} (${reason.uuid}) changed status to '${reason.status}'`;
    case 'worker-timed-out':
      return 'worker timed out';
    case 'worker-deleted':
      return 'worker is being deleted';
    case 'worker-blocked':
      return `worker ${reason.name} was blocked from tasks of type "${reason.taskType}"`;
    case 'given-back':
      return `worker ${reason.name} (${reason.uuid}) gave it back`;
  }
}

const NO_MORE_ACTIVE: Readonly<Record<string, string>> = {
  paused: 'last task got paused',
  canceled: 'no more active tasks after task cancellation',
  failed: 'no more active tasks after task failure',
  completed: 'no more active tasks after task completion',
};

function nothingLeftToRun(counts: {
  readonly failed: number;
  readonly canceled: number;
  readonly queued: number;
}): string {
  const parts = [
    counts.failed > 0 && `${tasks(counts.failed)} failed`,
    counts.canceled > 0 && `${tasks(counts.canceled)} ${counts.canceled === 1 ? 'was' : 'were'} canceled`,
    counts.queued > 0 && `${tasks(counts.queued)} can never start`,
  ];
  return `nothing is left to run: ${parts.filter((part) => part !== false).join(', ')}`;
}

const tasks = (count: number) => counted(count, 'task');
