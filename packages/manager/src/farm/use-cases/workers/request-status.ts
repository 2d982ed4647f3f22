import { consoleTexts } from '../../../texts/console.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { StatusRequest, Worker } from '../../records.js';
import { planStatusRequest } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import { applyWorkerChanges } from '../steps/change-worker.js';
import { skipPassedBoundary } from '../steps/follow-schedule.js';
import { namedWorker } from '../steps/known-worker.js';

/**
 * A user asks for a Worker's status (contract 01 §5.4, D2.13); asking for the present one takes a request back. It holds
 * until the next boundary of the Worker's sleep schedule (D2.14).
 */
export async function requestStatus(farm: Farm, workerUuid: string, request: StatusRequest): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await namedWorker(tx, workerUuid);
    const plan = planStatusRequest(worker, request);
    if (plan.kind === 'refused') throw refusal(worker, request, plan.why);
    await applyWorkerChanges(tx, worker, plan.changes);
    await skipPassedBoundary(farm, tx, worker);
    const fields = { worker: worker.name, uuid: worker.uuid, status: worker.status, requested: request.status };
    tx.tell('info', consoleTexts.workerStatusRequested, { ...fields, lazy: request.isLazy });
  });
}

function refusal(worker: Worker, { status }: StatusRequest, why: 'cannot-restart' | 'not-requestable'): FarmError {
  if (why === 'cannot-restart') return new FarmError('refused', { tag: 'cannot-restart', worker: worker.uuid });
  return new FarmError('invalid', { tag: 'worker-status-refused', status });
}
