import { open } from 'node:fs/promises';

/** The most that has to be looked at. */
const HEADER_BYTES = 12;

const SIGNATURES: readonly (readonly [offset: number, bytes: Buffer])[] = [
  [0, Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  [0, Buffer.from('\xff\xd8\xff', 'latin1')],
  [0, Buffer.from('II*\0', 'latin1')],
  [0, Buffer.from('MM\0*', 'latin1')],
  [8, Buffer.from('WEBP', 'latin1')],
];

/** Whether a file begins like an image that can become a preview: PNG, JPEG, TIFF, WebP, whatever it is called. Pure. */
export function canBePreview(header: Buffer): boolean {
  return SIGNATURES.some(([offset, bytes]) => header.subarray(offset, offset + bytes.length).equals(bytes));
}

/** @throws what the file system says */
export async function readHeader(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
