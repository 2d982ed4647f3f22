import type { TaskStatus } from '@flamenco/api';
import {
  addTasks,
  changeEdges,
  countAsDone,
  placeTasks,
  recountTimes,
  removeTasks,
  reopenTasks,
  setCommandsOfTasks,
  setStepsOfTasks,
} from '../../../db/changed-tasks.js';
import type { AuthoredTaskRow } from '../../../db/authored-tasks.js';
import { countBlocked } from '../../../db/dependencies.js';
import { changeJob, saveJobState } from '../../../db/jobs.js';
import { countStatuses, sumOfSteps } from '../../../db/mass-changes.js';
import { runnableTasks } from '../../../db/runnable.js';
import { adoptTasks, handOverTasks, takeStagedCommands } from '../../../db/staged-tasks.js';
import { activeTasksOfJob, countRunnable } from '../../../db/tasks.js';
import { settingsChangeTexts as texts } from '../../../texts/settings-change.js';
import { statusChanged } from '../../../texts/task-log.js';
import { jobEvent } from '../../events.js';
import type { JobState } from '../../records.js';
import { planJobChange } from '../../rules/job-chain.js';
import type { JobStep } from '../../rules/job-chain.js';
import { planEndOfIdleJob, planRequeueOfJob } from '../../rules/ripple.js';
import { statusOfOpenTask } from '../../rules/settings-change.js';
import type { TaskNow } from '../../rules/task-matches.js';
import type { FarmTx } from '../../transaction.js';
import { applyJobSteps } from './apply-job-steps.js';
import { edgeChanges, newTasks, numbersOf } from './prepare-replacement.js';
import type { Planned, Replacement } from './prepare-replacement.js';
import { wakeForJob } from './wake-for-job.js';

/** A task as the job type makes it now, with all that is stored of it. */
export interface NewAuthoredTask extends TaskNow {
  readonly priority: number;
  readonly stepsTotal: number;
  /** The job is paused when the task is completed. */
  readonly pauseJobAfter?: boolean;
}

/** A stored task; `commands` are the new ones if they mean the same, and then they are to be stored. */
export interface KnownTask extends AuthoredTaskRow {
  readonly isRewritten: boolean;
}

/** Where new tasks and commands are stored already, and where those go that are removed (db/staged-tasks.ts). */
export interface Stage {
  readonly jobId: number;
  /** Where the commands of known tasks wait. */
  readonly commandsId: number;
  /** Numbers of the new tasks by UUID. */
  readonly ids: ReadonlyMap<string, number>;
}

/** What is stored of the job besides its tasks. */
export interface NewContent {
  readonly settings: string;
  readonly metadata: string;
  readonly warnings: string;
  readonly activity: string;
  readonly script_digest: string;
}

/**
 * Gives a job its new tasks and settings: only what differs is written. Then the job takes the status that
 * follows, and everybody is told. Must not be given an empty list of tasks.
 */
export async function replaceTasks(
  tx: FarmTx,
  job: JobState,
  { plan, states, stage, ...prepared }: Replacement,
  content: NewContent,
): Promise<void> {
  await stopRunning(tx, job, plan.tasks, plan.removed);
  await takeAway(tx, job.id, plan.removed, stage);
  const status = statusOfOpenTask(job.status);
  const isReady = (id: number) => states.untouched.has(id) && states.statuses.get(id) === status;
  const open = idsWith(plan.tasks, 'changed', 'again').filter((id) => !isReady(id));
  await reopenTasks(tx, open, { status, activity: texts.taskActivity });
  await writeCommands(tx, prepared, stage);
  await placeTasks(tx, prepared.places);
  const ids = await addNew(tx, job.id, plan.tasks, status, stage);
  await countAsDone(tx, doneOf(plan.tasks, ids), texts.doneActivity);
  await changeEdges(tx, prepared.edges ?? edgeChanges(plan.tasks, numbersOf(plan.tasks, ids)));
  await tx.breathe();
  await countBlocked(tx, job.id);
  await tx.breathe();
  await countRunnable(tx, job.id);
  const changed: JobState = {
    ...job,
    activity: content.activity,
    updatedAt: tx.now,
    tally: await countStatuses(tx, job.id),
    stepsCompleted: await sumOfSteps(tx, job.id),
    stepsTotal: await sumOfSteps(tx, job.id, 'steps_total'),
  };
  await changeJob(tx, job.id, { ...content, steps_total: changed.stepsTotal });
  await saveJobState(tx, changed);
  tx.emit(jobEvent(changed, { refreshTasks: true }));
  await applyJobSteps(tx, changed, nextSteps(changed, await runnableTasks(tx, job.id)));
  await wakeForJob(tx, job.id);
}

/** What follows for the job by itself. */
function nextSteps(job: JobState, runnable: number): JobStep[] {
  const { status, tally } = job;
  const isDone = planEndOfIdleJob(job, tally, runnable);
  if (isDone.length > 0) return isDone;
  if (status === 'completed' && tally.queued > 0) return planRequeueOfJob(job, tally, runnable);
  if (status === 'pause-requested' && tally.active === 0) {
    return planJobChange(job, tally, 'paused', { tag: 'no-more-active', after: 'paused' });
  }
  return [];
}

/** Somebody may be looking at the log of a task that runs, and its Worker is going to stop. */
async function stopRunning(
  tx: FarmTx,
  job: JobState,
  tasks: readonly Planned[],
  removed: readonly KnownTask[],
): Promise<void> {
  if (job.tally.active === 0) return;
  const open = new Set(idsWith(tasks, 'changed', 'again'));
  const gone = new Set(removed.map(({ id }) => id));
  for (const task of await activeTasksOfJob(tx, job.id)) {
    if (open.has(task.id)) {
      tx.log(task, statusChanged(task.status, statusOfOpenTask(job.status)));
      tx.log(task, texts.taskActivity);
    } else if (gone.has(task.id)) tx.log(task, texts.taskRemoved);
  }
}

async function takeAway(tx: FarmTx, jobId: number, removed: readonly KnownTask[], stage?: Stage): Promise<void> {
  if (removed.length === 0) return;
  const ids = removed.map(({ id }) => id);
  if (stage) await handOverTasks(tx, stage.jobId, ids);
  else await removeTasks(tx, ids);
  await recountTimes(tx, jobId);
}

/** Gives the numbers of the new tasks by UUID. */
async function addNew(
  tx: FarmTx,
  jobId: number,
  tasks: readonly Planned[],
  status: TaskStatus,
  stage: Stage | undefined,
): Promise<ReadonlyMap<string, number>> {
  if (!stage) return await addTasks(tx, jobId, newTasks(tasks), status);
  await adoptTasks(tx, stage.jobId, jobId, status);
  return stage.ids;
}

/** The numbers of new tasks whose frames are rendered. */
function doneOf(tasks: readonly Planned[], added: ReadonlyMap<string, number>): number[] {
  return tasks.flatMap(({ fate, now }) => (fate === 'done' ? (added.get(now.uuid) ?? []) : []));
}

async function writeCommands(
  tx: FarmTx,
  { commands, steps }: Pick<Replacement, 'commands' | 'steps'>,
  stage: Stage | undefined,
): Promise<void> {
  if (!stage) await setCommandsOfTasks(tx, commands);
  else {
    const ids = commands.map(({ id }) => id);
    await takeStagedCommands(tx, stage.commandsId, ids);
  }
  await setStepsOfTasks(tx, steps);
  await tx.breathe();
}

function idsWith(tasks: readonly Planned[], ...fates: readonly string[]): number[] {
  return tasks.flatMap(({ before, fate }) => (before && fates.includes(fate) ? [before.id] : []));
}
