import { expect, it } from '@jest/globals';
import { readTime } from './times.js';

const MOMENT = Date.UTC(2024, 10, 11, 20, 12, 47, 123);

it.each([
  ['2024-11-11 20:12:47.123456 +0000 UTC', MOMENT],
  ['2024-11-11 20:12:47 +0000 UTC', MOMENT - 123],
  ['2024-11-11 21:12:47.123 +0100 CET', MOMENT],
  ['2024-11-11 21:12:47.123456789 +0100 CET m=+12.345', MOMENT],
  ['2024-11-11 15:42:47.123-04:30', MOMENT],
  ['2024-11-11T15:42:47.123-04:30', MOMENT],
  ['2024-11-11T20:12:47.123Z', MOMENT],
  ['2024-11-11 20:12:47.1', MOMENT - 23],
  ['2024-11-11 20:12', MOMENT - 47_123],
  ['2024-11-11', Date.UTC(2024, 10, 11)],
  [MOMENT, MOMENT],
  [BigInt(MOMENT), MOMENT],
  [1_731_355_967, MOMENT - 123],
])('%s is a time of the original (contract 11 §5)', (value, expected) => {
  expect(readTime(value)).toBe(expected);
});

it.each(['', '0001-01-01 00:00:00 +0000 UTC', null, undefined, 0, 'yesterday', '2024-13-40', Buffer.from('x')])(
  '%s stands for no time',
  (value) => {
    expect(readTime(value)).toBeUndefined();
  },
);
