import { orNull, toSleepSchedule, truth } from './codecs.js';
import type { SleepSchedule } from './records.js';
import type { Reader, Tx } from './transaction.js';

export async function findSleepSchedule(reader: Reader, workerId: number): Promise<SleepSchedule | undefined> {
  const row = await reader.q
    .selectFrom('sleep_schedules')
    .selectAll()
    .where('worker_id', '=', workerId)
    .executeTakeFirst();
  return row && toSleepSchedule(row);
}

/** Stores the one schedule of a Worker in place of the former one. */
export async function saveSleepSchedule(tx: Tx, schedule: SleepSchedule): Promise<void> {
  const now = tx.now.getTime();
  const values = {
    is_active: truth(schedule.isActive),
    days_of_week: schedule.daysOfWeek,
    start_time: schedule.startTime,
    end_time: schedule.endTime,
    next_check_at: orNull(schedule.nextCheckAt?.getTime()),
    updated_at: now,
  };
  await tx.q
    .insertInto('sleep_schedules')
    .values({ worker_id: schedule.workerId, created_at: now, ...values })
    .onConflict((conflict) => conflict.column('worker_id').doUpdateSet(values))
    .execute();
}

export async function setNextCheck(tx: Tx, workerId: number, at: Date): Promise<void> {
  await tx.q
    .updateTable('sleep_schedules')
    .set({ next_check_at: at.getTime() })
    .where('worker_id', '=', workerId)
    .execute();
}

/** Active schedules whose boundary was reached, or that were never looked at; not those of deleted Workers. */
export async function dueSleepSchedules(reader: Reader, now: Date): Promise<SleepSchedule[]> {
  const rows = await reader.q
    .selectFrom('sleep_schedules')
    .innerJoin('workers', 'workers.id', 'sleep_schedules.worker_id')
    .selectAll('sleep_schedules')
    .where('is_active', '=', 1)
    .where('workers.deleted_at', 'is', null)
    .where((where) => where.or([where('next_check_at', 'is', null), where('next_check_at', '<=', now.getTime())]))
    .orderBy('sleep_schedules.worker_id')
    .execute();
  return rows.map(toSleepSchedule);
}
