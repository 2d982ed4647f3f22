import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDuration, parseDuration } from './go-duration.js';

const HOUR = 3_600_000;

describe('a duration in a configuration file (contract 05 §5)', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['1h30m', 1.5 * HOUR],
    ['-1.5h', -1.5 * HOUR],
    ['+10m', HOUR / 6],
    ['1m1h', HOUR + 60_000],
    ['1.h', HOUR],
    ['.5s', 500],
    ['007s', 7000],
    ['1.5\u00b5s', 0.0015],
    ['1.5\u03bcs', 0.0015],
    ['3us', 0.003],
    ['1.5ns', 0.000001],
    ['0.3333333333333333333h', HOUR / 3],
    ['0.100000000000000000000h', HOUR / 10],
    ['9223372036854775807ns', 2 ** 63 / 1e6],
    ['-9223372036854775808ns', -(2 ** 63) / 1e6],
  ])('%j is read', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ms });
  });

  it.each([
    ['', 'invalid duration ""'],
    ['-', 'invalid duration "-"'],
    ['.', 'invalid duration "."'],
    ['.h', 'invalid duration ".h"'],
    [' 1h', 'invalid duration " 1h"'],
    ['\u00e91h', 'invalid duration "\\xc3\\xa91h"'],
    ['10', 'missing unit in duration "10"'],
    ['00', 'missing unit in duration "00"'],
    ['1.', 'missing unit in duration "1."'],
    ['0h0', 'missing unit in duration "0h0"'],
    ['1d', 'unknown unit "d" in duration "1d"'],
    ['1H', 'unknown unit "H" in duration "1H"'],
    ['1h 2m', 'unknown unit "h " in duration "1h 2m"'],
    ['1toString', 'unknown unit "toString" in duration "1toString"'],
    ['1"', 'unknown unit "\\"" in duration "1\\""'],
    ['1\u00b5z', 'unknown unit "\\xc2\\xb5z" in duration "1\\xc2\\xb5z"'],
    ['9223372036854775808ns', 'invalid duration "9223372036854775808ns"'],
    ['-9223372036854775809ns', 'invalid duration "-9223372036854775809ns"'],
    ['3000000h', 'invalid duration "3000000h"'],
  ])('%j is refused with the reason', (text, problem) => {
    expect(parseDuration(text)).toEqual({ problem: `time: ${problem}` });
  });
});

describe('a duration in its canonical form (contract 05 §5)', () => {
  it.each([
    [0, '0s'],
    [0.000001, '1ns'],
    [0.000999, '999ns'],
    [0.0015, '1.5\u00b5s'],
    [0.999999, '999.999\u00b5s'],
    [1.5, '1.5ms'],
    [900, '900ms'],
    [999.999999, '999.999999ms'],
    [1500, '1.5s'],
    [-1500, '-1.5s'],
    [60_000, '1m0s'],
    [HOUR + 1, '1h0m0.001s'],
    [168 * HOUR, '168h0m0s'],
    [744 * HOUR, '744h0m0s'],
  ])('%d ms is written', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('has exactly the options of the settings page for the values it offers', () => {
    const offered = ['0s', '1m0s', '5m0s', '10m0s', '30m0s', '1h0m0s', '24h0m0s', '168h0m0s', '744h0m0s'];
    const written = offered.map((text) => formatDuration(msOf(text)));
    expect(written).toEqual(offered);
  });

  it('keeps every span that it reads, to the nanosecond below three months', () => {
    const nanoseconds = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(nanoseconds, (ns) => {
        const ms = msOf(`${ns}ns`);
        const text = formatDuration(ms);
        expect(msOf(text)).toBe(ms);
        expect(formatDuration(msOf(text))).toBe(text);
        if (ns > -(2n ** 52n) && ns < 2n ** 52n) expect(ms).toBe(Number(ns) / 1e6);
      }),
    );
  });

  it('names the same span for groups in any order', () => {
    const group = fc
      .tuple(fc.nat(1000), fc.constantFrom('ns', 'us', 'ms', 's', 'm', 'h'))
      .map(([n, unit]) => `${n}${unit}`);
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 6 }), (groups) => {
        expect(parseDuration([...groups].reverse().join(''))).toEqual(parseDuration(groups.join('')));
      }),
    );
  });

  it('gives a reason for any other text, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0189.-+ hmsnuµ"\\é\n') }), (text) => {
        const parsed = parseDuration(text);
        if ('problem' in parsed) expect(parsed.problem).toMatch(/^time: [ -~]+$/);
        else expect(Number.isFinite(parsed.ms)).toBe(true);
      }),
    );
  });
});

function msOf(text: string): number {
  const parsed = parseDuration(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.ms;
}
