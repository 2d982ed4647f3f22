import type { Finding, WorkersFinding, WorkerStateFinding } from '../farm/rules/findings.js';
import { counted, isOrAre, quoted, theWorkers } from './listing.js';
import type { TextOf } from './listing.js';

type Found = Exclude<Finding, WorkersFinding | WorkerStateFinding>;
type Texts = { readonly [Code in Found['code']]: TextOf<Extract<Found, { readonly code: Code }>> };

const JOB_STATUS: Readonly<Record<string, readonly [is: string, action: string]>> = {
  paused: ['is paused', 'Resume the job.'],
  'pause-requested': ['is being paused: what was begun is finished, nothing else is started', 'Resume the job.'],
  canceled: ['is cancelled', 'Requeue the job, if it should be rendered after all.'],
  'cancel-requested': [
    'is being cancelled',
    'Wait for a moment, then requeue the job if it should be rendered after all.',
  ],
  failed: ['has failed', 'See why in the activity of the job and the logs of its failed tasks, then requeue the job.'],
  completed: ['is completed', 'There is nothing to do; requeue the job to render all of it again.'],
  requeueing: ['is being requeued', 'Wait for a moment.'],
  'under-construction': ['is still being stored', 'Wait for a moment.'],
};

const ENDED = {
  completed: ['is completed', 'There is nothing to do; requeue the task to run it again.'],
  failed: ['has failed', 'Read the log of the task, mend what is wrong, then requeue the task.'],
  canceled: ['was cancelled', 'Requeue the task, if it should run after all.'],
} as const;

/** What explanations say about jobs, tasks, and the work that there is for a Worker. */
export const workFindings: Texts = {
  'not-set-up': {
    message: () => 'this Manager is not set up yet: it has no shared storage for the files of jobs',
    action: () => 'Finish the setup assistant, or set shared_storage_path in flamenco-manager.yaml.',
  },
  'at-work': {
    message: ({ tasks, workers }) =>
      workers.length === 0
        ? `at work on ${quoted(tasks)}`
        : `${theWorkers(workers)} ${isOrAre(workers, 'works', 'work')} on ${quoted(tasks)}`,
    action: () => 'There is nothing to do; the log of the task shows how far it is.',
  },
  'task-ended': {
    message: ({ task, status }) => `the task "${task.name}" ${ENDED[status][0]}`,
    action: ({ status }) => ENDED[status][1],
  },
  'task-paused': {
    message: ({ task }) => `the task "${task.name}" is paused`,
    action: () => 'Requeue the task, or resume its job.',
  },
  'job-status': {
    message: ({ job, status }) => `the job "${job.name}" ${JOB_STATUS[status]?.[0] ?? `is ${status}`}`,
    action: ({ status }) => JOB_STATUS[status]?.[1] ?? 'There is nothing to do.',
  },
  'deletion-requested': {
    message: ({ job }) => `the job "${job.name}" is about to be deleted`,
    action: () => 'Withdraw the deletion, if the job is still needed.',
  },
  'dependencies-open': {
    message: ({ tasks }) => `it needs ${counted(tasks.count, 'other task')} to be completed first: ${quoted(tasks)}`,
    action: () => 'Wait for these tasks, or see why they do not run.',
  },
  'dependencies-ended': {
    message: ({ tasks }) => `it waits for what ended without being completed: ${quoted(tasks)}`,
    action: () => 'Requeue what failed or was cancelled; until then this task cannot run.',
  },
  'tasks-waiting': {
    message: ({ count }) => `${counted(count, 'task')} cannot start before other tasks of the job are completed`,
    action: () => 'Wait for the other tasks; the explanation of a single task names those that it waits for.',
  },
  'tasks-held-up': {
    message: ({ tasks }) => `other tasks wait in vain for what failed or was cancelled: ${quoted(tasks)}`,
    action: () => 'Requeue these tasks, after mending what made them fail.',
  },
  'tasks-paused': {
    message: ({ count }) => `${counted(count, 'task')} of the job ${count === 1 ? 'is' : 'are'} paused`,
    action: () => 'Requeue the paused tasks.',
  },
  'no-work': {
    message: () => 'no job of the farm has a task that could run now',
    action: () => 'Submit a job, or see why those that are there do not get on.',
  },
  'no-task-types': {
    message: () => 'it does not run any type of task',
    action: () => 'Set task_types in flamenco-worker.yaml on that computer, and restart its Worker.',
  },
  'work-of-other-types': {
    message: ({ taskTypes }) => `all that could run now is of types that it does not run: ${quotedTexts(taskTypes)}`,
    action: () => 'Add these types to task_types in flamenco-worker.yaml on that computer, and restart its Worker.',
  },
  'work-for-other-tags': {
    message: ({ jobs }) => `it does not have the tag that ${quoted(jobs)} asks for`,
    action: () => 'Give the Worker the tag of the job, or take the tag from the job.',
  },
  'blocked-from-work': {
    message: ({ jobs, tasks }) =>
      `it is blocked from ${quoted(jobs)}${tasks.count === 0 ? '' : ` after it failed ${quoted(tasks)}`}`,
    action: () => 'Read the logs of the failed tasks, mend that computer, then take it off the blocklist of the job.',
  },
  'work-failed-before': {
    message: ({ jobs }) => `it has failed everything that could run now of ${quoted(jobs)}`,
    action: () => 'Read the logs of these tasks, then leave them to other Workers, or requeue them.',
  },
  'work-ready': {
    message: ({ jobs }) => `there is work for it in ${quoted(jobs)}`,
    action: () => 'There is nothing to do but to see that the Worker becomes ready.',
  },
};

function quotedTexts({ count, examples }: { readonly count: number; readonly examples: readonly string[] }): string {
  return quoted({ count, examples: examples.map((name) => ({ name })) });
}
