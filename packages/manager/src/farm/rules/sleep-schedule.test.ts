import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatSchedule, nextBoundary, parseSchedule, planSchedule, wantedStatus } from './sleep-schedule.js';
import type { Schedule, WallTime } from './sleep-schedule.js';
import type { StatusRequest, WorkerState } from './worker-status.js';

const DAYS = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'];

/** A schedule from its texts; the times together, such as `18:00-09:00`. */
function schedule(daysOfWeek: string, times: string, isActive = true): Schedule {
  const [startTime = '', endTime = ''] = times.split('-');
  const parsed = parseSchedule({ isActive, daysOfWeek, startTime, endTime });
  if (parsed.kind === 'problem') throw new Error(JSON.stringify(parsed.problem));
  return parsed.schedule;
}

/** A moment such as `mo 09:30` or `mo 09:30:15`. */
function at(text: string): WallTime {
  const [day = '', hour, minute, second = 0] = text.split(/[ :]/);
  return { hour: Number(hour), minute: Number(minute), second: Number(second), weekday: DAYS.indexOf(day) };
}

/** The stored days and times, or what is wrong. */
function stored(daysOfWeek: string, startTime = '', endTime = '') {
  const parsed = parseSchedule({ isActive: true, daysOfWeek, startTime, endTime });
  if (parsed.kind === 'problem') return parsed.problem;
  const text = formatSchedule(parsed.schedule);
  return [text.daysOfWeek, text.startTime, text.endTime];
}

describe('the days of a sleep schedule (D2.14)', () => {
  it.each([
    ['mo tu we', 'mo tu we'],
    ['  Monday\ttuesday ', 'mo tu'],
    ['mo,tu, we', 'mo tu we'],
    ['mo-fr', 'mo tu we th fr'],
    ['Fri - Mon', 'fr sa su mo'],
    ['sa–su', 'sa su'],
    ['mo mo mo-tu', 'mo tu'],
    ['su mo', 'su mo'],
    ['', ''],
  ])('%j are stored as %j', (written, expected) => {
    expect(stored(written)).toEqual([expected, '', '']);
  });

  it.each([
    ['mo funday', 'funday'],
    ['m', 'm'],
    ['mo-', 'mo-'],
    ['mo-we-fr', 'mo-we-fr'],
    ['mo-xx', 'mo-xx'],
    ['-', '-'],
  ])('%j are refused because of %j', (written, word) => {
    expect(stored(written)).toEqual({ tag: 'unknown-day', word });
  });
});

describe('the times of a sleep schedule (03 §9.1, D2.14)', () => {
  it.each([
    ['9:5', '09:05'],
    [' 09:00:30', '09:00'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
    ['', ''],
    ['  ', ''],
  ])('%j are stored as %j', (written, expected) => {
    expect(stored('', written, written)).toEqual(['', expected, expected]);
  });

  it('may end a day at 24:00, but not start one', () => {
    expect(stored('', '18:00', '24:00')).toEqual(['', '18:00', '24:00']);
    expect(stored('', '24:00', '')).toEqual({ tag: 'bad-time', which: 'start', text: '24:00' });
  });

  it.each(['25:00', '12:60', '24:01', '9', '0900', 'a:b', '-1:00', '9:00 pm', '111:00'])('%j do not exist', (text) => {
    expect(stored('', text)).toEqual({ tag: 'bad-time', which: 'start', text });
    expect(stored('', '', text)).toEqual({ tag: 'bad-time', which: 'end', text });
  });
});

describe('a sleep schedule', () => {
  const asleepAt = (it: Schedule, ...moments: string[]) =>
    moments.filter((time) => wantedStatus(it, at(time)) === 'asleep');

  it('sleeps from its start up to its end (03 §9.2)', () => {
    const times = ['mo 08:59', 'mo 09:00', 'mo 17:59', 'mo 18:00'];
    expect(asleepAt(schedule('', '09:00-18:00'), ...times)).toEqual(['mo 09:00', 'mo 17:59']);
  });

  it('sleeps from midnight without a start, to midnight without an end, all day without both (03 §9.2)', () => {
    const times = ['mo 00:00', 'mo 12:00', 'mo 23:59'];
    expect(asleepAt(schedule('', '-12:00'), ...times)).toEqual(['mo 00:00']);
    expect(asleepAt(schedule('', '12:00-'), ...times)).toEqual(['mo 12:00', 'mo 23:59']);
    expect(asleepAt(schedule('mo', '-'), ...times, 'tu 12:00')).toEqual(times);
  });

  it('never sleeps when it starts and ends at one time (03 §9.1)', () => {
    expect(asleepAt(schedule('', '09:00-09:00'), 'mo 08:59', 'mo 09:00', 'mo 09:01')).toEqual([]);
  });

  it('sleeps on its days only (03 §9.2)', () => {
    expect(asleepAt(schedule('mo-fr', '09:00-18:00'), 'fr 10:00', 'sa 10:00')).toEqual(['fr 10:00']);
  });

  it('sleeps over midnight; the morning belongs to the day before (D2.14)', () => {
    const weekdays = schedule('mo-fr', '18:00-09:00');
    const times = ['mo 08:00', 'mo 18:00', 'mo 23:59', 'tu 00:00', 'tu 08:59', 'tu 09:00', 'sa 08:59', 'sa 18:00'];
    expect(asleepAt(weekdays, ...times)).toEqual(['mo 18:00', 'mo 23:59', 'tu 00:00', 'tu 08:59', 'sa 08:59']);
    expect(asleepAt(schedule('sa', '18:00-09:00'), 'su 08:00')).toEqual(['su 08:00']);
  });

  it('wants its Worker awake while it is inactive, as when there is none (03 §9.2)', () => {
    expect(wantedStatus(schedule('', '-', false), at('mo 10:00'))).toBe('awake');
    expect(wantedStatus(undefined, at('mo 10:00'))).toBe('awake');
  });
});

describe('the next boundary of a sleep schedule (03 §9.3, D2.14)', () => {
  it.each([
    ['', '09:00-18:00', 'mo 08:00', 60],
    ['', '09:00-18:00', 'mo 09:00', 9 * 60],
    ['', '09:00-18:00', 'mo 18:00', 15 * 60],
    ['', '09:00-18:00', 'mo 08:59:30', 0.5],
    ['mo', '09:00-18:00', 'mo 18:00', 6 * 1440 + 15 * 60],
    ['mo-fr', '18:00-09:00', 'fr 18:00', 15 * 60],
    ['mo-fr', '18:00-09:00', 'sa 09:00', 2 * 1440 + 9 * 60],
    ['sa su', '-', 'fr 12:00', 12 * 60],
    ['sa su', '-', 'sa 12:00', 36 * 60],
    ['', '18:00-24:00', 'mo 20:00', 4 * 60],
  ])('of %j %s at %s is %d minutes ahead', (days, times, now, minutes) => {
    expect(nextBoundary(schedule(days, times), at(now))).toBeCloseTo(minutes, 6);
  });

  it.each([
    ['', '-'],
    ['', '09:00-09:00'],
    ['', '00:00-24:00'],
    ['mo-su', '-'],
  ])('of %j %s never comes', (days, times) => {
    expect(nextBoundary(schedule(days, times), at('mo 10:00'))).toBeUndefined();
  });

  it('is no midnight in the middle of sleep or waking (03 §17 item 34)', () => {
    expect(nextBoundary(schedule('', '18:00-09:00'), at('mo 22:00'))).toBe(11 * 60);
    expect(nextBoundary(schedule('', '09:00-18:00'), at('mo 22:00'))).toBe(11 * 60);
  });

  it('never comes for an inactive schedule', () => {
    expect(nextBoundary(schedule('', '09:00-18:00', false), at('mo 10:00'))).toBeUndefined();
  });
});

describe('any sleep schedule', () => {
  const time = fc.option(fc.nat(1439), { nil: undefined });
  const days = fc.uniqueArray(fc.constantFrom(...DAYS), { maxLength: 7 });
  const any = fc.record({ start: time, end: time, days }).map(({ start, end, days: names }): Schedule => {
    return { isActive: true, days: names.map((name) => ({ name, weekday: DAYS.indexOf(name) })), start, end };
  });
  const minuteOfWeek = fc.nat(7 * 1440 - 1);

  it('sleeps in the minutes of a slow and obvious model', () => {
    fc.assert(
      fc.property(any, minuteOfWeek, (it, minute) => {
        expect(wantedStatus(it, local(minute))).toBe(sleepingMinutes(it).has(minute) ? 'asleep' : 'awake');
      }),
    );
  });

  it('wants the same at every minute up to its next boundary, and something else then', () => {
    fc.assert(
      fc.property(any, minuteOfWeek, (it, now) => {
        const asleep = sleepingMinutes(it);
        const isAsleep = asleep.has(now);
        let ahead = 1;
        while (ahead <= 7 * 1440 && asleep.has((now + ahead) % (7 * 1440)) === isAsleep) ahead += 1;
        expect(nextBoundary(it, local(now))).toBe(ahead > 7 * 1440 ? undefined : ahead);
      }),
    );
  });

  it('is read from its stored form as it was', () => {
    fc.assert(
      fc.property(any, (it) => {
        expect(parseSchedule(formatSchedule(it))).toEqual({ kind: 'schedule', schedule: it });
      }),
    );
  });

  function local(minute: number): WallTime {
    const day = Math.floor(minute / 1440);
    return { ...at('su 00:00'), weekday: day, hour: Math.floor((minute % 1440) / 60), minute: minute % 60 };
  }

  /** Minutes of the week, from Sunday midnight: for each day, every minute from the start until the end comes. */
  function sleepingMinutes({ days: names, start = 0, end }: Schedule): Set<number> {
    const minutes = new Set<number>();
    if (start === end) return minutes;
    for (let day = 0; day < 7; day += 1) {
      if (names.length > 0 && !names.some(({ weekday }) => weekday === day)) continue;
      for (let minute = start; minute !== end; minute += 1) {
        if (end === undefined && minute === 1440) break;
        if (minute === 1440 + (end ?? 0)) break;
        minutes.add((day * 1440 + minute) % (7 * 1440));
      }
    }
    return minutes;
  }
});

describe('a schedule that comes to its boundary, or is saved (03 §9.5, D2.14)', () => {
  const nights = schedule('', '18:00-09:00');
  const asked = (status: StatusRequest['status'], isLazy = false) => ({ status, isLazy });
  const changes = (worker: WorkerState, now: string, it = nights) => planSchedule(worker, it, at(now));

  it('sends its Worker to sleep, and wakes it', () => {
    expect(changes({ status: 'awake' }, 'mo 18:00')).toEqual({
      kind: 'apply',
      changes: { statusRequest: asked('asleep') },
    });
    expect(changes({ status: 'asleep' }, 'mo 09:00')).toEqual({
      kind: 'apply',
      changes: { statusRequest: asked('awake') },
    });
  });

  it('leaves a Worker alone that is as it should be, or asked to be', () => {
    expect(changes({ status: 'asleep' }, 'mo 18:00')).toEqual({ kind: 'apply', changes: {} });
    expect(changes({ status: 'awake', statusRequest: asked('asleep') }, 'mo 18:00')).toEqual({
      kind: 'apply',
      changes: {},
    });
  });

  it('ends what a user asked for before', () => {
    const lazy = { status: 'awake', statusRequest: asked('asleep', true) } as const;
    expect(changes(lazy, 'mo 18:00')).toEqual({ kind: 'apply', changes: { statusRequest: asked('asleep') } });
    expect(changes(lazy, 'mo 09:00')).toEqual({ kind: 'apply', changes: { statusRequest: null } });
  });

  it.each(['offline', 'restart'] as const)('never overrules a request for %s', (status) => {
    const worker = { status: 'awake', statusRequest: asked(status, true) } as const;
    expect(changes(worker, 'mo 18:00')).toEqual({ kind: 'apply', changes: {} });
  });

  it('changes nothing while it is inactive', () => {
    expect(changes({ status: 'asleep' }, 'mo 10:00', schedule('', '18:00-09:00', false))).toEqual({
      kind: 'apply',
      changes: {},
    });
  });

  it('waits for a Worker that is lost', () => {
    expect(changes({ status: 'error', statusBeforeError: 'awake' }, 'mo 18:00')).toEqual({ kind: 'later' });
  });

  it('tells a Worker that is offline when it comes back', () => {
    const offline = { status: 'offline', statusRequest: asked('awake') } as const;
    expect(changes(offline, 'mo 18:00')).toEqual({ kind: 'apply', changes: { statusRequest: asked('asleep') } });
  });
});
