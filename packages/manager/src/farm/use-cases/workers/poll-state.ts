import type { WorkerStatus } from '@flamenco/api';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import { judgeStatePoll } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import { applyWorkerChanges } from '../steps/change-worker.js';
import { callingWorker } from '../steps/known-worker.js';

/** A Worker asks what it shall be (contract 01 §4.4); undefined: what it is. One that was lost is back by that (D2.12). */
export async function pollState(farm: Farm, workerId: number): Promise<WorkerStatus | undefined> {
  return await transact(farm, async (tx) => {
    const worker = await callingWorker(tx, workerId);
    const { wanted, changes } = judgeStatePoll(worker);
    await applyWorkerChanges(tx, { ...worker, lastSeenAt: tx.now }, changes, consoleTexts.workerBack);
    return wanted;
  });
}
