import { findSleepSchedule, setNextCheck } from '../../../db/sleep-schedules.js';
import type { Farm } from '../../farm.js';
import type { SleepSchedule, Worker } from '../../records.js';
import { SLEEP_SCHEDULE } from '../../../texts/status-reasons.js';
import { boundaryAfter } from '../../rules/schedule-boundary.js';
import { parseSchedule, planSchedule, wantedStatus } from '../../rules/sleep-schedule.js';
import type { Schedule } from '../../rules/sleep-schedule.js';
import type { ScheduledStatus } from '../../rules/worker-status.js';
import type { FarmTx } from '../../transaction.js';
import { applyWorkerChanges, askedBy } from './change-worker.js';

/** When a schedule that always wants the same is looked at again: the last moment that there is. */
export const NEVER = new Date(8_640_000_000_000_000);

/**
 * A stored schedule. What nobody can follow any more, as a database from elsewhere may have it, counts as inactive: its
 * Worker is awake.
 */
export function readSchedule(stored: SleepSchedule): Schedule {
  const parsed = parseSchedule(stored);
  return parsed.kind === 'schedule' ? parsed.schedule : { isActive: false, days: [] };
}

/** What its schedule wants of a Worker at this moment; awake without one (contract 03 §9.2). */
export function scheduledStatus(farm: Farm, stored: SleepSchedule | undefined, now: Date): ScheduledStatus {
  return wantedStatus(stored && readSchedule(stored), farm.clock.localParts(now));
}

/** Whether a boundary of the schedule is reached that was not followed yet. */
export function isDue({ isActive, nextCheckAt }: SleepSchedule, now: Date): boolean {
  return isActive && (!nextCheckAt || nextCheckAt <= now);
}

/**
 * Asks of a Worker what its schedule wants now (D2.14). Gives when the schedule is to be followed next: undefined, as
 * soon as may be, for a Worker that is lost.
 */
export async function followSchedule(
  farm: Farm,
  tx: FarmTx,
  worker: Worker,
  schedule: Schedule,
): Promise<Date | undefined> {
  const plan = planSchedule(worker, schedule, farm.clock.localParts(tx.now));
  if (plan.kind === 'later') return undefined;
  await applyWorkerChanges(tx, worker, askedBy(SLEEP_SCHEDULE, plan.changes));
  return nextCheck(farm, schedule, tx.now);
}

/**
 * A user decided about a Worker: a boundary of its schedule that passed already, but was not followed yet, does not
 * overrule that any more (D2.14).
 */
export async function skipPassedBoundary(farm: Farm, tx: FarmTx, worker: Worker): Promise<void> {
  const stored = await findSleepSchedule(tx, worker.id);
  if (!stored || !isDue(stored, tx.now)) return;
  await setNextCheck(tx, worker.id, nextCheck(farm, readSchedule(stored), tx.now));
}

function nextCheck({ clock }: Farm, schedule: Schedule, now: Date): Date {
  return boundaryAfter(schedule, now, (moment) => clock.localParts(moment)) ?? NEVER;
}
