import { describe, expect, it } from '@jest/globals';
import { JOB_STATUSES } from '@flamenco/api';
import { tallyOf } from '../../../test/support/any-farm.js';
import { isInMassDeletion, mayDelete, nextDeletionAttempt, planDeletion, wholeSecond } from './deletion.js';
import { tallyAfter } from './job-chain.js';

describe('a job that is to be deleted (D2.15)', () => {
  it('has its active tasks cancelled first', () => {
    const tally = tallyOf({ active: 2, queued: 3, completed: 1 });
    const steps = planDeletion({ status: 'active' }, tally);
    expect(steps.map(({ to }) => to)).toEqual(['cancel-requested', 'canceled']);
    expect(steps[0]?.reason).toEqual({ tag: 'deletion-requested' });
    expect([mayDelete(tally), mayDelete(tallyAfter(tally, steps))]).toEqual([false, true]);
  });

  it('is left as it is when nothing runs', () => {
    expect(planDeletion({ status: 'queued' }, tallyOf({ queued: 3 }))).toEqual([]);
  });
});

describe('a mass deletion', () => {
  const JUNE = new Date('2026-06-01T12:00:00.500Z');
  const selected = (updatedAt: string, lastUpdatedMax = JUNE) =>
    isInMassDeletion(
      { status: 'completed', updatedAt: new Date(updatedAt) },
      { lastUpdatedMax, includesActive: false },
    );

  it('takes jobs up to the whole second after the time (02 §6.6)', () => {
    expect(selected('2026-06-01T12:00:01.000Z')).toBe(true);
    expect(selected('2026-06-01T12:00:01.001Z')).toBe(false);
  });

  it('takes a time of whole seconds as it is (02 §6.6)', () => {
    const whole = new Date('2026-06-01T12:00:00.000Z');
    expect(wholeSecond(whole)).toEqual(whole);
    expect(selected('2026-06-01T12:00:00.001Z', whole)).toBe(false);
  });

  it('skips active jobs unless told otherwise (D2.15)', () => {
    const skipped = (includesActive: boolean) =>
      JOB_STATUSES.filter(
        (status) => !isInMassDeletion({ status, updatedAt: JUNE }, { lastUpdatedMax: JUNE, includesActive }),
      );
    expect(new Set(skipped(false))).toEqual(new Set(['active', 'pause-requested', 'cancel-requested']));
    expect(skipped(true)).toEqual([]);
  });
});

describe('a deletion that fails (D2.15)', () => {
  it('is tried again later and later, at last once an hour', () => {
    expect([0, 1, 2, 3, 12, 13, 5000].map(nextDeletionAttempt)).toEqual([
      0, 1000, 2000, 4000, 2_048_000, 3_600_000, 3_600_000,
    ]);
  });
});
