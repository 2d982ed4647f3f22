import type { Bytes } from './bytes.js';
import type { ImageDefect } from './defect.js';
import { readExrLayout } from './exr-header.js';
import type { ExrLayout, ExrPart } from './exr-header.js';

const INCOMPLETE: ImageDefect = { kind: 'incomplete', format: 'OpenEXR' };

/** Headers are a few hundred bytes, or a few thousand with many layers; one with an image in it is larger. */
const HEADER_TRIES = [64 * 1024, 16 * 1024 * 1024];

/** What a table may take, in entries: 8 bytes each. */
const MOST_CHUNKS = 1_000_000;

/**
 * Looks whether an OpenEXR file has all its chunks of pixels. The table that names them is written last, with zeros in
 * its place before, so that a render that was broken off shows there. The pixels are not decoded.
 */
export async function findExrDefect(bytes: Bytes): Promise<ImageDefect | undefined> {
  const layout = await readLayout(bytes);
  if (!layout) return INCOMPLETE;
  const chunks = countChunks(layout.parts);
  if (chunks === undefined || chunks > MOST_CHUNKS) return undefined;
  const table = await bytes.read(layout.tableStart, chunks * 8);
  if (table.length < chunks * 8) return INCOMPLETE;
  const starts = Array.from({ length: chunks }, (_, index) => Number(table.readBigUInt64LE(index * 8)));
  const tableEnd = layout.tableStart + table.length;
  if (starts.some((start) => start < tableEnd || start >= bytes.size)) return INCOMPLETE;
  const last = starts.reduce((a, b) => Math.max(a, b), 0);
  return chunks === 0 || (await chunkFits(bytes, last, layout)) ? undefined : INCOMPLETE;
}

async function readLayout(bytes: Bytes): Promise<ExrLayout | undefined> {
  for (const length of HEADER_TRIES) {
    const layout = readExrLayout(await bytes.read(0, Math.min(length, bytes.size)));
    if (layout || length >= bytes.size) return layout;
  }
  return undefined;
}

function countChunks(parts: readonly ExrPart[]): number | undefined {
  let sum = 0;
  for (const { chunks } of parts) {
    if (chunks === undefined || chunks < 0) return undefined;
    sum += chunks;
  }
  return sum;
}

/** Whether the file is long enough for the chunk that begins there. */
async function chunkFits(bytes: Bytes, start: number, { parts, isMultiPart }: ExrLayout): Promise<boolean> {
  const numberBytes = isMultiPart ? 4 : 0;
  const head = await bytes.read(start, numberBytes + 20);
  if (head.length < numberBytes + 8) return false;
  const part = parts[isMultiPart ? head.readInt32LE(0) : 0];
  if (!part || part.isDeep) return true;
  // In front of its length a chunk has its scan line, or four numbers that say which tile it is.
  const lengthAt = numberBytes + (part.isTiled ? 16 : 4);
  if (head.length < lengthAt + 4) return false;
  return start + lengthAt + 4 + head.readUInt32LE(lengthAt) <= bytes.size;
}
