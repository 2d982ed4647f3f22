import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeFailure } from './failure.js';
import type { FailureFacts } from './failure.js';

const DEFAULTS = { blocklist: 3, softFail: 3 };

const facts = (changes: Partial<FailureFacts>): FailureFacts => ({
  failedByWorkers: 1,
  workerFailures: 1,
  isExempt: false,
  eligibleForTask: 5,
  eligibleForType: 5,
  ...changes,
});

describe('a failed task', () => {
  it('gets another try while other Workers are left (D2.5)', () => {
    expect(judgeFailure(facts({ failedByWorkers: 2 }), DEFAULTS)).toEqual({
      outcome: 'soft-failed',
      block: false,
      clears: 'none',
      requeuesOthers: false,
      failedByWorkers: 2,
      workerFailures: 1,
      failuresLeft: 1,
    });
  });

  it('gets another try when just one other Worker is left (D2.5; the original failed the whole job)', () => {
    expect(judgeFailure(facts({ eligibleForTask: 1 }), DEFAULTS).outcome).toBe('soft-failed');
  });

  it('fails for good at the third Worker (D2.5)', () => {
    expect(judgeFailure(facts({ failedByWorkers: 3 }), DEFAULTS)).toMatchObject({
      outcome: 'failed',
      why: 'too-many-workers',
      failedByWorkers: 3,
    });
  });

  it('fails for good, but not its job, when no other Worker may run it (D2.5)', () => {
    expect(judgeFailure(facts({ eligibleForTask: 0 }), DEFAULTS)).toMatchObject({
      outcome: 'failed',
      why: 'nobody-left',
    });
    expect(judgeFailure(facts({ eligibleForTask: 0, eligibleForType: 0 }), DEFAULTS).outcome).toBe('failed');
  });

  it.each([1, 0, -1])('fails for good at once when the limit is %d (03 §6.2)', (softFail) => {
    expect(judgeFailure(facts({}), { blocklist: 3, softFail }).outcome).toBe('failed');
  });
});

describe('a Worker that fails tasks of one type', () => {
  it.each([
    [1, false],
    [2, false],
    [3, true],
    [4, true],
  ])('after %d of them is blocked: %s (D2.4)', (workerFailures, block) => {
    expect(judgeFailure(facts({ workerFailures }), DEFAULTS).block).toBe(block);
  });

  it.each([0, -1])('is never blocked with a threshold of %d (D2.4)', (blocklist) => {
    expect(judgeFailure(facts({ workerFailures: 1000 }), { blocklist, softFail: 3 }).block).toBe(false);
  });

  it('is never blocked when it is exempt (D2.6)', () => {
    expect(judgeFailure(facts({ workerFailures: 1000, isExempt: true }), DEFAULTS).block).toBe(false);
  });
});

describe('a Worker that is blocked', () => {
  it('leaves the task to others, and its failures count no more (D2.4)', () => {
    expect(judgeFailure(facts({ workerFailures: 3, failedByWorkers: 3, eligibleForTask: 1 }), DEFAULTS)).toEqual({
      outcome: 'requeued',
      block: true,
      clears: 'all-tasks',
      requeuesOthers: true,
      failedByWorkers: 3,
      workerFailures: 3,
    });
  });

  it('leaves the task failed, with its list, when no other Worker may run it (D2.4)', () => {
    expect(judgeFailure(facts({ workerFailures: 3, eligibleForTask: 0 }), DEFAULTS)).toMatchObject({
      outcome: 'failed',
      why: 'nobody-left',
      block: true,
      clears: 'other-tasks',
      requeuesOthers: true,
    });
  });

  it('fails the job when nobody is left for the type of task (D2.5)', () => {
    const last = facts({ workerFailures: 3, eligibleForTask: 0, eligibleForType: 0 });
    expect(judgeFailure(last, DEFAULTS)).toMatchObject({ outcome: 'job-failed', block: true, requeuesOthers: false });
  });
});

describe('any failure', () => {
  const anyFacts = fc.record({
    failedByWorkers: fc.integer({ min: 1, max: 10 }),
    workerFailures: fc.integer({ min: 1, max: 10 }),
    isExempt: fc.boolean(),
    eligibleForTask: fc.nat(5),
    eligibleForType: fc.nat(5),
  });
  const thresholds = fc.record({
    blocklist: fc.integer({ min: -1, max: 6 }),
    softFail: fc.integer({ min: -1, max: 6 }),
  });

  it('leaves a task waiting only while somebody may run it, and promises at least one more failure', () => {
    fc.assert(
      fc.property(anyFacts, thresholds, (given, limits) => {
        const verdict = judgeFailure(given, limits);
        if (verdict.outcome === 'soft-failed' || verdict.outcome === 'requeued') {
          expect(given.eligibleForTask).toBeGreaterThan(0);
        }
        if (verdict.outcome === 'soft-failed') expect(verdict.failuresLeft).toBeGreaterThan(0);
      }),
    );
  });

  it('fails a job, or clears a list, only with a block', () => {
    fc.assert(
      fc.property(anyFacts, thresholds, (given, limits) => {
        const { outcome, block, clears } = judgeFailure(given, limits);
        if (outcome === 'job-failed' || outcome === 'requeued' || clears !== 'none') expect(block).toBe(true);
      }),
    );
  });
});
