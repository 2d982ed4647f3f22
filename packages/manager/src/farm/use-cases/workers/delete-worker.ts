import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedWorker } from '../steps/known-worker.js';
import { removeWorker } from '../steps/remove-worker.js';
import { failStrandedTasks } from '../upkeep/fail-stranded-tasks.js';

/**
 * Takes a Worker off the farm, whatever its status (contract 01 §5.3). Tasks that others failed and that it was the last
 * hope for fail for good (D2.5).
 */
export async function deleteWorker(farm: Farm, workerUuid: string): Promise<void> {
  await transact(farm, async (tx) => removeWorker(farm, tx, await namedWorker(tx, workerUuid)));
  await failStrandedTasks(farm);
}
