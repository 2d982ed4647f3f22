import { changeStatus, recordStatus } from '../../../db/workers.js';
import { workerEvent } from '../../events.js';
import type { Worker } from '../../records.js';
import type { WorkerChanges } from '../../rules/worker-status.js';
import type { FarmTx } from '../../transaction.js';

/** A Worker with these changes made; its time of change moves with them. Pure. */
export function changedWorker(worker: Worker, changes: WorkerChanges, now: Date): Worker {
  const { status, statusRequest, statusBeforeError } = changes;
  return {
    ...worker,
    ...(status !== undefined && { status }),
    ...(statusRequest !== undefined && { statusRequest: statusRequest ?? undefined }),
    ...(statusBeforeError !== undefined && { statusBeforeError: statusBeforeError ?? undefined }),
    updatedAt: now,
  };
}

/** The changes with whoever asks for a status by them named, if they ask for one. Pure. */
export function askedBy(reason: string, changes: WorkerChanges): WorkerChanges {
  return changes.statusRequest ? { ...changes, statusRequest: { ...changes.statusRequest, reason } } : changes;
}

/** Whether anything changes at all. */
export function isChange(changes: WorkerChanges): boolean {
  return Object.keys(changes).length > 0;
}

/**
 * Stores what changes of a Worker, notes a new status in its history, and tells everybody. Gives the Worker as it is
 * then. Nothing happens when nothing changes.
 *
 * @param reason why its status changes, for the history; empty when the Worker just said so
 */
export async function applyWorkerChanges(
  tx: FarmTx,
  worker: Worker,
  changes: WorkerChanges,
  reason = '',
): Promise<Worker> {
  if (!isChange(changes)) return worker;
  const changed = await storeWorkerChanges(tx, worker, changes, reason);
  const { status } = changes;
  tx.emit(workerEvent(changed, status === undefined ? undefined : worker.status));
  return changed;
}

/** The same without the event, for who sends one of its own. */
export async function storeWorkerChanges(
  tx: FarmTx,
  worker: Worker,
  changes: WorkerChanges,
  reason = '',
): Promise<Worker> {
  await changeStatus(tx, worker.id, changes);
  if (changes.status !== undefined) await recordStatus(tx, worker.id, changes.status, reason);
  if (changes.statusRequest) tx.wake({ kind: 'worker', workerId: worker.id });
  return changedWorker(worker, changes, tx.now);
}
