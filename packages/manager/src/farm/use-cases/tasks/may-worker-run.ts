import { lockTaskByUuid, touchTask } from '../../../db/tasks.js';
import { lockWorker, markSeen } from '../../../db/workers.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import { judgeMayRun } from '../../rules/may-run.js';
import type { MayRun } from '../../rules/may-run.js';
import { transact } from '../../transaction.js';

/** A Worker asks whether it may go on with a task (contract 01 §4.8); being told so keeps the task from timing out. */
export async function mayWorkerRun(farm: Farm, workerId: number, taskUuid: string): Promise<MayRun> {
  checkUuid('task', taskUuid);
  return await transact(farm, async (tx) => {
    const worker = await lockWorker(tx, workerId);
    if (!worker) throw unknown('worker', String(workerId));
    await markSeen(tx, worker);
    const task = await lockTaskByUuid(tx, taskUuid);
    const verdict = judgeMayRun(task, worker);
    if (task && verdict.outcome === 'yes') await touchTask(tx, task.id);
    return verdict;
  });
}
