import { open } from 'node:fs/promises';
import { SIGNATURE_BYTES, formatOf } from '../results/image-format.js';
import type { ImageFormat } from '../results/image-format.js';

/** What the decoder reads, and a Manager can show. */
const SHOWN: readonly (ImageFormat | undefined)[] = ['PNG', 'JPEG', 'TIFF', 'WebP'];

/** Whether a file begins like an image that can become a preview, whatever it is called. Pure. */
export function canBePreview(header: Buffer): boolean {
  return SHOWN.includes(formatOf(header));
}

/** @throws what the file system says */
export async function readHeader(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
