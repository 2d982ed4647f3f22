import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesInMemory } from './bytes.js';
import { findExrDefect } from './exr.js';

const FLAGS = { scanLines: 0, tiled: 0x200, multiPart: 0x1000 };
const NO_COMPRESSION = 0;
const ZIP = 3;

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function attribute(name: string, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${name}\0${type}\0`), number(value.length), value]);
}

function size(width: number, height: number): Buffer {
  return attribute('dataWindow', 'box2i', Buffer.concat([0, 0, width - 1, height - 1].map(number)));
}

function compression(kind: number): Buffer {
  return attribute('compression', 'compression', Buffer.from([kind]));
}

function file(flags: number, headers: readonly (readonly Buffer[])[], chunks: readonly Buffer[]): Buffer {
  const parts = headers.map((attributes) => Buffer.concat([...attributes, Buffer.from([0])]));
  const closing = flags === FLAGS.multiPart ? [Buffer.from([0])] : [];
  const head = Buffer.concat([Buffer.from('v/1\x01', 'latin1'), number(2 | flags), ...parts, ...closing]);
  const table = Buffer.alloc(chunks.length * 8);
  let at = head.length + table.length;
  for (const [index, chunk] of chunks.entries()) {
    table.writeBigUInt64LE(BigInt(at), index * 8);
    at += chunk.length;
  }
  return Buffer.concat([head, table, ...chunks]);
}

/** A chunk: where it belongs, its length, its content. */
function chunk(where: readonly number[], content = Buffer.from('pixels')): Buffer {
  return Buffer.concat([...where.map(number), number(content.length), content]);
}

const SCAN_LINES = file(
  FLAGS.scanLines,
  [[size(4, 3), compression(NO_COMPRESSION)]],
  [chunk([0]), chunk([1]), chunk([2])],
);
const IN_BLOCKS = file(FLAGS.scanLines, [[size(4, 20), compression(ZIP)]], [chunk([0]), chunk([16])]);
const TILED = file(
  FLAGS.tiled,
  [
    [
      size(5, 4),
      compression(ZIP),
      attribute('tiles', 'tiledesc', Buffer.concat([number(4), number(4), Buffer.from([0])])),
    ],
  ],
  [chunk([0, 0, 0, 0]), chunk([1, 0, 0, 0])],
);
const part = (type: string) => [
  attribute('type', 'string', Buffer.from(type)),
  attribute('chunkCount', 'int', number(1)),
  size(4, 1),
];
const MULTI_PART = file(
  FLAGS.multiPart,
  [part('scanlineimage'), part('tiledimage')],
  [chunk([0, 0]), chunk([1, 0, 0, 0, 0])],
);

describe('an OpenEXR image', () => {
  it.each([
    ['lines of its own', SCAN_LINES],
    ['lines in blocks', IN_BLOCKS],
    ['tiles', TILED],
    ['two parts', MULTI_PART],
  ])('with %s is complete, and incomplete when it is cut off anywhere', async (_what, exr) => {
    expect(await findExrDefect(bytesInMemory(exr))).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.nat(exr.length - 1), async (length) => {
        expect(await findExrDefect(bytesInMemory(exr.subarray(0, length)))).toEqual({
          kind: 'incomplete',
          format: 'OpenEXR',
        });
      }),
    );
  });

  it('is incomplete when its table was never written, which happens last', async () => {
    const broken = Buffer.from(SCAN_LINES);
    broken.fill(0, broken.length - 3 * 14 - 3 * 8, broken.length - 3 * 14);
    expect((await findExrDefect(bytesInMemory(broken)))?.kind).toBe('incomplete');
  });

  it('with a compression that is not known yet is only looked at from outside', async () => {
    const unknown = file(FLAGS.scanLines, [[size(4, 3), compression(99)]], [chunk([0])]);
    expect(await findExrDefect(bytesInMemory(unknown))).toBeUndefined();
  });

  it('may be any bytes without causing an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const exr = Buffer.concat([SCAN_LINES.subarray(0, 8), bytes]);
        expect((await findExrDefect(bytesInMemory(exr)))?.kind ?? 'incomplete').toBe('incomplete');
      }),
    );
  });
});
