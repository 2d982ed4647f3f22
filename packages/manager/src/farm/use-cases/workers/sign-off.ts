import { consoleTexts } from '../../../texts/console.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { planSignOff } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import { storeWorkerChanges } from '../steps/change-worker.js';
import { callingWorker } from '../steps/known-worker.js';
import { returnActiveTasks } from '../steps/return-tasks.js';

/** A Worker goes away (contract 01 §4.3): its tasks go to others, and it will be what it was when it comes back. */
export async function signOff(farm: Farm, workerId: number): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await callingWorker(tx, workerId);
    const changed = await storeWorkerChanges(tx, worker, planSignOff(worker).changes);
    await returnActiveTasks(farm, tx, worker, { tag: 'worker-signed-off' });
    tx.emit(workerEvent({ ...changed, lastSeenAt: tx.now }, worker.status));
    tx.tell('info', consoleTexts.workerSignedOff, { worker: worker.name, uuid: worker.uuid });
  });
}
