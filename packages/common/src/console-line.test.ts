import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consoleLine } from './console-line.js';
import { LOG_LEVELS } from './log-level.js';
import { FakeClock } from './testing/index.js';

const clock = new FakeClock('2026-04-13T12:03:22.500Z', 'Europe/Amsterdam');
const TIME = '2026-04-13T14:03:22+02:00';

function line(message: string, fields: Record<string, unknown> = {}, colour = false): string {
  return consoleLine({ level: 'info', time: clock.now(), message, fields }, { colour, clock });
}

const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[\\d;]+m`, 'g');

const fieldsOf = (fields: Record<string, unknown>) => line('', fields).slice(`${TIME} INF `.length);

describe('a line on the console (contract 05 §2, 07 §4.1)', () => {
  it('has local time, level, message and fields', () => {
    expect(line('listening', { port: '8080' })).toBe(`${TIME} INF listening port=8080`);
  });

  it('puts the error first and sorts the other fields by their bytes', () => {
    const fields = { url: 1, Zoo: 2, error: 'no', '\u{1f600}': 3, '\uff5e': 4, arch: 5 };
    expect(fieldsOf(fields)).toBe('error=no Zoo=2 arch=5 url=1 \uff5e=4 \u{1f600}=3');
  });

  it.each([
    ['plain', 'plain'],
    ['15m0s', '15m0s'],
    ['', ''],
    ['C:\\x', '"C:\\\\x"'],
    ['two words', '"two words"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['a\tb', '"a\\tb"'],
    ['\u0001', '"\\x01"'],
    ['\u007f', '"\\x7f"'],
    ['w\u00e9 b', '"w\u00e9 b"'],
    ['\u2028', '"\\u2028"'],
    ['http://192.168.0.10:8080/', 'http://192.168.0.10:8080/'],
    [47, '47'],
    [1.5e300, '1.5e+300'],
    [true, 'true'],
    [null, 'null'],
    [['a b', 1], '["a b",1]'],
    [{ a: { b: '\n\u2028\u007f' } }, '{"a":{"b":"\\n\\u2028\\u007f"}}'],
  ])('writes the value %j so that it can be told from its neighbours', (value, text) => {
    expect(fieldsOf({ value })).toBe(`value=${text}`);
  });

  it('leaves out what is not there', () => {
    expect(fieldsOf({ a: undefined, b: 1 })).toBe('b=1');
    expect(line('')).toBe(`${TIME} INF`);
  });

  it('stays one line when a message has several', () => {
    expect(line('one\r\ntwo\u001b[2J C:\\x')).toBe(`${TIME} INF one\\r\\ntwo\\x1b[2J C:\\x`);
  });

  it('names the level in three letters', () => {
    const lines = LOG_LEVELS.map((level) =>
      consoleLine({ level, time: clock.now(), message: '', fields: {} }, { colour: false, clock }),
    );
    expect(lines.map((text) => text.slice(-3))).toEqual(['TRC', 'DBG', 'INF', 'WRN', 'ERR', 'FTL']);
  });

  it('is coloured when asked', () => {
    const text = line('done', { error: 'x', pid: 1 }, true).replaceAll('\u001b', 'E');
    expect(text).toBe(`E[90m${TIME}E[0m E[32mINFE[0m E[1mdoneE[0m E[36merror=E[0mE[1;31mxE[0m E[36mpid=E[0m1`);
  });

  it('has the same text with and without colours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.jsonValue()), (message, fields) => {
        expect(line(message, fields, true).replace(COLOURS, '')).toBe(line(message, fields));
      }),
    );
  });

  it('is one line for the eye and for programs, whatever is logged', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        text,
        fc.dictionary(text, fc.oneof(text, fc.jsonValue({ stringUnit: 'binary' }))),
        (message, fields) => {
          expect(line(message, fields)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        },
      ),
    );
  });

  it('lets a text value be read back, if it is printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (value) => {
        const written = fieldsOf({ v: value }).slice('v='.length);
        expect(written.startsWith('"') ? JSON.parse(written) : written).toBe(value);
      }),
    );
  });
});
