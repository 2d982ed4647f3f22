import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from './clock.js';
import { rfc3339Local } from './local-time.js';
import { FakeClock } from './testing/index.js';

const DAY = 24 * 3_600_000;

describe("the machine's clock", () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());

  it('waits longer than a timer of Node can', async () => {
    let over = false;
    const waiting = systemClock.wait(60 * DAY).then(() => (over = true));
    await jest.advanceTimersByTimeAsync(60 * DAY - 1);
    expect(over).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    expect(systemClock.now().getTime()).toBe(60 * DAY);
  });

  it('leaves no timer when a wait is given up', async () => {
    const stop = new AbortController();
    const waiting = systemClock.wait(DAY, stop.signal);
    stop.abort(new Error('going home'));
    await expect(waiting).rejects.toThrow('going home');
    await expect(systemClock.wait(DAY, stop.signal)).rejects.toThrow('going home');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for nothing when there is no time to wait', async () => {
    const waiting = systemClock.wait(0);
    await jest.advanceTimersByTimeAsync(0);
    await waiting;
    expect(systemClock.now().getTime()).toBe(0);
  });
});

it('local time names the same moment', () => {
  const moment = new Date('2026-07-01T12:34:56Z');
  expect(new Date(rfc3339Local(systemClock.localParts(moment)))).toEqual(moment);
  expect(systemClock.localParts(moment).weekday).toBe(moment.getDay());
});

describe('a clock that a test moves', () => {
  it('wakes who is due, in the order of their times', async () => {
    const clock = new FakeClock('2026-01-01T00:00:00Z');
    const woken: string[] = [];
    const sleep = async (name: string, ms: number) => {
      await clock.wait(ms);
      woken.push(`${name} ${clock.now().getTime() - Date.parse('2026-01-01T00:00:00Z')}`);
    };
    const sleepers = [sleep('late', 30), sleep('early', 10), sleep('twice', 10).then(() => sleep('twice', 15))];
    await clock.advance(25);
    expect(woken).toEqual(['early 10', 'twice 10', 'twice 25']);
    expect(clock.waiters).toBe(1);
    await clock.advance(5);
    await Promise.all(sleepers);
    expect(woken.at(-1)).toBe('late 30');
  });

  it('forgets who gives up', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const waiting = clock.wait(10, stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(clock.waiters).toBe(0);
  });
});
