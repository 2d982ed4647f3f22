import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { isError } from '@flamenco/common';
import { bytesOfFile } from './bytes.js';
import type { Bytes } from './bytes.js';
import type { Defect } from './defect.js';
import { findExrDefect } from './exr.js';
import { SIGNATURE_BYTES, formatOf, promisedFormat } from './image-format.js';
import type { ImageFormat } from './image-format.js';
import { loadSharp } from './load-sharp.js';
import { PngFollower } from './png.js';
import { findRadianceDefect } from './radiance.js';
import { findTiffDefect } from './tiff.js';

const PIECE_BYTES = 1024 * 1024;

/**
 * Looks whether a file is there, has content, and holds the whole image that it begins as. Files of unknown kinds only
 * have to have some content.
 */
export async function findDefect(path: string): Promise<Defect | undefined> {
  let file: FileHandle | undefined;
  try {
    // Before it is opened: that never ends for a pipe.
    const found = await stat(path);
    if (!found.isFile()) return { kind: 'not-a-file' };
    if (found.size === 0) return { kind: 'empty' };
    file = await open(path, 'r');
    return await findInside(path, bytesOfFile(file, found.size));
  } catch (error) {
    return isError(error) && 'code' in error && error.code === 'ENOENT'
      ? { kind: 'missing' }
      : { kind: 'unreadable', error };
  } finally {
    await file?.close();
  }
}

async function findInside(path: string, bytes: Bytes): Promise<Defect | undefined> {
  const format = formatOf(await bytes.read(0, SIGNATURE_BYTES));
  const promised = promisedFormat(path);
  if (format) return await CHECKS[format](path, bytes);
  return promised && { kind: 'not-as-named', format: promised };
}

/** Each format in the cheapest way that finds a file that was cut off. */
const CHECKS: Readonly<Record<ImageFormat, (path: string, bytes: Bytes) => Promise<Defect | undefined>>> = {
  PNG: findPngDefect,
  JPEG: findJpegDefect,
  TIFF: (_path, bytes) => findTiffDefect(bytes),
  WebP: (_path, bytes) => findWebpDefect(bytes),
  OpenEXR: (_path, bytes) => findExrDefect(bytes),
  'Radiance HDR': (_path, bytes) => findRadianceDefect(bytes),
};

async function findPngDefect(path: string): Promise<Defect | undefined> {
  const follower = new PngFollower();
  for await (const bytes of createReadStream(path, { highWaterMark: PIECE_BYTES })) follower.push(bytes as Buffer);
  return follower.end();
}

/** Where a JPEG ends shows only when it is decoded; a small result makes that cheap (4K: 80 ms instead of 160). */
async function findJpegDefect(path: string): Promise<Defect | undefined> {
  const sharp = await loadSharp();
  try {
    const image = sharp(path, { failOn: 'truncated', limitInputPixels: false });
    await image.resize(16, 16, { fit: 'fill' }).raw().toBuffer();
    return undefined;
  } catch (error) {
    return describeDecoderError(error);
  }
}

/** A variant that the decoder does not know is no defect of the file. */
function describeDecoderError(error: unknown): Defect | undefined {
  const text = isError(error) ? error.message : '';
  if (/unsupported/i.test(text)) return undefined;
  return { kind: /premature end/i.test(text) ? 'incomplete' : 'damaged', format: 'JPEG' };
}

/** The container says how long it is. */
async function findWebpDefect(bytes: Bytes): Promise<Defect | undefined> {
  const header = await bytes.read(0, SIGNATURE_BYTES);
  return 8 + header.readUInt32LE(4) > bytes.size ? { kind: 'incomplete', format: 'WebP' } : undefined;
}
