import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { checkedFrames, pngSize } from './frames.mjs';

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'flamenco-frames-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (count: number, bytes: Buffer) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      writeFile(path.join(folder, `${String(index + 1).padStart(6, '0')}.png`), bytes),
    ),
  );

it('gives the frames in order', async () => {
  await write(24, png(320, 180));
  await writeFile(path.join(folder, 'video.mp4'), '');
  const frames = await checkedFrames(folder);
  expect(frames).toHaveLength(24);
  expect(frames[0]).toBe(path.join(folder, '000001.png'));
});

it('refuses missing frames, frames of another size and other files', async () => {
  await write(23, png(320, 180));
  await expect(checkedFrames(folder)).rejects.toThrow(`24 frames in ${folder}, but there are 23`);
  await write(24, png(160, 90));
  await expect(checkedFrames(folder)).rejects.toThrow('has the size 160x90');
  await write(24, Buffer.from('<html>'));
  await expect(checkedFrames(folder)).rejects.toThrow('is not a PNG file');
});

it('reads no size from a file that was cut off', () => {
  expect(pngSize(png(320, 180).subarray(0, 20))).toBeUndefined();
});
