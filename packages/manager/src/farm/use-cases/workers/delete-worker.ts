import { markDeleted } from '../../../db/workers.js';
import { consoleTexts } from '../../../texts/console.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedWorker } from '../steps/known-worker.js';
import { returnActiveTasks } from '../steps/return-tasks.js';

/**
 * Takes a Worker off the farm, whatever its status (contract 01 §5.3): others get its tasks, and nobody lets it in any
 * more. What it did stays on record.
 */
export async function deleteWorker(farm: Farm, workerUuid: string): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await namedWorker(tx, workerUuid);
    await returnActiveTasks(farm, tx, worker, { tag: 'worker-deleted' });
    await markDeleted(tx, worker.id);
    tx.emit(workerEvent({ ...worker, updatedAt: tx.now, deletedAt: tx.now }));
    tx.tell('info', consoleTexts.workerDeleted, { worker: worker.name, uuid: worker.uuid });
    tx.afterCommit(() => farm.forgetCredentials(worker.uuid));
  });
}
