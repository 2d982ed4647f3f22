import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDecimal, formatValue, quote, typeName } from './go-text.js';

describe('quoted text', () => {
  it.each([
    ['it is done', '"it is done"'],
    ['S:\\render "a"', '"S:\\\\render \\"a\\""'],
    ['a\tb\nc\u0000\u0007\u007f', '"a\\tb\\nc\\x00\\a\\x7f"'],
    ['w\u00e9 \u{1f600}', '"w\u00e9 \u{1f600}"'],
    ['\u0085\u2028\u00a0\u3000\u00ad\u200b\u{e0001}', '"\\u0085\\u2028\\u00a0\\u3000\\u00ad\\u200b\\U000e0001"'],
    ['half \ud83d', '"half \ufffd"'],
  ])('%j shows everything', (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });

  it('is as JSON for printable ASCII, so that it can be read back', () => {
    const printable = fc.string({ unit: 'grapheme-ascii' });
    fc.assert(fc.property(printable, (text) => expect(JSON.parse(quote(text))).toBe(text)));
  });

  it('is one line without anything unseen, whatever it quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(quote(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)),
    );
  });
});

describe('a decoded JSON value as text', () => {
  it.each([
    [null, '<nil>'],
    [47, '47'],
    [23.976, '23.976'],
    [-0, '-0'],
    [999_999, '999999'],
    [1_000_000, '1e+06'],
    [123_456_789, '1.23456789e+08'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1e21, '1e+21'],
    [1e-300, '1e-300'],
    [true, 'true'],
    ['as it is', 'as it is'],
    [['a', 1, [null]], '[a 1 [<nil>]]'],
    [{ b: 1, a: 'x', '\u{1f600}': 0, '\uff5e': 0 }, 'map[a:x b:1 \uff5e:0 \u{1f600}:0]'],
    [{}, 'map[]'],
  ])('%j', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it('keeps every number exactly, with and without exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(Number(formatValue(number))).toBe(number);
        expect(Number(formatDecimal(number))).toBe(number + 0);
        expect(formatDecimal(number)).toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });

  it('has a type with a name', () => {
    const values = [null, 1, true, 'x', [], {}];
    expect(values.map(typeName)).toEqual([
      '<nil>',
      'float64',
      'bool',
      'string',
      '[]interface {}',
      'map[string]interface {}',
    ]);
  });
});
