import type { WorkerStatus } from '@flamenco/api';
import { consoleTexts } from '../../../texts/console.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { planStateChange } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import { storeWorkerChanges } from '../steps/change-worker.js';
import { callingWorker } from '../steps/known-worker.js';
import { returnActiveTasks } from '../steps/return-tasks.js';

/** A Worker has taken a status (contract 01 §4.5). Whatever is not awake runs nothing, so that its tasks go to others. */
export async function changeState(farm: Farm, workerId: number, status: WorkerStatus): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await callingWorker(tx, workerId);
    const { name, uuid } = worker;
    const plan = planStateChange(worker, status);
    const changed = await storeWorkerChanges(tx, worker, plan.changes);
    if (plan.returnsTasks) {
      await returnActiveTasks(farm, tx, worker, { tag: 'worker-changed-status', name, uuid, status });
    }
    tx.emit(workerEvent({ ...changed, lastSeenAt: tx.now }, worker.status));
    const fields = { worker: name, uuid, currentStatus: worker.status, newStatus: status };
    if (plan.isUnexpected) {
      tx.tell('warn', consoleTexts.workerStatusUnexpected, { ...fields, requested: worker.statusRequest?.status });
    } else tx.tell('info', consoleTexts.workerStatusChanged, fields);
  });
}
