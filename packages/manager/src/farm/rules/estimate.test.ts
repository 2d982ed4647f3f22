import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { averageFrameMs, elapsedMs } from './elapsed.js';
import { estimateJob } from './estimate.js';
import type { Progress, Running } from './estimate.js';

const NOW = new Date('2026-05-04T12:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const runs = (workerId: number, sinceMs: number, stepsCompleted = 0, stepsTotal = 1): Running => ({
  ...{ workerId, startedAt: ago(sinceMs), stepsCompleted, stepsTotal },
});
const frames = (progress: Partial<Progress>): Progress => ({ unfinished: 0, completed: [], running: [], ...progress });

describe('estimateJob', () => {
  it('knows nothing before anything was done', () => {
    expect(estimateJob([], NOW)).toBeUndefined();
    expect(estimateJob([frames({ unfinished: 10, running: [runs(1, 5_000)] })], NOW)).toBeUndefined();
  });

  it('has nothing to say when nothing is left', () => {
    expect(estimateJob([frames({ completed: [{ workerId: 1, tasks: 3, totalMs: 3_000 }] })], NOW)).toBeUndefined();
  });

  it('shares the tasks that are left among the Workers that run some now', () => {
    const type = frames({
      unfinished: 10,
      completed: [
        { workerId: 1, tasks: 2, totalMs: 20_000 },
        { workerId: 2, tasks: 2, totalMs: 60_000 },
      ],
      running: [runs(1, 5_000), runs(2, 15_000)],
    });
    // 8 tasks of 20 s wait, 15 s and 5 s are left of those that run.
    expect(estimateJob([type], NOW)).toEqual({
      msLeft: 90_000,
      basis: {
        ...{ completedTasks: 4, runningSteps: 0, workers: 2, runningWorkers: 2 },
        ...{ tasksLeft: 10, tasksUnknown: 0 },
      },
    });
  });

  it('takes one Worker for granted between two tasks', () => {
    const type = frames({ unfinished: 3, completed: [{ workerId: 1, tasks: 1, totalMs: 7_000 }] });
    expect(estimateJob([type], NOW)).toMatchObject({ msLeft: 21_000, basis: { runningWorkers: 0 } });
  });

  it('rests on the steps of running tasks until the first is completed', () => {
    const type = frames({ unfinished: 2, running: [runs(1, 30_000, 3, 10), runs(2, 1_000)] });
    // A step takes 10 s, so a task 100 s: 70 s and 99 s are left.
    expect(estimateJob([type], NOW)).toMatchObject({
      msLeft: 99_000,
      basis: { completedTasks: 0, runningSteps: 3, workers: 1, runningWorkers: 2 },
    });
  });

  it('believes the steps of a running task more than the average', () => {
    const type = frames({
      unfinished: 1,
      completed: [{ workerId: 1, tasks: 1, totalMs: 10_000 }],
      running: [runs(1, 40_000, 4, 10)],
    });
    expect(estimateJob([type], NOW)?.msLeft).toBe(60_000);
  });

  it('does not go below zero when a task takes longer than all before it', () => {
    const type = frames({
      unfinished: 1,
      completed: [{ workerId: 1, tasks: 1, totalMs: 10_000 }],
      running: [runs(1, 40_000)],
    });
    expect(estimateJob([type], NOW)?.msLeft).toBe(0);
  });

  it('leaves out types of which nothing is known, and says how many tasks those are', () => {
    const render = frames({ unfinished: 2, completed: [{ workerId: 1, tasks: 1, totalMs: 10_000 }] });
    const video = frames({ unfinished: 1 });
    expect(estimateJob([render, video], NOW)).toMatchObject({
      msLeft: 20_000,
      basis: { tasksLeft: 3, tasksUnknown: 1 },
    });
  });

  const known = fc.record({
    unfinished: fc.integer({ min: 1, max: 10_000 }),
    tasks: fc.integer({ min: 1, max: 1_000 }),
    totalMs: fc.integer({ min: 0, max: 10 ** 9 }),
    running: fc.array(fc.record({ sinceMs: fc.nat(10 ** 7), steps: fc.integer({ min: 0, max: 20 }) }), {
      maxLength: 8,
    }),
  });
  const typeOf = ({ unfinished, tasks, totalMs, running }: typeof known extends fc.Arbitrary<infer T> ? T : never) =>
    frames({
      unfinished: unfinished + running.length,
      completed: [{ workerId: 0, tasks, totalMs }],
      running: running.map(({ sinceMs, steps }, index) => runs(index, sinceMs, steps, 20)),
    });

  it('is never negative, always a number, and grows with what is left', () => {
    fc.assert(
      fc.property(known, fc.nat(100), (plan, more) => {
        const less = estimateJob([typeOf(plan)], NOW)!.msLeft;
        const longer = estimateJob([typeOf({ ...plan, unfinished: plan.unfinished + more })], NOW)!.msLeft;
        expect(Number.isFinite(less)).toBe(true);
        expect(less).toBeGreaterThanOrEqual(0);
        expect(longer).toBeGreaterThanOrEqual(less);
      }),
    );
  });
});

describe('elapsedMs', () => {
  it('adds what goes on now to what is over', () => {
    expect(elapsedMs({ activeMs: 5_000 }, NOW)).toBe(5_000);
    expect(elapsedMs({ activeMs: 5_000, activeSince: ago(2_000) }, NOW)).toBe(7_000);
  });

  it('does not run backwards when a clock is set back', () => {
    expect(elapsedMs({ activeMs: 5_000, activeSince: ago(-1) }, NOW)).toBe(5_000);
  });
});

describe('averageFrameMs', () => {
  it('is there once a frame has a time', () => {
    expect(averageFrameMs({ framesTimed: 0, frameMs: 0 })).toBeUndefined();
    expect(averageFrameMs({ framesTimed: 4, frameMs: 10_000 })).toBe(2_500);
  });
});
