import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TASK_STATUSES } from '@flamenco/api';
import { EMPTY_TALLY, isAllCompleted, moveAll, moveTasks, total, unfinished, waiting } from './tally.js';
import { anyTally, tallyOf } from '../../../test/support/any-farm.js';

describe('the tally of a job', () => {
  it('follows one task from queued to active', () => {
    expect(moveTasks(tallyOf({ queued: 3 }), 'queued', 'active')).toEqual(tallyOf({ queued: 2, active: 1 }));
  });

  it('follows several tasks at once', () => {
    expect(moveTasks(tallyOf({ queued: 3 }), 'queued', 'paused', 2)).toEqual(tallyOf({ queued: 1, paused: 2 }));
  });

  it('follows all tasks of some statuses', () => {
    const tally = tallyOf({ queued: 3, 'soft-failed': 2, active: 1 });
    expect(moveAll(tally, ['queued', 'soft-failed'], 'paused')).toEqual(tallyOf({ paused: 5, active: 1 }));
  });

  it('counts running and waiting tasks apart from those that ended', () => {
    const tally = tallyOf({
      queued: 1,
      'soft-failed': 2,
      active: 4,
      paused: 8,
      completed: 16,
      failed: 32,
      canceled: 64,
    });
    expect([waiting(tally), unfinished(tally), total(tally)]).toEqual([11, 15, 127]);
  });

  it('takes a job without tasks as completed (03 §4.3)', () => {
    expect(isAllCompleted(EMPTY_TALLY)).toBe(true);
    expect(isAllCompleted(tallyOf({ completed: 2, queued: 1 }))).toBe(false);
  });

  it('never loses a task, and leaves none where all were taken away', () => {
    const status = fc.constantFrom(...TASK_STATUSES);
    fc.assert(
      fc.property(anyTally, fc.uniqueArray(status), status, (tally, from, to) => {
        const moved = moveAll(tally, from, to);
        expect(total(moved)).toBe(total(tally));
        for (const left of from.filter((it) => it !== to)) expect(moved[left]).toBe(0);
      }),
    );
  });
});
