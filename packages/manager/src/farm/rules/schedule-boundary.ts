import type { LocalParts } from '@flamenco/common';
import { nextBoundary, wantedStatus } from './sleep-schedule.js';
import type { Schedule } from './sleep-schedule.js';

/** What the clocks on the wall of the Manager show at a moment. */
type WallClock = (moment: Date) => LocalParts;

/**
 * The next moment at which the schedule wants something else than now (contract 03 §9.3, D2.14); undefined if it always
 * wants the same. Also where the clocks are changed: in the hour that comes twice a window may come twice, and one that
 * begins in an hour that is left out begins right after it. Pure.
 *
 * @param wall tells local time, whose difference from UTC changes at most once within a week
 */
export function boundaryAfter(schedule: Schedule, now: Date, wall: WallClock): Date | undefined {
  const minutes = nextBoundary(schedule, wall(now));
  if (minutes === undefined) return undefined;
  const boundary = later(now, minutes);
  const change = clockChange(now, boundary, wall);
  if (!change) return boundary;
  const isChanged = wantedStatus(schedule, wall(change)) !== wantedStatus(schedule, wall(now));
  return isChanged ? change : boundaryAfter(schedule, change, wall);
}

/** The first moment after the one, up to the other, at which the clocks are changed. */
function clockChange(from: Date, until: Date, wall: WallClock): Date | undefined {
  const { offsetMinutes } = wall(from);
  const isChangedAt = (time: number) => wall(new Date(time)).offsetMinutes !== offsetMinutes;
  let [before, after] = [from.getTime(), until.getTime()];
  if (!isChangedAt(after)) return undefined;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isChangedAt(middle)) after = middle;
    else before = middle;
  }
  return new Date(after);
}

function later(time: Date, minutes: number): Date {
  return new Date(time.getTime() + minutes * 60_000);
}
