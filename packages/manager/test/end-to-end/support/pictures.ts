import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

interface Picture {
  readonly data: Buffer;
  /** Width, height, channels. */
  readonly size: readonly number[];
}

export async function pixels(file: string): Promise<Picture> {
  const { data, info } = await sharp(await readFile(file))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, size: [info.width, info.height, info.channels] };
}

/**
 * How two renders of one picture differ: the most of any channel in 1/255, and the peak signal-to-noise ratio in decibels.
 *
 * @throws when they are of different sizes
 */
export async function difference(a: string, b: string): Promise<{ readonly most: number; readonly psnr: number }> {
  const [first, second] = [await pixels(a), await pixels(b)];
  if (String(first.size) !== String(second.size))
    throw new Error(`${String(first.size)} is not ${String(second.size)}`);
  const differences = [...first.data].map((value, index) => value - (second.data[index] ?? NaN));
  const meanSquare = differences.reduce((sum, value) => sum + value * value, 0) / differences.length;
  return { most: Math.max(...differences.map(Math.abs)), psnr: 10 * Math.log10(255 ** 2 / meanSquare) };
}
