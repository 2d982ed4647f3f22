import fc from 'fast-check';
import { JOB_STATUSES } from '@flamenco/api';
import type { JobStatus } from '@flamenco/api';
import { EMPTY_TALLY } from '../../src/farm/rules/tally.js';
import type { TaskTally } from '../../src/farm/rules/tally.js';

/** A tally with these tasks and no others. */
export function tallyOf(counts: Partial<TaskTally>): TaskTally {
  return { ...EMPTY_TALLY, ...counts };
}

const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }));

/** Any number of tasks in each status, often none. */
export const anyTally: fc.Arbitrary<TaskTally> = fc.record({
  queued: count,
  'soft-failed': count,
  active: count,
  completed: count,
  failed: count,
  canceled: count,
  paused: count,
});

export const anyJobStatus: fc.Arbitrary<JobStatus> = fc.constantFrom(...JOB_STATUSES);
