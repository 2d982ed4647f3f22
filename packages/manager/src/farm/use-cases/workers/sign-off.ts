import { consoleTexts } from '../../../texts/console.js';
import { AS_BEFORE } from '../../../texts/status-reasons.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { StatusRequest } from '../../records.js';
import { planSignOff } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import { askedBy, storeWorkerChanges } from '../steps/change-worker.js';
import { callingWorker } from '../steps/known-worker.js';
import { returnActiveTasks } from '../steps/return-tasks.js';

/** A Worker goes away (contract 01 §4.3): its tasks go to others, and it will be what it was when it comes back. */
export async function signOff(farm: Farm, workerId: number): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await callingWorker(tx, workerId);
    const changes = askedBy(AS_BEFORE, planSignOff(worker).changes);
    const changed = await storeWorkerChanges(tx, worker, changes, whoWantedIt(worker.statusRequest));
    await returnActiveTasks(farm, tx, worker, { tag: 'worker-signed-off' });
    tx.emit(workerEvent({ ...changed, lastSeenAt: tx.now }, worker.status));
    tx.tell('info', consoleTexts.workerSignedOff, { worker: worker.name, uuid: worker.uuid });
  });
}

/** Going away is what the Manager asked for, or the Worker's own affair. */
function whoWantedIt(request: StatusRequest | undefined): string | undefined {
  return request?.status === 'offline' || request?.status === 'restart' ? request.reason : undefined;
}
