import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frameChunker, frameCount, invertedParts, MAX_PIECES, parseFrameRange } from './frames.js';

describe('frameChunker, by the table of contract 04 §4.5', () => {
  it.each<[string, number, string[]]>([
    ['1-10', 3, ['1-3', '4-6', '7-9', '10']],
    ['1..10,20..25,40,3..8', 4, ['1-4', '5-8', '9,10,20,21', '22-25', '40']],
    [' 1  .. 10,\t20..25\n,40   ', 4, ['1-4', '5-8', '9,10,20,21', '22-25', '40']],
    ['0-12,34-56,78-90', 20, ['0-12,34-40', '41-56,78-81', '82-90']],
    ['47', 4, ['47']],
    ['1,2', 10, ['1,2']],
    ['1-2,4-6', 10, ['1,2,4-6']],
    ['5,5,1-3,2', 10, ['1-3,5']],
    ['10-1,5', 1, ['5']],
    ['007', 4, ['7']],
    ['+5', 4, ['5']],
  ])('cuts %j by %j', (range, size, chunks) => {
    expect(frameChunker(range, size)).toEqual(chunks);
  });

  it.each<[string, number, string]>([
    ['', 3, 'invalid range "": empty range'],
    ['  ', 3, 'invalid range "": empty range'],
    ['10-1', 1, 'invalid range "10-1": empty range'],
    ['1-10', 0, 'invalid chunk size, must be positive number: 0'],
    ['1-10', -3, 'invalid chunk size, must be positive number: -3'],
    ['1-3,', 1, 'invalid range "1-3,":   (strconv.ParseInt: parsing "": invalid syntax)'],
    ['1,,3', 1, 'invalid range "1,,3":   (strconv.ParseInt: parsing "": invalid syntax)'],
    ['1 10', 4, 'invalid range "1 10":  1 10 (strconv.ParseInt: parsing "1 10": invalid syntax)'],
    ['1.5', 1, 'invalid range "1.5":  1.5 (strconv.ParseInt: parsing "1.5": invalid syntax)'],
    ['a..b', 1, 'invalid range "a-b":  a-b (strconv.ParseInt: parsing "a": invalid syntax)'],
    ['1-2-3', 1, 'invalid range "1-2-3": 1-2-3'],
    ['1_000', 1, 'invalid range "1_000":  1_000 (strconv.ParseInt: parsing "1_000": invalid syntax)'],
    ['0x10', 1, 'invalid range "0x10":  0x10 (strconv.ParseInt: parsing "0x10": invalid syntax)'],
    [
      '99999999999999999999',
      1,
      'invalid range "99999999999999999999":  99999999999999999999 (strconv.ParseInt: parsing "99999999999999999999": value out of range)',
    ],
    ['1-10x0', 1, 'invalid range "1-10x0":  1-10x0 (strconv.ParseInt: parsing "10x0": invalid syntax)'],
    ['5x2', 1, 'invalid range "5x2":  5x2 (strconv.ParseInt: parsing "5x2": invalid syntax)'],
  ])('refuses %j by %j: %s', (range, size, message) => {
    expect(() => frameChunker(range, size)).toThrow(message);
  });
});

describe('what frameChunker understands on top (D3.2)', () => {
  it.each<[string, number, string[]]>([
    ['-5', 3, ['-5']],
    ['-5..5', 4, ['-5--2', '-1-2', '3-5']],
    ['-10..-1', 5, ['-10--6', '-5--1']],
    ['1-10x2', 10, ['1,3,5,7,9']],
    ['1-10 x 3,2', 2, ['1,2', '4,7', '10']],
    ['-4--1', 10, ['-4--1']],
    ['-0', 1, ['0']],
  ])('cuts %j by %j', (range, size, chunks) => {
    expect(frameChunker(range, size)).toEqual(chunks);
  });

  it('refuses what would eat the memory of the farm, but not a long range in few chunks', () => {
    expect(() => frameChunker('1-99999999999', 1)).toThrow(`it falls into more than ${MAX_PIECES} pieces`);
    expect(() => frameChunker('1-99999999999x2', 10_000_000)).toThrow('pieces');
    expect(frameChunker('1-99999999999', 50_000_000_000)).toEqual(['1-50000000000', '50000000001-99999999999']);
  });

  it('names the parts that run backwards', () => {
    expect(invertedParts('10-1, 3..2,5,1-2, -1..-5')).toEqual(['10-1', '3..2', '-1..-5']);
  });
});

describe('frameCount (contract 04 §4.6)', () => {
  it.each<[string, number]>([
    ['1-10', 10],
    ['5,5,1-3,2', 4],
    ['10-1', 0],
    [' 4 , 5 ', 2],
    ['1-99999999999', 99_999_999_999],
  ])('counts %j', (range, count) => {
    expect(frameCount(range)).toBe(count);
  });

  it('takes an empty text for a wrong number, not for an empty range', () => {
    expect(() => frameCount('')).toThrow('invalid range "":   (strconv.ParseInt: parsing "": invalid syntax)');
  });
});

describe('laws of frame ranges', () => {
  const part = fc
    .tuple(
      fc.integer({ min: -300, max: 300 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('-', '..'),
    )
    .map(([first, length, step, to]) => ({
      text: length === 0 ? `${first}` : `${first}${to}${first + length}${step === 1 ? '' : `x${step}`}`,
      frames: Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => first + index * step),
    }));
  const range = fc.array(part, { minLength: 1, maxLength: 6 });
  const framesOf = (chunk: string): number[] =>
    parseFrameRange(chunk).flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    );

  it('no frame is lost, repeated or moved, and every chunk but the last is full', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 50 }), (parts, size) => {
        const expected = [...new Set(parts.flatMap(({ frames }) => frames))].sort((a, b) => a - b);
        const chunks = frameChunker(parts.map(({ text }) => text).join(','), size).map(framesOf);
        expect(chunks.flat()).toEqual(expected);
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
        expect(chunks.at(-1)?.length).toBeLessThanOrEqual(size);
      }),
    );
  });

  /** Frames, one by one, as text: neighbours become a range when there are three. */
  function written(frames: readonly number[]): string {
    const texts: string[] = [];
    let at = 0;
    while (at < frames.length) {
      const [first = 0] = frames.slice(at, at + 1);
      let length = 1;
      while (frames[at + length] === first + length) length++;
      texts.push(length > 2 ? `${first}-${first + length - 1}` : frames.slice(at, at + length).join(','));
      at += length;
    }
    return texts.join(',');
  }

  it('every chunk is written as short as it can be', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 50 }), (parts, size) => {
        const chunks = frameChunker(parts.map(({ text }) => text).join(','), size);
        expect(chunks).toEqual(chunks.map((chunk) => written(framesOf(chunk))));
      }),
    );
  });

  it('frameCount agrees with what frameChunker makes', () => {
    fc.assert(
      fc.property(range, (parts) => {
        const text = parts.map((each) => each.text).join(',');
        expect(frameChunker(text, 1)).toHaveLength(frameCount(text));
      }),
    );
  });

  it('any text gives frames or an error of ours', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('1', '2', '0', '-', '.', ',', ' ', 'x', '+') }),
    );
    fc.assert(
      fc.property(text, fc.integer(), (anything, size) => {
        try {
          expect(frameChunker(anything, size).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toHaveProperty('name', 'FrameRangeError');
        }
      }),
    );
  });
});
