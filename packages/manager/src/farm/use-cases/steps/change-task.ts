import { endAttempt, recordDuration } from '../../../db/attempts.js';
import { moveBlocked } from '../../../db/dependencies.js';
import { saveJobProgress } from '../../../db/jobs.js';
import { moveRunnable, runnableTasks } from '../../../db/runnable.js';
import { saveTaskState } from '../../../db/tasks.js';
import { consoleTexts } from '../../../texts/console.js';
import { statusChanged } from '../../../texts/task-log.js';
import { jobEvent, taskEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { AttemptOutcome, JobState, Task } from '../../records.js';
import { planJobChange } from '../../rules/job-chain.js';
import type { JobStep } from '../../rules/job-chain.js';
import { planPauseAfter } from '../../rules/pause-after.js';
import type { Reason } from '../../rules/reasons.js';
import { ENDED_JOB, SCHEDULABLE_TASK, UNFINISHED_TASK } from '../../rules/statuses.js';
import { moveTasks, total } from '../../rules/tally.js';
import { hasTooManyFailed, planRequeueOfJob, planRipple } from '../../rules/ripple.js';
import { planTaskChange } from '../../rules/task-change.js';
import type { FarmTx } from '../../transaction.js';
import { applyJobSteps } from './apply-job-steps.js';

/** A change of one task's status. */
export interface TaskChange {
  readonly to: Task['status'];
  /** Other columns that change with it. */
  readonly columns?: Partial<Pick<Task, 'activity' | 'workerId' | 'attemptId' | 'lastTouchedAt'>>;
  /** The Worker that has or had the task, unless it is deleted; events name it. */
  readonly worker: { readonly name: string; readonly uuid: string } | undefined;
  /** How the running attempt ends, if it does. */
  readonly attemptEnd?: { readonly outcome: AttemptOutcome; readonly reason: string };
  /** A user queues the task, which brings an ended job back (D2.9). */
  readonly isRequeueByUser?: boolean;
  /** The whole job fails with the task, for this reason. */
  readonly failsJob?: Reason;
}

/** A job and one of its tasks, as they are now. */
export interface JobAndTask {
  readonly job: JobState;
  readonly task: Task;
}

/**
 * Changes one task's status: the task, everything that is counted about it, its log and its event (contract 03 §4.1),
 * then what that does to its job (contract 03 §4.2). All counters move with it, see architecture §4.
 */
export async function changeTask(farm: Farm, tx: FarmTx, before: JobAndTask, change: TaskChange): Promise<JobAndTask> {
  const task = await storeTask(tx, before.task, change);
  const job = await countTask(tx, before, task);
  if (task.status !== before.task.status) tx.log(task, statusChanged(before.task.status, task.status));
  tx.emit(taskEvent(task, change.worker, before.task.status));
  const steps = await planJobSteps(farm, tx, job, task, change);
  const rippled = steps.length > 0 ? await applyJobSteps(tx, job, steps) : await storeJob(tx, before.job, job);
  const pause = planPauseAfter(rippled, rippled.tally, task, before.task.status);
  return { job: pause.length > 0 ? await applyJobSteps(tx, rippled, pause) : rippled, task };
}

async function storeJob(tx: FarmTx, before: JobState, job: JobState): Promise<JobState> {
  if (job === before) return job;
  await saveJobProgress(tx, job);
  if (job.stepsCompleted !== before.stepsCompleted) tx.emit(jobEvent(job));
  return job;
}

async function storeTask(tx: FarmTx, before: Task, change: TaskChange): Promise<Task> {
  const { to, columns, attemptEnd } = change;
  const { stepsCompleted } = planTaskChange(before, to);
  const stays = to === 'active' ? {} : { attemptId: undefined };
  const task: Task = { ...before, status: to, stepsCompleted, updatedAt: tx.now, ...stays, ...columns };
  await saveTaskState(tx, task);
  if (attemptEnd && before.attemptId !== undefined) {
    await endAttempt(tx, before.attemptId, attemptEnd.outcome, attemptEnd.reason);
    if (attemptEnd.outcome === 'completed') await recordDuration(tx, before.attemptId, before.typeKey);
  }
  return task;
}

/** Moves the counters of the job: tasks per status, steps, runnable tasks per type, and open dependencies. */
async function countTask(tx: FarmTx, { job, task: before }: JobAndTask, task: Task): Promise<JobState> {
  if (before.status !== task.status) await countRunnable(tx, before, task);
  const stepsCompleted = job.stepsCompleted + task.stepsCompleted - before.stepsCompleted;
  if (before.status === task.status && stepsCompleted === job.stepsCompleted) return job;
  // Of what clients see of the job only its steps may have changed (contract 03 §13.3).
  const updatedAt = stepsCompleted === job.stepsCompleted ? job.updatedAt : tx.now;
  return { ...job, tally: moveTasks(job.tally, before.status, task.status), stepsCompleted, updatedAt };
}

async function countRunnable(tx: FarmTx, before: Task, task: Task): Promise<void> {
  const change = Number(isRunnable(task)) - Number(isRunnable(before));
  const unfinished = Number(UNFINISHED_TASK.has(task.status)) - Number(UNFINISHED_TASK.has(before.status));
  await moveRunnable(tx, task.jobId, task.typeKey, change, unfinished);
  const unblocked = await countDependents(tx, before, task);
  const typeKeys = new Set([...unblocked, ...(change > 0 ? [task.typeKey] : [])]);
  if (typeKeys.size > 0) tx.wake({ kind: 'work', typeKeys });
}

/** Gives the types of tasks that can run now because this one was completed. */
async function countDependents(tx: FarmTx, before: Task, task: Task): Promise<string[]> {
  const isDone = Number(task.status === 'completed') - Number(before.status === 'completed');
  if (isDone === 0) return [];
  const dependents = await moveBlocked(tx, task.id, isDone > 0 ? -1 : 1);
  const turning = isDone > 0 ? 0 : 1;
  const turned = dependents.filter(({ blockedBy, isSchedulable }) => isSchedulable && blockedBy === turning);
  for (const { typeKey } of turned) await moveRunnable(tx, task.jobId, typeKey, isDone);
  return isDone > 0 ? turned.map(({ typeKey }) => typeKey) : [];
}

function isRunnable({ status, blockedBy }: Task): boolean {
  return blockedBy === 0 && SCHEDULABLE_TASK.has(status);
}

async function planJobSteps(
  farm: Farm,
  tx: FarmTx,
  job: JobState,
  task: Task,
  change: TaskChange,
): Promise<readonly JobStep[]> {
  if (change.failsJob) return planJobChange(job, job.tally, 'failed', change.failsJob);
  // Whether anything could run matters only when nothing does.
  const runnable = job.tally.active > 0 ? 1 : await runnableTasks(tx, job.id);
  if (change.isRequeueByUser) return planRequeueOfJob(job, job.tally, runnable);
  const failPercentage = farm.config.current().jobFailPercentage;
  if (task.status === 'failed') tellShareOfFailed(tx, job, failPercentage);
  return planRipple(job, job.tally, runnable, task.status, { failPercentage });
}

/** How far the job is from failing as a whole (contract 03 §6.6). */
function tellShareOfFailed(tx: FarmTx, { uuid, status, tally }: JobState, failPercentage: number): void {
  if (ENDED_JOB.has(status)) return;
  const text = hasTooManyFailed(tally, { failPercentage }) ? consoleTexts.tooManyFailed : consoleTexts.notEnoughFailed;
  const taskNumTotal = total(tally);
  const failedPercentage = Math.floor((100 * tally.failed) / taskNumTotal);
  const fields = { taskNumTotal, taskNumFailed: tally.failed, failedPercentage, threshold: failPercentage };
  tx.tell('info', text, { job: uuid, ...fields });
}
