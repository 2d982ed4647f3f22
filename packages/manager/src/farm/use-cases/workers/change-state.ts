import type { WorkerStatus } from '@flamenco/api';
import { findSleepSchedule } from '../../../db/sleep-schedules.js';
import { consoleTexts } from '../../../texts/console.js';
import { SLEEP_SCHEDULE } from '../../../texts/status-reasons.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { Worker } from '../../records.js';
import { planStateChange } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { storeWorkerChanges } from '../steps/change-worker.js';
import { scheduledStatus } from '../steps/follow-schedule.js';
import { callingWorker } from '../steps/known-worker.js';
import { returnActiveTasks } from '../steps/return-tasks.js';

/** In characters; whatever a Worker says, the history stays readable. */
const LONGEST_REASON = 1_000;

/**
 * A Worker has taken a status (contract 01 §4.5). Whatever is not awake runs nothing, so that its tasks go to others.
 *
 * @param told why, if the Worker says so; else it is for whoever asked for the status
 */
export async function changeState(farm: Farm, workerId: number, status: WorkerStatus, told?: string): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await callingWorker(tx, workerId);
    const { name, uuid } = worker;
    const plan = planStateChange(worker, status);
    const reason = told?.trim().slice(0, LONGEST_REASON) || (await whoWantedIt(farm, tx, worker, status));
    const changed = await storeWorkerChanges(tx, worker, plan.changes, reason);
    if (plan.returnsTasks) {
      await returnActiveTasks(farm, tx, worker, { tag: 'worker-changed-status', name, uuid, status });
    }
    tx.emit(workerEvent({ ...changed, lastSeenAt: tx.now }, worker.status));
    const fields = { worker: name, uuid, currentStatus: worker.status, newStatus: status, ...(reason && { reason }) };
    if (plan.isUnexpected) {
      tx.tell('warn', consoleTexts.workerStatusUnexpected, { ...fields, requested: worker.statusRequest?.status });
    } else tx.tell('info', consoleTexts.workerStatusChanged, fields);
  });
}

/** A schedule sends a Worker to sleep at sign-on too, where no request is stored. */
async function whoWantedIt(farm: Farm, tx: FarmTx, worker: Worker, status: WorkerStatus): Promise<string | undefined> {
  if (worker.statusRequest?.status === status) return worker.statusRequest.reason;
  if (status !== 'asleep') return undefined;
  const schedule = await findSleepSchedule(tx, worker.id);
  return scheduledStatus(farm, schedule, tx.now) === 'asleep' ? SLEEP_SCHEDULE : undefined;
}
