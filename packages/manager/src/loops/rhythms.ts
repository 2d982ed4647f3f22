import type { FarmEvent } from '../farm/events.js';
import type { Rhythm } from './loop.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** When background work is done (contract 03 §1). */
export const RHYTHMS = {
  /** Workers get five minutes to come back after the Manager's start before anything times out. */
  timeouts: { firstAfterMs: 5 * MINUTE_MS, everyMs: MINUTE_MS },
  /** Not before the lost Workers had the same time to come back; whoever is removed a few minutes later is not missed. */
  workerRemoval: { firstAfterMs: 5 * MINUTE_MS, everyMs: 10 * MINUTE_MS },
  /** A farm that was off for a weekend gets an hour to come back before a task counts as given up by everybody. */
  strandedTasks: { firstAfterMs: 60 * MINUTE_MS, everyMs: MINUTE_MS },
  sleepSchedules: { firstAfterMs: 2 * SECOND_MS, everyMs: MINUTE_MS },
  deletions: { firstAfterMs: 0, everyMs: MINUTE_MS },
  /** On every change, and now and then in case that one was missed (D2.19). */
  farmStatus: { firstAfterMs: SECOND_MS, everyMs: 30 * SECOND_MS, settleMs: 100 },
  /** Asking the file system is cheap, and works on storages that report no changes. */
  configuration: { firstAfterMs: SECOND_MS, everyMs: SECOND_MS / 2 },
} as const satisfies Readonly<Record<string, Rhythm>>;

/** Whether an event may change the farm's status: jobs and Workers that come, go or change theirs. Pure. */
export function changesFarmStatus(event: FarmEvent): boolean {
  switch (event.kind) {
    case 'job':
      return !('previous_status' in event.payload) || event.payload.previous_status !== event.payload.status;
    case 'worker':
      return event.payload.previous_status !== undefined || event.payload.deleted_at !== undefined;
    default:
      return false;
  }
}
