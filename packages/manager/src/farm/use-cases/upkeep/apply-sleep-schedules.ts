import { dueSleepSchedules, findSleepSchedule, setNextCheck } from '../../../db/sleep-schedules.js';
import { lockWorker } from '../../../db/workers.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import type { SleepSchedule, Worker } from '../../records.js';
import { read, transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { followSchedule, isDue, readSchedule } from '../steps/follow-schedule.js';
import { eachOnItsOwn } from './each-on-its-own.js';

/** Follows the sleep schedules whose boundary is reached (contract 03 §9.4, D2.14). */
export async function applySleepSchedules(farm: Farm): Promise<void> {
  const due = await read(farm, (reader) => dueSleepSchedules(reader, farm.clock.now()));
  await eachOnItsOwn(farm, due, ({ workerId }) => applySchedule(farm, workerId), {
    message: consoleTexts.sleepScheduleFailed,
    fields: ({ workerId }) => ({ worker: workerId }),
  });
}

async function applySchedule(farm: Farm, workerId: number): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await lockWorker(tx, workerId);
    const stored = await findSleepSchedule(tx, workerId);
    // A user may have saved another one meanwhile, or decided about the Worker.
    if (!worker || worker.deletedAt || !stored || !isDue(stored, tx.now)) return;
    const schedule = readSchedule(stored);
    if (!schedule.isActive) tellUnreadable(tx, worker, stored);
    const nextCheckAt = await followSchedule(farm, tx, worker, schedule);
    if (nextCheckAt) await setNextCheck(tx, workerId, nextCheckAt);
  });
}

function tellUnreadable(tx: FarmTx, worker: Worker, { daysOfWeek, startTime, endTime }: SleepSchedule): void {
  const fields = { worker: worker.name, uuid: worker.uuid, daysOfWeek, startTime, endTime };
  tx.tell('warn', consoleTexts.sleepScheduleUnreadable, fields);
}
