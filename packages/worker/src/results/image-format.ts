import { extname } from 'node:path';

/** The kinds of images that can be told apart and checked. */
export type ImageFormat = 'PNG' | 'JPEG' | 'TIFF' | 'WebP' | 'OpenEXR' | 'Radiance HDR';

/** As many bytes from the beginning of a file as `formatOf` looks at. */
export const SIGNATURE_BYTES = 12;

const SIGNATURES: readonly (readonly [ImageFormat, offset: number, bytes: Buffer])[] = [
  ['PNG', 0, Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ['JPEG', 0, Buffer.from('\xff\xd8\xff', 'latin1')],
  ['TIFF', 0, Buffer.from('II*\0', 'latin1')],
  ['TIFF', 0, Buffer.from('MM\0*', 'latin1')],
  ['WebP', 8, Buffer.from('WEBP', 'latin1')],
  ['OpenEXR', 0, Buffer.from('v/1\x01', 'latin1')],
  ['Radiance HDR', 0, Buffer.from('#?', 'latin1')],
];

/** Extensions of the files that Blender writes in these formats. */
const EXTENSIONS: Readonly<Record<string, ImageFormat>> = {
  '.png': 'PNG',
  '.jpg': 'JPEG',
  '.jpeg': 'JPEG',
  '.tif': 'TIFF',
  '.tiff': 'TIFF',
  '.webp': 'WebP',
  '.exr': 'OpenEXR',
  '.hdr': 'Radiance HDR',
};

/** The format that a file with these first bytes has, whatever it is called. Pure. */
export function formatOf(header: Buffer): ImageFormat | undefined {
  return SIGNATURES.find(([, offset, bytes]) => header.subarray(offset, offset + bytes.length).equals(bytes))?.[0];
}

/** The format that a file of this name should have. Pure. */
export function promisedFormat(path: string): ImageFormat | undefined {
  return EXTENSIONS[extname(path).toLowerCase()];
}
