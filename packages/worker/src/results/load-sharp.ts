import type { Sharp, SharpOptions } from 'sharp';

/** Loads the decoder when it is first needed: that takes a while, and many Workers never need it. */
export async function loadSharp(): Promise<(input: string, options: SharpOptions) => Sharp> {
  const { default: sharp } = await import('sharp');
  // Rendering needs the processors more than previews do, and files are replaced under their names.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
