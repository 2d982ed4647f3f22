import { expect, it } from '@jest/globals';
import { descendantsOf } from './process-tree.mjs';

it('finds children and grandchildren, wherever they stand in the list', () => {
  const table = '   30    20\n   20    10\n   10     1\n   40     1\n   50    30\n';
  expect(descendantsOf(10, table).sort()).toEqual([20, 30, 50]);
});

it('finds nothing without a list', () => {
  expect(descendantsOf(10, '')).toEqual([]);
});
