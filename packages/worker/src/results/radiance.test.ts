import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesInMemory } from './bytes.js';
import { findRadianceDefect } from './radiance.js';

const HEADER = Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 3 +X 10\n');

/** A scan line of ten pixels: a run, and numbers one by one, for each of its four channels. */
const LINE = Buffer.from([2, 2, 0, 10, ...Array.from({ length: 4 }, () => [128 + 7, 1, 3, 5, 6, 7]).flat()]);
const COMPRESSED = Buffer.concat([HEADER, LINE, LINE, LINE]);
const FLAT = Buffer.concat([HEADER, Buffer.alloc(3 * 10 * 4, 9)]);

describe('a Radiance image', () => {
  it.each([
    ['with run lengths', COMPRESSED],
    ['as it is', FLAT],
  ])('%s is complete, and incomplete when it is cut off anywhere', async (_what, hdr) => {
    expect(await findRadianceDefect(bytesInMemory(hdr))).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.nat(hdr.length - 1), async (length) => {
        expect((await findRadianceDefect(bytesInMemory(hdr.subarray(0, length))))?.kind).toBe('incomplete');
      }),
    );
  });
});
