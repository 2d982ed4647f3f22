import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { PngFollower } from './png.js';

const PNG = await sharp({ create: { width: 40, height: 30, channels: 4, background: '#2a6fdb80' } })
  .png({ compressionLevel: 0 })
  .toBuffer();

/** What the follower says of bytes that come in pieces of these sizes. */
function follow(bytes: Buffer, sizes: readonly number[] = [bytes.length]) {
  const follower = new PngFollower();
  let at = 0;
  for (const size of sizes) {
    follower.push(bytes.subarray(at, at + size));
    at += size;
  }
  follower.push(bytes.subarray(at));
  return follower.end()?.kind;
}

describe('a PNG image', () => {
  it('is complete, however its bytes come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 })), (sizes) => {
        expect(follow(PNG, sizes)).toBeUndefined();
      }),
    );
  });

  it('is incomplete when it is cut off anywhere', () => {
    fc.assert(
      fc.property(fc.nat(PNG.length - 1), fc.array(fc.nat(2000)), (length, sizes) => {
        expect(follow(PNG.subarray(0, length), sizes)).toBe('incomplete');
      }),
    );
  });

  it('is damaged when any byte of its content is another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: PNG.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(PNG);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(follow(changed)).toMatch(/damaged|incomplete/);
      }),
    );
  });

  it('is damaged when its end was never written and reads as zeros, as after a crash of the storage', () => {
    expect(follow(Buffer.concat([PNG.subarray(0, 1000), Buffer.alloc(PNG.length - 1000)]))).toBe('damaged');
  });

  it('may have anything behind its end', () => {
    expect(follow(Buffer.concat([PNG, Buffer.from('more')]))).toBeUndefined();
  });
});
