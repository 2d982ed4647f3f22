import { expect, it } from '@jest/globals';
import { numberRuns } from './number-runs.js';

it('numbers that follow each other are runs of a limited length, in whatever order they come', () => {
  expect(numberRuns([])).toEqual([]);
  expect(numberRuns([7, 2, 1, 3, 9])).toEqual([
    { first: 1, last: 3 },
    { first: 7, last: 7 },
    { first: 9, last: 9 },
  ]);
  expect(numberRuns([1, 2, 3, 4, 5], 2)).toEqual([
    { first: 1, last: 2 },
    { first: 3, last: 4 },
    { first: 5, last: 5 },
  ]);
});
