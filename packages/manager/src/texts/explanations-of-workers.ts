import type { WorkersFinding, WorkerStateFinding } from '../farm/rules/findings.js';
import { isOrAre, quoted, theWorkers } from './listing.js';
import type { TextOf } from './listing.js';

type Found = WorkersFinding | WorkerStateFinding;
type Texts = { readonly [Code in Found['code']]: TextOf<Extract<Found, { readonly code: Code }>> };

const theseComputers = (workers: readonly unknown[]) => (workers.length === 1 ? 'this computer' : 'these computers');

/** What explanations say about Workers; each begins so that it can stand alone or behind a colon. */
export const workerFindings: Texts = {
  'no-workers': {
    message: () => 'the farm has no Worker',
    action: () => 'Start Flamenco Worker on a computer that should render.',
  },
  'no-worker-of-type': {
    message: ({ taskType }) => `no Worker of the farm runs tasks of type "${taskType}"`,
    action: ({ taskType }) =>
      `Add "${taskType}" to task_types in flamenco-worker.yaml on a computer that can run such tasks.`,
  },
  'tag-without-workers': {
    message: ({ tag }) => `the job is for Workers with the tag "${tag.name}", which none has`,
    action: ({ tag }) => `Give the tag "${tag.name}" to Workers, or take it from the job.`,
  },
  'workers-without-tag': {
    message: ({ tag, taskType, workers }) =>
      `no Worker with the job's tag "${tag.name}" runs tasks of type "${taskType}"; ${theWorkers(workers)} would`,
    action: ({ tag }) => `Give the tag "${tag.name}" to one of these Workers, or take it from the job.`,
  },
  'workers-blocked': {
    message: ({ workers, taskType, tasks }) =>
      `${theWorkers(workers)} ${isOrAre(workers)} blocked from tasks of type "${taskType}" of this job` +
      (tasks.count === 0 ? '' : ` after failing ${quoted(tasks)}`),
    action: ({ workers }) =>
      `Read the logs of the failed tasks, mend ${theseComputers(workers)}, ` +
      `then take ${isOrAre(workers, 'its Worker', 'their Workers')} off the blocklist of the job.`,
  },
  'workers-failed': {
    message: ({ workers, taskType }) =>
      `${theWorkers(workers)} ${isOrAre(workers, 'has', 'have')} tried this work of type "${taskType}" and failed`,
    action: () => 'Read the log of the task, mend what is wrong, then requeue the task: everybody may try again then.',
  },
  'workers-offline': {
    message: ({ workers }) => `${theWorkers(workers)} ${isOrAre(workers)} offline`,
    action: ({ workers }) => `Start Flamenco Worker on ${theseComputers(workers)}.`,
  },
  'workers-in-error': {
    message: ({ workers }) => `${theWorkers(workers)} ${isOrAre(workers, 'was', 'were')} not heard of for too long`,
    action: ({ workers }) =>
      `See whether ${theseComputers(workers)} still ${isOrAre(workers, 'runs and reaches', 'run and reach')} the Manager; ` +
      `${isOrAre(workers, 'it goes on by itself once it does', 'they go on by themselves once they do')}.`,
  },
  'workers-unfit': {
    message: ({ workers, trouble }) =>
      `${theWorkers(workers)} ${isOrAre(workers, 'takes', 'take')} no tasks for now` + (trouble && `: ${trouble}`),
    action: ({ workers, trouble }) =>
      `${trouble ? 'Mend that' : `Read the log of ${isOrAre(workers, 'this Worker', 'these Workers')} and mend what is wrong`} ` +
      `on ${theseComputers(workers)}; ${isOrAre(workers, 'it goes on by itself', 'they go on by themselves')} then.`,
  },
  'workers-starting': {
    message: ({ workers }) => `${theWorkers(workers)} ${isOrAre(workers)} about to start`,
    action: () => 'Wait for a moment.',
  },
  'workers-waking': {
    message: ({ workers }) => `${theWorkers(workers)} ${isOrAre(workers)} asleep, and asked to wake up`,
    action: () => 'Wait for a moment; a sleeping Worker asks the Manager regularly what it should do.',
  },
  'workers-asleep': {
    message: ({ workers }) => `${theWorkers(workers)} ${isOrAre(workers, 'was', 'were')} sent to sleep`,
    action: ({ workers }) => `Wake ${isOrAre(workers, 'it up: set its', 'them up: set their')} status to "awake".`,
  },
  'workers-scheduled-asleep': {
    message: ({ workers, until }, time) => {
      const who = `${theWorkers(workers)} ${isOrAre(workers, 'sleeps by its schedule', 'sleep by their schedules')}`;
      if (!until) return `${who}, which never ${isOrAre(workers, 'ends', 'end')}`;
      return `${who}${isOrAre(workers, ' until', ', the first of them until')} ${time(until)}`;
    },
    action: ({ workers, until }) =>
      `${until ? 'Wait until then, change' : 'Change'} the sleep schedule, or wake ` +
      `${isOrAre(workers, 'it up now: set its', 'them up now: set their')} status to "awake".`,
  },
  'workers-asked': {
    message: ({ workers, status }) =>
      `${theWorkers(workers)} ${isOrAre(workers, 'was', 'were')} asked to be "${status}"`,
    action: ({ workers }) => `Ask for the status "awake" again, if ${isOrAre(workers, 'it', 'they')} should work.`,
  },
  'workers-busy': {
    message: ({ workers, tasks }) => `${theWorkers(workers)} ${isOrAre(workers)} busy with ${quoted(tasks)}`,
    action: () => 'Wait until that is done, or add another Worker.',
  },
  'other-work-first': {
    message: ({ workers, tasks }) => `${theWorkers(workers)} will run ${quoted(tasks)} first`,
    action: () => 'Wait; if that is work of another job, a higher priority of this one would change the order.',
  },
  'next-request': {
    message: ({ workers, tasks }) =>
      `${theWorkers(workers)} will get ${quoted(tasks)} at ${isOrAre(workers, 'its', 'their')} next request`,
    action: () => 'There is nothing to do; a Worker that is awake asks every few seconds.',
  },
};
