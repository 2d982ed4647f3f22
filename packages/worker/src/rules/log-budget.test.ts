import { describe, expect, it } from '@jest/globals';
import { openBudget, spend } from './log-budget.js';

/** Verdicts on pieces of log of the given sizes, with a limit of 100 bytes. */
function verdicts(sizes: number[], queued = 0): string[] {
  let budget = openBudget(queued);
  return sizes.map((size) => {
    const decided = spend(budget, size, 100);
    budget = decided.budget;
    return decided.verdict;
  });
}

describe('the log budget of a task', () => {
  it('is spent up to the limit, then says so once', () => {
    expect(verdicts([60, 40, 1, 1, 0])).toEqual(['keep', 'keep', 'announce-limit', 'drop', 'drop']);
  });

  it('leaves no gap: after a piece that did not fit, a smaller one is dropped too', () => {
    expect(verdicts([60, 60, 10])).toEqual(['keep', 'announce-limit', 'drop']);
  });

  it('counts what still waits from before a restart', () => {
    expect(verdicts([20, 20], 70)).toEqual(['keep', 'announce-limit']);
  });
});
