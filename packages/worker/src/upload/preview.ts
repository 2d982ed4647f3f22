import { loadSharp } from '../results/load-sharp.js';

/** The largest image that a Manager keeps of a job (contract 02 §10.3), in pixels. */
const BOX = { width: 1920, height: 1080 };

/** JPEG quality of the original. */
const QUALITY = 85;

/** Thrown for an image that can be read but not be shown. */
export class FloatingPointImage extends Error {}

/**
 * Makes the JPEG that the Manager gets: fitted into what it keeps, transparency on black (contract 07 §17, 00 D6.7).
 *
 * @throws FloatingPointImage; what the decoder says
 */
export async function makePreview(path: string): Promise<Buffer> {
  const sharp = await loadSharp();
  const image = sharp(path, { failOn: 'error' });
  const { depth } = await image.metadata();
  if (depth === 'float' || depth === 'double') throw new FloatingPointImage();
  return image
    .resize({ ...BOX, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#000000' })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
