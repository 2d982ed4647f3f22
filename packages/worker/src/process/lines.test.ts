import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineSplitter } from './lines.js';

/** The lines of bytes that arrive in these pieces. */
function split(pieces: readonly Buffer[], limit?: number): string[] {
  const splitter = new LineSplitter(limit);
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

const lines = (text: string, limit?: number) => split([Buffer.from(text)], limit);

describe('the lines of an output (07 §15.3)', () => {
  it.each([
    ['', []],
    ['one', ['one']],
    ['one\n', ['one']],
    ['one\r\ntwo\n', ['one', 'two']],
    ['\n\n', ['', '']],
    ['50%\r60%\r\n', ['50%\r60%']],
    ['\r', ['\r']],
  ])('%j are %j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('are cut when they are too long, but not within a character', () => {
    expect(lines('abcdefgh\nij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(lines('ab\u00e9cd\n', 3)).toEqual(['ab', '\u00e9c', 'd']);
    expect(lines('abc\r\n', 3)).toEqual(['abc']);
  });

  it('tell when they are cut', () => {
    const cuts: [number, string][] = [];
    new LineSplitter(4, (bytes, beginning) => cuts.push([bytes, beginning])).push(Buffer.from('abcdefghij\n'));
    expect(cuts).toEqual([
      [10, 'abcd'],
      [6, 'efgh'],
    ]);
  });

  it('do not depend on how the bytes arrive', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.array(fc.nat(9)),
        fc.integer({ min: 4, max: 12 }),
        (bytes, sizes, limit) => {
          const whole = Buffer.from(bytes);
          const pieces: Buffer[] = [];
          let rest = whole;
          for (const size of sizes) {
            pieces.push(rest.subarray(0, size));
            rest = rest.subarray(size);
          }
          expect(split([...pieces, rest], limit)).toEqual(split([whole], limit));
        },
      ),
    );
  });

  it('lose nothing of a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replace(/[\r\n]/g, '');
        expect(lines(plain, 5).join('')).toBe(plain);
      }),
    );
  });
});
