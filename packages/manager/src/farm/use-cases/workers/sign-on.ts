import type { WorkerStatus } from '@flamenco/api';
import { findSleepSchedule } from '../../../db/sleep-schedules.js';
import { introduceWorker } from '../../../db/workers.js';
import type { Introduction } from '../../../db/workers.js';
import { consoleTexts } from '../../../texts/console.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { planSignOn } from '../../rules/worker-status.js';
import { transact } from '../../transaction.js';
import { storeWorkerChanges } from '../steps/change-worker.js';
import { scheduledStatus } from '../steps/follow-schedule.js';
import { callingWorker } from '../steps/known-worker.js';

/**
 * A Worker is there and says what it can do (contract 01 §4.2). Gives the status that it has to take; tasks that it had
 * before go back to the pool when it confirms another one than awake.
 */
export async function signOn(farm: Farm, workerId: number, given: Introduction): Promise<WorkerStatus> {
  return await transact(farm, async (tx) => {
    const worker = await callingWorker(tx, workerId);
    const introduction = { ...given, name: given.name.trim() === '' ? worker.name : given.name };
    await introduceWorker(tx, workerId, introduction);
    const scheduled = scheduledStatus(farm, await findSleepSchedule(tx, workerId), tx.now);
    const plan = planSignOn(worker, scheduled);
    const changed = await storeWorkerChanges(tx, worker, plan.changes);
    tx.emit(workerEvent({ ...changed, ...introduction, lastSeenAt: tx.now }, worker.status));
    const { name, softwareVersion } = introduction;
    const fields = { worker: name, uuid: worker.uuid, version: softwareVersion, statusRequested: plan.answer };
    tx.tell('info', consoleTexts.workerSignedOn, fields);
    return plan.answer;
  });
}
