import { expect, it } from '@jest/globals';
import { readDateTime } from './date-time.js';

it('reads times with their zone, to the millisecond', () => {
  expect(readDateTime('2026-04-13T10:08:58Z')).toEqual(new Date('2026-04-13T10:08:58Z'));
  expect(readDateTime('2026-04-13T10:08:58.123456789Z')).toEqual(new Date('2026-04-13T10:08:58.123Z'));
  expect(readDateTime('2026-04-13T10:08:58+02:00')).toEqual(new Date('2026-04-13T08:08:58Z'));
  expect(readDateTime('2028-02-29T00:00:00Z')).toEqual(new Date('2028-02-29T00:00:00Z'));
});

it.each([
  ['30 February', '2026-02-30T10:08:58Z'],
  ['29 February of a common year', '2026-02-29T10:08:58Z'],
  ['a time without a zone', '2026-04-13T10:08:58'],
  ['a day alone', '2026-04-13'],
  ['a leap second, which nobody can store', '2026-04-13T10:08:60Z'],
  ['anything else', 'tomorrow'],
])('refuses %s', (_, text) => {
  expect(readDateTime(text)).toBeUndefined();
});
