import type { Bytes } from './bytes.js';
import type { ImageDefect } from './defect.js';

const HEADER_LIMIT = 64 * 1024;
const CHANNELS = 4;

/** Larger files are not worth the memory. */
const SIZE_LIMIT = 1024 * 1024 * 1024;

/** Looks whether a Radiance file has all its scan lines, by following their run lengths. */
export async function findRadianceDefect(bytes: Bytes): Promise<ImageDefect | undefined> {
  const header = (await bytes.read(0, HEADER_LIMIT)).toString('latin1');
  const size = /\n\n[-+]Y (\d+) [-+]X (\d+)\n/.exec(header);
  if (!size) return bytes.size > HEADER_LIMIT ? undefined : incomplete();
  if (bytes.size > SIZE_LIMIT) return undefined;
  const [height, width] = [Number(size[1]), Number(size[2])];
  const pixels = await bytes.read(size.index + size[0].length, bytes.size);
  return linesEnd(pixels, width, height) > pixels.length ? incomplete() : undefined;
}

function incomplete(): ImageDefect {
  return { kind: 'incomplete', format: 'Radiance HDR' };
}

/** Where the last scan line ends, or a place behind the end of the bytes when it would. Pure. */
function linesEnd(pixels: Buffer, width: number, height: number): number {
  let at = 0;
  for (let line = 0; line < height && at <= pixels.length; line += 1) {
    const isCompressed = pixels[at] === 2 && pixels[at + 1] === 2 && pixels.length >= at + 4;
    if (isCompressed && pixels.readUInt16BE(at + 2) === width) at = lineEnd(pixels, at + 4, width);
    // An older compression is a rare thing; what is there of it may be all.
    else if (line === 0 && pixels.length < width * height * CHANNELS) return width > 7 && isOld(pixels) ? 0 : Infinity;
    else at += width * CHANNELS;
  }
  return at;
}

function lineEnd(pixels: Buffer, start: number, width: number): number {
  let at = start;
  for (let left = width * CHANNELS; left > 0;) {
    const code = pixels[at];
    if (code === undefined) return Infinity;
    const isRun = code > 128;
    left -= isRun ? code - 128 : Math.max(1, code);
    at += isRun ? 2 : 1 + code;
  }
  return at;
}

/** A pixel of ones in front of a count: the mark of the older compression. */
function isOld(pixels: Buffer): boolean {
  return pixels.includes(Buffer.from([1, 1, 1]));
}
