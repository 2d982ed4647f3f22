import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TASK_STATUSES } from '@flamenco/api';
import { clampSteps, judgeReport, mayTakeOutput } from './task-report.js';

const ANNA = { id: 1 };
const RUNNING = { status: 'active', workerId: 1 } as const;

describe('a Worker that reports about a task', () => {
  it('is heard when the task runs on it, also with nothing but a log (01 §4.7)', () => {
    expect(judgeReport(RUNNING, ANNA, {})).toEqual({ kind: 'accept' });
  });

  it('is refused when nobody has the task, or another Worker (01 §4.7)', () => {
    expect(judgeReport({ status: 'queued' }, ANNA, {})).toEqual({ kind: 'refused', why: 'not-assigned' });
    expect(judgeReport({ status: 'active', workerId: 2 }, ANNA, {})).toEqual({ kind: 'refused', why: 'other-worker' });
  });

  it('is refused when the task runs no more, whatever it reports (D2.3)', () => {
    for (const status of TASK_STATUSES.filter((it) => it !== 'active')) {
      for (const taskStatus of [undefined, 'completed', 'soft-failed'] as const) {
        const verdict = judgeReport({ status, workerId: 1 }, ANNA, { taskStatus });
        expect(verdict).toEqual({ kind: 'refused', why: 'not-active' });
      }
    }
  });

  it('may start, complete and fail it and give it back, nothing else (D2.3)', () => {
    const allowed = TASK_STATUSES.filter((taskStatus) => judgeReport(RUNNING, ANNA, { taskStatus }).kind === 'accept');
    expect(new Set(allowed)).toEqual(new Set(['active', 'completed', 'failed', 'queued']));
    expect(judgeReport(RUNNING, ANNA, { taskStatus: 'canceled' })).toEqual({
      kind: 'refused',
      why: 'status-not-allowed',
    });
  });

  it('has its steps kept between 0 and the total (D2.18)', () => {
    expect([clampSteps(-3, 10), clampSteps(4, 10), clampSteps(11, 10)]).toEqual([0, 4, 10]);
    fc.assert(
      fc.property(fc.integer(), fc.nat(), (reported, total) => {
        const steps = clampSteps(reported, total);
        expect(steps >= 0 && steps <= total).toBe(true);
      }),
    );
  });
});

describe('an image of a task', () => {
  it('is taken from the last Worker that had the task (D2.3)', () => {
    expect(mayTakeOutput({ workerId: 1 }, ANNA)).toBe(true);
  });

  it('is not taken from anybody else (D2.3)', () => {
    expect(mayTakeOutput({ workerId: 2 }, ANNA)).toBe(false);
    expect(mayTakeOutput({}, ANNA)).toBe(false);
  });
});
