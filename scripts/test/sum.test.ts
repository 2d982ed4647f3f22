import { expect, it } from '@jest/globals';
import { add, exitCode, FAILED_AS_A_WHOLE, NOTHING, sumOfReport } from './sum.mjs';
import { total } from './texts.mjs';

const REPORT = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

it('adds tests and parts up', () => {
  const sums = [NOTHING, FAILED_AS_A_WHOLE, sumOfReport({ ...REPORT, numPendingTests: 2, numTodoTests: 1 }, 0)];
  expect(add(sums)).toEqual({ passed: 12, failed: 1, skipped: 3 });
});

it('counts what never became a test', () => {
  expect(sumOfReport({ ...REPORT, numRuntimeErrorTestSuites: 2 }, 1).failed).toBe(2);
  expect(sumOfReport({ ...REPORT, numPassedTests: 0 }, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(sumOfReport(undefined, 1).failed).toBe(1);
});

it('fails when something failed, and in CI also when something was skipped', () => {
  expect(exitCode({ passed: 1, failed: 1, skipped: 0 }, false)).toBe(1);
  expect(exitCode({ passed: 1, failed: 0, skipped: 1 }, false)).toBe(0);
  expect(exitCode({ passed: 1, failed: 0, skipped: 1 }, true)).toBe(1);
  expect(exitCode({ passed: 1, failed: 0, skipped: 0 }, true)).toBe(0);
});

it('ends with a line that programs can read', () => {
  expect(total({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(total({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});
