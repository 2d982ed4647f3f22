import type { LocalParts } from '@flamenco/common';
import { FakeClock } from '@flamenco/common/testing';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundaryAfter } from './schedule-boundary.js';
import { wantedStatus } from './sleep-schedule.js';
import type { Schedule } from './sleep-schedule.js';
import { DAY_MINUTES } from './time-of-day.js';

const MINUTE_MS = 60_000;
const LOOK_AHEAD_MS = 30 * 60 * MINUTE_MS;

/** Nights around which clocks are changed, with their zones: by an hour, by half of one, at midnight, and by a day. */
const CHANGES = [
  ['Europe/Amsterdam', '2026-03-29T01:00:00Z'],
  ['Europe/Amsterdam', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['America/Santiago', '2026-09-06T04:00:00Z'],
  ['America/Santiago', '2026-04-05T03:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
] as const;

const time = fc.option(fc.nat(DAY_MINUTES - 1), { nil: undefined });
const night = fc.option(fc.nat(4 * 60), { nil: undefined });
const weekdays = fc.uniqueArray(fc.nat(6), { maxLength: 7 });

/** Schedules, more often than not with times of the night. */
const anySchedule = fc
  .record({ start: fc.oneof(time, night), end: fc.oneof(time, night), weekdays })
  .map(({ start, end, weekdays: days }): Schedule => {
    return { isActive: true, start, end, days: days.map((weekday) => ({ name: `day ${weekday}`, weekday })) };
  });

it.each(CHANGES)(
  'a schedule wants the same up to its next boundary, and then something else: %s, %s',
  (zone, change) => {
    const wall = remembering(new FakeClock(change, zone));
    const wantedAt = (schedule: Schedule, ms: number) => wantedStatus(schedule, wall(new Date(ms)));
    fc.assert(
      fc.property(anySchedule, fc.integer({ min: -26 * 60, max: 60 }), (schedule, minutes) => {
        const now = Date.parse(change) + minutes * MINUTE_MS;
        const wanted = wantedAt(schedule, now);
        let other = now;
        while (other < now + LOOK_AHEAD_MS && wantedAt(schedule, other) === wanted) other += MINUTE_MS;
        const boundary = boundaryAfter(schedule, new Date(now), wall)?.getTime() ?? Infinity;
        if (boundary < now + LOOK_AHEAD_MS) expect(new Date(boundary)).toEqual(new Date(other));
        else expect(other).toBe(now + LOOK_AHEAD_MS);
      }),
    );
  },
);

/** Working out local time takes long. */
function remembering(clock: FakeClock): (moment: Date) => LocalParts {
  const known = new Map<number, LocalParts>();
  return (moment) => {
    const parts = known.get(moment.getTime()) ?? clock.localParts(moment);
    known.set(moment.getTime(), parts);
    return parts;
  };
}
