import { activeTasksOfWorker } from '../../../db/tasks.js';
import { lockWorker, workersGoneSince } from '../../../db/workers.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import { isWorkerForgotten } from '../../rules/timeouts.js';
import { read, transact } from '../../transaction.js';
import { removeWorker } from '../steps/remove-worker.js';
import { eachOnItsOwn } from './each-on-its-own.js';
import { failStrandedTasks } from './fail-stranded-tasks.js';

/** Takes Workers off the farm that were not heard from for as long as the configuration says; never one with a task. */
export async function removeLostWorkers(farm: Farm): Promise<void> {
  const afterMs = farm.config.current().workerRemovalAfterMs;
  if (afterMs <= 0) return;
  const since = new Date(farm.clock.now().getTime() - afterMs);
  const lost = await read(farm, (reader) => workersGoneSince(reader, since));
  await eachOnItsOwn(farm, lost, ({ id }) => removeIfLost(farm, id, afterMs), {
    message: consoleTexts.workerRemovalFailed,
    fields: ({ name, uuid }) => ({ worker: name, uuid }),
  });
  if (lost.length > 0) await failStrandedTasks(farm);
}

/** Unless it is back in the meantime. */
async function removeIfLost(farm: Farm, workerId: number, afterMs: number): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await lockWorker(tx, workerId);
    if (!worker || worker.deletedAt || !isWorkerForgotten(worker, tx.now, afterMs)) return;
    if ((await activeTasksOfWorker(tx, workerId)).length > 0) return;
    const { name, uuid, lastSeenAt } = worker;
    tx.tell('warn', consoleTexts.workerForgotten, { worker: name, uuid, lastSeen: lastSeenAt });
    await removeWorker(farm, tx, worker);
  });
}
