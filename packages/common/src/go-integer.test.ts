import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readInteger } from './go-integer.js';

it.each([
  ['0', 0],
  ['47', 47],
  ['+5', 5],
  ['0x2f', 47],
  ['0X1F', 31],
  ['0x_2f', 47],
  ['0o17', 15],
  ['017', 15],
  ['0_17', 15],
  ['-0b11', -3],
  ['1_000', 1000],
  ['-9223372036854775808', -(2 ** 63)],
])('%s is an integer', (text, value) => {
  expect(readInteger(text)).toEqual({ value });
});

it.each(['', '-', 'x', '08', '1__0', '_1', '1_', '0x', '0x1_', '1.0', '1e3', ' 1', '0b2', '\u0663'])(
  '%j is none',
  (text) => {
    expect(readInteger(text)).toEqual({ problem: 'parse error' });
  },
);

it.each(['9223372036854775808', '-9223372036854775809', '0xffffffffffffffff'])('%s is out of range', (text) => {
  expect(readInteger(text)).toEqual({ problem: 'value out of range' });
});

it('reads back what is written in any base', () => {
  const base = fc.constantFrom(['', 10], ['0x', 16], ['0o', 8], ['0', 8], ['0b', 2]) as fc.Arbitrary<[string, number]>;
  fc.assert(
    fc.property(fc.maxSafeInteger(), base, (number, [prefix, radix]) => {
      const text = `${number < 0 ? '-' : ''}${prefix}${Math.abs(number).toString(radix)}`;
      expect(readInteger(text)).toEqual({ value: number });
    }),
  );
});
