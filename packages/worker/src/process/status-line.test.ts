import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StatusFinder } from './status-line.js';

/** All states that are found when the output comes in these pieces. */
function find(...pieces: readonly string[]): string[] {
  const finder = new StatusFinder();
  return pieces.map((piece) => finder.push(Buffer.from(piece))).filter((state) => state !== undefined);
}

describe('states that a program writes over each other', () => {
  it('are found, the latest of each piece of output', () => {
    expect(find('Output #0\nframe=1 \rframe=2 \r', 'frame=3 \rfra', 'me=4 \r')).toEqual([
      'frame=2 ',
      'frame=3 ',
      'frame=4 ',
    ]);
  });

  it('are none in lines that end in the way of Windows', () => {
    expect(find('one\r\ntwo\r\n', 'three\r\n')).toEqual([]);
  });

  it('never hold a line feed or carriage return, whatever comes', () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', '\r', '\n', 'ü') }));
    fc.assert(
      fc.property(pieces, (output) => {
        for (const state of find(...output)) expect(state).toMatch(/^[aü\uFFFD]+$/);
      }),
    );
  });
});
