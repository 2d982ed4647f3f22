import { describe, expect, it } from '@jest/globals';
import { TASK_STATUSES, WORKER_STATUSES } from '@flamenco/api';
import { isTaskOverdue, isWorkerForgotten, isWorkerOverdue } from './timeouts.js';

const NOW = new Date('2026-04-13T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const TEN_MINUTES = 600_000;

describe('a task that is not heard of (03 §7.1)', () => {
  const task = (minutes: number) => ({ status: 'active', lastTouchedAt: minutesAgo(minutes) }) as const;

  it('is overdue from the time-out on', () => {
    expect([9, 10, 11].map((minutes) => isTaskOverdue(task(minutes), NOW, TEN_MINUTES))).toEqual([false, true, true]);
  });

  it('is overdue only while active', () => {
    const overdue = TASK_STATUSES.filter((status) =>
      isTaskOverdue({ status, lastTouchedAt: minutesAgo(60) }, NOW, TEN_MINUTES),
    );
    expect(overdue).toEqual(['active']);
  });

  it('is never overdue when it was never touched', () => {
    expect(isTaskOverdue({ status: 'active' }, NOW, TEN_MINUTES)).toBe(false);
  });

  it('is never overdue with the time-out switched off (D2.11)', () => {
    expect(isTaskOverdue(task(100_000), NOW, 0)).toBe(false);
  });
});

describe('a Worker that is not heard of (03 §7.2)', () => {
  it('is overdue from the time-out on', () => {
    const overdue = (minutes: number) =>
      isWorkerOverdue({ status: 'awake', lastSeenAt: minutesAgo(minutes) }, NOW, TEN_MINUTES);
    expect([9, 10, 11].map(overdue)).toEqual([false, true, true]);
  });

  it('is expected to be heard from unless it is lost already or offline', () => {
    const exempt = WORKER_STATUSES.filter(
      (status) => !isWorkerOverdue({ status, lastSeenAt: minutesAgo(60) }, NOW, TEN_MINUTES),
    );
    expect(new Set(exempt)).toEqual(new Set(['error', 'offline']));
  });

  it('is never overdue when it was never seen, or with the time-out switched off (D2.11)', () => {
    expect(isWorkerOverdue({ status: 'awake' }, NOW, TEN_MINUTES)).toBe(false);
    expect(isWorkerOverdue({ status: 'awake', lastSeenAt: minutesAgo(60) }, NOW, 0)).toBe(false);
  });
});

describe('a Worker that was gone for so long that nobody will miss it', () => {
  const HOUR = 3_600_000;
  const lost = (minutes: number) =>
    ({ status: 'offline', createdAt: minutesAgo(10_000), lastSeenAt: minutesAgo(minutes) }) as const;

  it('is forgotten from the limit on', () => {
    expect([59, 60, 61].map((minutes) => isWorkerForgotten(lost(minutes), NOW, HOUR))).toEqual([false, true, true]);
  });

  it('is one that is gone', () => {
    const gone = WORKER_STATUSES.filter((status) => isWorkerForgotten({ ...lost(600), status }, NOW, HOUR));
    expect(new Set(gone)).toEqual(new Set(['error', 'offline']));
  });

  it('counts from its registration if it never signed on', () => {
    expect(isWorkerForgotten({ status: 'offline', createdAt: minutesAgo(60) }, NOW, HOUR)).toBe(true);
    expect(isWorkerForgotten({ status: 'offline', createdAt: minutesAgo(59) }, NOW, HOUR)).toBe(false);
  });

  it('is kept with the removal switched off', () => {
    expect(isWorkerForgotten(lost(100_000), NOW, 0)).toBe(false);
  });
});
