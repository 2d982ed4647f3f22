import { lockJob } from '../../../db/jobs.js';
import { activeTasksUntouchedSince, lockTaskByUuid } from '../../../db/tasks.js';
import { findWorkerById, lockWorker, workersUnseenSince } from '../../../db/workers.js';
import { timedOutActivity } from '../../../texts/activities.js';
import { consoleTexts } from '../../../texts/console.js';
import { timedOut } from '../../../texts/task-log.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { isTaskOverdue, isWorkerOverdue } from '../../rules/timeouts.js';
import { planWorkerTimeout } from '../../rules/worker-status.js';
import { read, transact } from '../../transaction.js';
import { storeWorkerChanges } from '../steps/change-worker.js';
import { recordFailure } from '../steps/record-failure.js';
import { returnActiveTasks } from '../steps/return-tasks.js';
import { eachOnItsOwn } from './each-on-its-own.js';

/** Looks for tasks that nobody was heard of for too long, then for Workers (contract 03 §7, D2.11). */
export async function checkTimeouts(farm: Farm): Promise<void> {
  const { taskTimeoutMs, workerTimeoutMs } = farm.config.current();
  if (taskTimeoutMs > 0) await checkTasks(farm, taskTimeoutMs);
  if (workerTimeoutMs > 0) await checkWorkers(farm, workerTimeoutMs);
}

async function checkTasks(farm: Farm, timeoutMs: number): Promise<void> {
  const silent = await read(farm, (reader) => activeTasksUntouchedSince(reader, before(farm, timeoutMs)));
  await eachOnItsOwn(farm, silent, ({ uuid }) => timeOutTask(farm, uuid, timeoutMs), {
    message: consoleTexts.timeoutCheckFailed,
    fields: ({ uuid }) => ({ task: uuid }),
  });
}

async function checkWorkers(farm: Farm, timeoutMs: number): Promise<void> {
  const silent = await read(farm, (reader) => workersUnseenSince(reader, before(farm, timeoutMs)));
  await eachOnItsOwn(farm, silent, ({ id }) => timeOutWorker(farm, id, timeoutMs), {
    message: consoleTexts.timeoutCheckFailed,
    fields: ({ name, uuid }) => ({ worker: name, uuid }),
  });
}

function before(farm: Farm, ms: number): Date {
  return new Date(farm.clock.now().getTime() - ms);
}

/** A failure of its Worker, unless the task was heard of in the meantime (D2.8). */
async function timeOutTask(farm: Farm, taskUuid: string, timeoutMs: number): Promise<void> {
  await transact(farm, async (tx) => {
    const task = await lockTaskByUuid(tx, taskUuid);
    if (!task || !isTaskOverdue(task, tx.now, timeoutMs)) return;
    const job = await lockJob(tx, task.jobId);
    const worker = task.workerId === undefined ? undefined : await findWorkerById(tx, task.workerId);
    if (!job || !worker) throw new Error(`the active task ${task.uuid} has no job or no worker`);
    const activity = timedOutActivity(worker);
    tx.tell('warn', consoleTexts.taskTimedOut, { task: task.uuid, job: job.uuid, worker: worker.name });
    await recordFailure(
      farm,
      tx,
      { job, task },
      { worker, attempt: { outcome: 'timed-out', reason: activity }, activity },
    );
    tx.log(task, timedOut(worker, task.lastTouchedAt));
  });
}

/** Others get the tasks of a lost Worker; once it is heard from again it is what it was (contract 03 §7.2, D2.12). */
async function timeOutWorker(farm: Farm, workerId: number, timeoutMs: number): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await lockWorker(tx, workerId);
    if (!worker || worker.deletedAt || !isWorkerOverdue(worker, tx.now, timeoutMs)) return;
    const { changes } = planWorkerTimeout(worker);
    const changed = await storeWorkerChanges(tx, worker, changes, consoleTexts.workerTimedOut);
    await returnActiveTasks(farm, tx, worker, { tag: 'worker-timed-out' });
    tx.emit(workerEvent(changed, worker.status));
    const fields = { worker: worker.name, uuid: worker.uuid, lastSeen: worker.lastSeenAt };
    tx.tell('warn', consoleTexts.workerTimedOut, fields);
  });
}
