import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { bytesInMemory } from './bytes.js';
import { findTiffDefect } from './tiff.js';

const image = sharp({ create: { width: 300, height: 200, channels: 3, background: '#2a6fdb' } });
const STRIPS = await image.clone().tiff({ compression: 'deflate' }).toBuffer();
const TILES = await image.clone().tiff({ compression: 'none', tile: true, tileWidth: 64, tileHeight: 64 }).toBuffer();

/** A TIFF of a Mac with one strip of two bytes, its directory in front of it. */
const BIG_ENDIAN = Buffer.from(
  [
    '4d4d002a00000008',
    '0002',
    '0111000300000001' + '00260000',
    '0117000300000001' + '00020000',
    '00000000',
    'abcd',
  ].join(''),
  'hex',
);

describe('a TIFF image', () => {
  it.each([
    ['strips', STRIPS],
    ['tiles', TILES],
    ['the order of bytes of a Mac', BIG_ENDIAN],
  ])('with %s is complete, and incomplete when it is cut off anywhere', async (_what, tiff) => {
    expect(await findTiffDefect(bytesInMemory(tiff))).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: tiff.length - 1 }), async (length) => {
        expect((await findTiffDefect(bytesInMemory(tiff.subarray(0, length))))?.kind).toBe('incomplete');
      }),
    );
  });

  it('may be any bytes without causing an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const tiff = Buffer.concat([Buffer.from('II*\0', 'latin1'), bytes]);
        expect((await findTiffDefect(bytesInMemory(tiff)))?.kind ?? 'incomplete').toBe('incomplete');
      }),
    );
  });
});
