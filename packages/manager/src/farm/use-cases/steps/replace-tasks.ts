import {
  addTasks,
  changeEdges,
  placeTasks,
  removeTasks,
  reopenTasks,
  setCommandsOfTasks,
} from '../../../db/changed-tasks.js';
import type { AuthoredTaskRow } from '../../../db/changed-tasks.js';
import { countBlocked } from '../../../db/dependencies.js';
import { changeJob, saveJobState } from '../../../db/jobs.js';
import { countStatuses, sumOfSteps } from '../../../db/mass-changes.js';
import { runnableTasks } from '../../../db/runnable.js';
import { activeTasksOfJob, countRunnable } from '../../../db/tasks.js';
import { settingsChangeTexts as texts } from '../../../texts/settings-change.js';
import { statusChanged } from '../../../texts/task-log.js';
import { jobEvent } from '../../events.js';
import type { JobState } from '../../records.js';
import { planJobChange } from '../../rules/job-chain.js';
import type { JobStep } from '../../rules/job-chain.js';
import { planEndOfIdleJob, planRequeueOfJob } from '../../rules/ripple.js';
import { statusOfOpenTask } from '../../rules/settings-change.js';
import type { PlannedTask, SettingsChangePlan, TaskNow } from '../../rules/settings-change.js';
import type { FarmTx } from '../../transaction.js';
import { applyJobSteps } from './apply-job-steps.js';
import { wakeForJob } from './wake-for-job.js';

/** A task as the job type makes it now, with all that is stored of it. */
export interface NewAuthoredTask extends TaskNow {
  readonly priority: number;
  readonly stepsTotal: number;
  /** The job is paused when the task is completed. */
  readonly pauseJobAfter?: boolean;
}

export type TaskReplacement = SettingsChangePlan<AuthoredTaskRow, NewAuthoredTask>;

/** What is stored of the job besides its tasks. */
export interface NewContent {
  readonly settings: string;
  readonly metadata: string;
  readonly warnings: string;
  readonly activity: string;
}

/**
 * Gives a job its new tasks and settings: only what differs is written. Then the job takes the status that
 * follows, and everybody is told. Must not be given an empty list of tasks.
 */
export async function replaceTasks(
  tx: FarmTx,
  job: JobState,
  plan: TaskReplacement,
  content: NewContent,
): Promise<void> {
  await stopRunning(tx, job, plan);
  await removeTasks(
    tx,
    job.id,
    plan.removed.map(({ id }) => id),
  );
  const status = statusOfOpenTask(job.status);
  const activity = texts.taskActivity;
  await reopenTasks(tx, idsWith(plan, 'changed', 'again'), { status, activity });
  await setCommandsOfTasks(tx, changedTasks(plan));
  await placeKnown(tx, job.id, plan);
  const ids = await addTasks(tx, job.id, addedTasks(plan), status);
  await changeEdges(tx, edgeChanges(plan, ids));
  await countBlocked(tx, job.id);
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
async function stopRunning(tx: FarmTx, job: JobState, plan: TaskReplacement): Promise<void> {
  if (job.tally.active === 0) return;
  const open = new Set(idsWith(plan, 'changed', 'again'));
  const removed = new Set(plan.removed.map(({ id }) => id));
  for (const task of await activeTasksOfJob(tx, job.id)) {
    if (open.has(task.id)) {
      tx.log(task, statusChanged(task.status, statusOfOpenTask(job.status)));
      tx.log(task, texts.taskActivity);
    } else if (removed.has(task.id)) tx.log(task, texts.taskRemoved);
  }
}

const isNew = ({ fate }: PlannedTask<AuthoredTaskRow, NewAuthoredTask>) => fate === 'added';

function idsWith(plan: TaskReplacement, ...fates: readonly string[]): number[] {
  return plan.tasks.flatMap(({ before, fate }) => (before && fates.includes(fate) ? [before.id] : []));
}

function changedTasks(plan: TaskReplacement) {
  return plan.tasks.flatMap(({ before, fate, now }) =>
    before && fate === 'changed' ? [{ id: before.id, commands: now.commands, stepsTotal: now.stepsTotal }] : [],
  );
}

/** Only if one of them has another place or priority than before. */
async function placeKnown(tx: FarmTx, jobId: number, plan: TaskReplacement): Promise<void> {
  const known = plan.tasks.flatMap(({ before, now }, position) =>
    before ? [{ before, place: { id: before.id, index: position + 1, priority: now.priority } }] : [],
  );
  const isSame = known.every(
    ({ before, place }) => before.indexInJob === place.index && before.priority === place.priority,
  );
  if (isSame) return;
  await placeTasks(
    tx,
    jobId,
    known.map(({ place }) => place),
  );
}

function addedTasks(plan: TaskReplacement) {
  return plan.tasks
    .map((task, position) => ({ task, index: position + 1 }))
    .flatMap(({ task, index }) => (isNew(task) ? [{ ...task.now, index }] : []));
}

/** Which dependencies go and come, between tasks that stay or are new; those of removed tasks are gone with them. */
function edgeChanges(plan: TaskReplacement, added: ReadonlyMap<string, number>) {
  const ids = new Map(plan.tasks.map(({ before, now }) => [now.uuid, before?.id ?? added.get(now.uuid) ?? 0]));
  const staying = new Set(ids.values());
  const gone: (readonly [number, number])[] = [];
  const come: (readonly [number, number])[] = [];
  for (const { before, now } of plan.tasks) {
    const id = ids.get(now.uuid) ?? 0;
    const wanted = new Set(now.dependencies.map((uuid) => ids.get(uuid) ?? 0));
    const had = new Set(before?.dependencies);
    for (const dependency of had) if (!wanted.has(dependency) && staying.has(dependency)) gone.push([id, dependency]);
    for (const dependency of wanted) if (!had.has(dependency)) come.push([id, dependency]);
  }
  return { gone, added: come };
}
