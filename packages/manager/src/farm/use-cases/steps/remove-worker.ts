import { markDeleted } from '../../../db/workers.js';
import { consoleTexts } from '../../../texts/console.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { Worker } from '../../records.js';
import type { FarmTx } from '../../transaction.js';
import { returnActiveTasks } from './return-tasks.js';

/**
 * Takes a Worker off the farm (contract 01 §5.3): others get its tasks, and nobody lets it in any more. What it did stays
 * on record. Whoever calls this looks afterwards for tasks that only this Worker could have run.
 */
export async function removeWorker(farm: Farm, tx: FarmTx, worker: Worker): Promise<void> {
  await returnActiveTasks(farm, tx, worker, { tag: 'worker-deleted' });
  await markDeleted(tx, worker.id);
  tx.emit(workerEvent({ ...worker, updatedAt: tx.now, deletedAt: tx.now }));
  tx.tell('info', consoleTexts.workerDeleted, { worker: worker.name, uuid: worker.uuid });
  tx.afterCommit(() => farm.forgetCredentials(worker.uuid));
}
