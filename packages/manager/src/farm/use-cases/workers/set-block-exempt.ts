import { truth } from '../../../db/codecs.js';
import { changeWorker } from '../../../db/workers.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedWorker } from '../steps/known-worker.js';

/** Says whether a Worker is never blocked for its failures (D2.6); what blocks it already stays. */
export async function setBlockExempt(farm: Farm, workerUuid: string, isBlockExempt: boolean): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await namedWorker(tx, workerUuid);
    await changeWorker(tx, worker.id, { is_block_exempt: truth(isBlockExempt) });
    tx.emit(workerEvent({ ...worker, isBlockExempt, updatedAt: tx.now }));
  });
}
