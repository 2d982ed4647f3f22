import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '@flamenco/common';
import { LAST_RENDERED_FILES } from './job-directories.js';

/** The boxes that the images of a job must fit into, in pixels, in the order of LAST_RENDERED_FILES. */
const BOXES = [
  { width: 1920, height: 1080 },
  { width: 600, height: 338 },
  { width: 200, height: 112 },
] as const;
const JPEG_QUALITY = 85;

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size of the same proportions inside `box`; never larger than the image (contract 02 §10.3). Pure. */
export function fitInside(image: Size, box: Size): Size {
  const scale = Math.min(1, box.width / image.width, box.height / image.height);
  const side = (length: number) => Math.max(1, Math.floor(length * scale));
  return { width: side(image.width), height: side(image.height) };
}

/**
 * Makes the three JPEGs of a job in `directory` from a JPEG or PNG, each from the one before; a reader never sees half
 * a file. Throws when the bytes are no image.
 */
export async function writeThumbnails(image: Uint8Array, directory: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  await mkdir(directory, { recursive: true, mode: 0o755 });
  let source = await sharp(image).rotate().flatten({ background: '#000' }).png({ compressionLevel: 0 }).toBuffer();
  for (const [index, file] of LAST_RENDERED_FILES.entries()) {
    const { width, height } = await sharp(source).metadata();
    const size = fitInside({ width, height }, BOXES[index] ?? BOXES[0]);
    source = await sharp(source)
      .resize({ ...size, fit: 'fill', kernel: 'lanczos3' })
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer();
    await writeAtomically(path.join(directory, file), source);
  }
}

async function writeAtomically(file: string, bytes: Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, bytes, { mode: 0o644 });
    await replaceFile(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
