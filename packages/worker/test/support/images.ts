import sharp from 'sharp';

/** A small picture with some detail, in a format that sharp writes. */
export function makeImage(format: 'png' | 'jpeg' | 'tiff' | 'webp', size = 64): Promise<Buffer> {
  const pixels = Buffer.from(
    Array.from({ length: size * size * 3 }, (_, index) => (index * 37 + (index % 91) * 11) % 256),
  );
  return sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}
