import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { DemoError } from './demo-error.mjs';
import { SCENE } from './scene.mjs';
import * as texts from './texts.mjs';

const PNG_START = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/**
 * The rendered frames in their order; rejects unless all are there as PNG files of the right size.
 * @param {string} folder
 * @returns {Promise<string[]>} absolute paths
 */
export async function checkedFrames(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
  const files = names.map((name) => path.join(folder, name));
  if (files.length !== SCENE.frames) throw new DemoError(texts.wrongFrameCount(files.length, SCENE.frames, folder));
  for (const file of files) {
    const size = pngSize(await readFile(file));
    if (size !== `${SCENE.width}x${SCENE.height}`) throw new DemoError(texts.wrongFrame(file, size));
  }
  return files;
}

/**
 * Pure: width and height of a PNG file, as `320x180`; undefined if it is none.
 * @param {Buffer} bytes
 */
export function pngSize(bytes) {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(PNG_START)) return undefined;
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}
