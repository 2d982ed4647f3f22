import { beginAttempt } from '../../../db/attempts.js';
import { typeKey } from '../../../db/codecs.js';
import { lockJob } from '../../../db/jobs.js';
import { findOwnActiveTask, findRunnableTask } from '../../../db/scheduling.js';
import { taskCommands, touchTask } from '../../../db/tasks.js';
import { consoleTexts } from '../../../texts/console.js';
import { assignedTo } from '../../../texts/task-log.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { Command, JobState, Task, Worker } from '../../records.js';
import { judgeFetch } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import type { IdleWorker } from '../../waiters.js';
import { changeTask } from '../steps/change-task.js';
import { applyWorkerChanges } from '../steps/change-worker.js';
import { callingWorker } from '../steps/known-worker.js';

/** A task as its Worker gets it. */
export interface AssignedTask {
  readonly task: Task;
  readonly job: JobState;
  /** Variables of the Worker's platform expanded. */
  readonly commands: readonly Command[];
}

/** What came of asking for a task (contract 01 §4.6, D2.12). */
export type ScheduleOutcome =
  | { readonly outcome: 'assigned'; readonly assigned: AssignedTask }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'change-status'; readonly status: Worker['status'] };

/** A Worker asks for a task. */
export interface FetchInput {
  readonly workerId: number;
  /** How long the Worker is content to wait while there is none, in milliseconds. */
  readonly waitMs: number;
  /** Aborted when the Worker goes away. */
  readonly signal: AbortSignal | undefined;
  /** Called when it comes to waiting. */
  readonly waits?: () => void;
}

type Found =
  Exclude<ScheduleOutcome, { readonly outcome: 'nothing' }> | { readonly outcome: 'nothing'; readonly worker: Worker };

/**
 * Gives a Worker its next task. One transaction looks at the Worker, finds the task, assigns it and makes it active, so
 * that no task is ever handed to two (D2.2). While there is none, a Worker that is content to wait is answered as soon
 * as there may be one.
 */
export async function scheduleTask(farm: Farm, input: FetchInput): Promise<ScheduleOutcome> {
  const { mark } = farm.waiters;
  const since = farm.meter.now();
  const found = await transact(farm, (tx) => takeTask(farm, tx, input.workerId));
  farm.meter.looked(since);
  if (found.outcome !== 'nothing') return found;
  return input.waitMs > 0 ? await waitForTask(farm, input, found.worker, mark) : { outcome: 'nothing' };
}

/** Looks again whenever there may be something, until the time is over or the Worker goes away. */
async function waitForTask(
  farm: Farm,
  { workerId, waitMs, signal, waits }: FetchInput,
  worker: Worker,
  firstMark: number,
): Promise<ScheduleOutcome> {
  waits?.();
  const ending = new AbortController();
  const timeOver = farm.clock.wait(waitMs, ending.signal).catch(() => undefined);
  try {
    let mark = firstMark;
    let known = worker;
    // A Worker that is asked something has to talk to the Manager again.
    while (
      !farm.storageChecks.isAsked(workerId) &&
      (await farm.waiters.next(idle(known), mark, timeOver, signal ?? ending.signal))
    ) {
      ({ mark } = farm.waiters);
      const since = farm.meter.now();
      const found = await transact(farm, (tx) => takeTask(farm, tx, workerId));
      farm.meter.looked(since);
      if (found.outcome !== 'nothing') return found;
      known = found.worker;
    }
    return { outcome: 'nothing' };
  } finally {
    ending.abort();
  }
}

function idle({ id, taskTypes }: Worker): IdleWorker {
  return { id, typeKeys: taskTypes.map(typeKey) };
}

async function takeTask(farm: Farm, tx: FarmTx, workerId: number): Promise<Found> {
  const worker = await callingWorker(tx, workerId);
  const verdict = judgeFetch(worker);
  await applyWorkerChanges(tx, worker, verdict.changes, consoleTexts.workerBack);
  if (verdict.kind === 'change-status') return { outcome: 'change-status', status: verdict.status };
  const own = await findOwnActiveTask(tx, workerId);
  if (own) return { outcome: 'assigned', assigned: await handOutAgain(farm, tx, own, worker) };
  const next = await findRunnableTask(tx, workerId);
  return next
    ? { outcome: 'assigned', assigned: await assign(farm, tx, next, worker) }
    : { outcome: 'nothing', worker };
}

async function handOutAgain(farm: Farm, tx: FarmTx, task: Task, worker: Worker): Promise<AssignedTask> {
  await touchTask(tx, task.id);
  tx.log(task, assignedTo(worker));
  return await assignedTask(farm, tx, await jobOf(tx, task), { ...task, lastTouchedAt: tx.now }, worker);
}

async function assign(farm: Farm, tx: FarmTx, task: Task, worker: Worker): Promise<AssignedTask> {
  const job = await jobOf(tx, task);
  const attemptId = await beginAttempt(tx, { taskId: task.id, jobId: task.jobId, workerId: worker.id });
  tx.log(task, assignedTo(worker));
  const columns = { workerId: worker.id, attemptId, lastTouchedAt: tx.now };
  const after = await changeTask(farm, tx, { job, task }, { to: 'active', columns, worker });
  tx.emit(workerEvent({ ...worker, lastSeenAt: tx.now }));
  tx.afterCommit(() => farm.meter.assigned(tx.now.getTime() - task.updatedAt.getTime()));
  tx.tell('info', consoleTexts.assignedTask, { worker: worker.name, taskID: task.uuid, job: task.jobUuid });
  return await assignedTask(farm, tx, after.job, after.task, worker);
}

async function assignedTask(farm: Farm, tx: FarmTx, job: JobState, task: Task, worker: Worker): Promise<AssignedTask> {
  const commands = farm.variables.expandCommands(await taskCommands(tx, task.id), worker.platform);
  return { job, task, commands };
}

async function jobOf(tx: FarmTx, task: Task): Promise<JobState> {
  const job = await lockJob(tx, task.jobId);
  if (!job) throw new Error(`task ${task.uuid} has no job`);
  return job;
}
