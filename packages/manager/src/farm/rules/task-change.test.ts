import { describe, expect, it } from '@jest/globals';
import { TASK_STATUSES } from '@flamenco/api';
import { planTaskChange, planTaskRequest, returnedStatus, softFailedStatus } from './task-change.js';

describe('a task that changes its status', () => {
  const halfDone = { status: 'active', stepsTotal: 10, stepsCompleted: 4 } as const;

  it('has done all its steps when completed (03 §4.1)', () => {
    expect(planTaskChange(halfDone, 'completed')).toEqual({ from: 'active', to: 'completed', stepsCompleted: 10 });
  });

  it('has done none when queued again (03 §4.1)', () => {
    expect(planTaskChange(halfDone, 'queued')).toEqual({ from: 'active', to: 'queued', stepsCompleted: 0 });
  });

  it.each(['soft-failed', 'failed', 'canceled', 'paused'] as const)('keeps its steps when %s (03 §4.1)', (to) => {
    expect(planTaskChange(halfDone, to).stepsCompleted).toBe(4);
  });

  it('keeps its steps when the status stays (03 §4.1)', () => {
    const queued = { status: 'queued', stepsTotal: 10, stepsCompleted: 4 } as const;
    expect(planTaskChange(queued, 'queued')).toEqual({ from: 'queued', to: 'queued', stepsCompleted: 4 });
  });
});

describe('a task that a user changes by hand (D2.20)', () => {
  const changes = (to: 'canceled' | 'queued') =>
    TASK_STATUSES.filter((status) => planTaskRequest({ status }, to).kind === 'change');

  it('can be cancelled while it has not ended', () => {
    expect(new Set(changes('canceled'))).toEqual(new Set(['queued', 'active', 'soft-failed', 'paused']));
    expect(planTaskRequest({ status: 'active' }, 'canceled')).toEqual({
      kind: 'change',
      to: 'canceled',
      clearsFailures: false,
    });
  });

  it('can be queued again unless it runs, and its failures are forgotten', () => {
    expect(new Set(changes('queued'))).toEqual(new Set(['canceled', 'failed', 'completed', 'paused', 'soft-failed']));
    expect(planTaskRequest({ status: 'failed' }, 'queued')).toEqual({
      kind: 'change',
      to: 'queued',
      clearsFailures: true,
    });
  });

  it('stays as it is when it has that status', () => {
    for (const status of TASK_STATUSES) expect(planTaskRequest({ status }, status)).toEqual({ kind: 'nothing' });
  });

  it('cannot be given any other status', () => {
    for (const to of ['active', 'completed', 'failed', 'soft-failed', 'paused'] as const) {
      expect(planTaskRequest({ status: 'queued' }, to)).toEqual({ kind: 'refused', from: 'queued', to });
    }
    expect(planTaskRequest({ status: 'active' }, 'queued')).toMatchObject({ kind: 'refused' });
    expect(planTaskRequest({ status: 'completed' }, 'canceled')).toMatchObject({ kind: 'refused' });
  });
});

describe('a task that its Worker does not finish', () => {
  it.each([
    ['active', 'queued', 'soft-failed'],
    ['queued', 'queued', 'soft-failed'],
    ['failed', 'queued', 'soft-failed'],
    ['canceled', 'queued', 'soft-failed'],
    ['pause-requested', 'paused', 'paused'],
    ['paused', 'paused', 'paused'],
  ] as const)(
    'of a job that is %s goes back as %s (03 §4.7), or after a failure as %s (D2.10)',
    (status, back, failed) => {
      expect(returnedStatus({ status })).toBe(back);
      expect(softFailedStatus({ status })).toBe(failed);
    },
  );
});
