import { describe, expect, it } from '@jest/globals';
import { canBePreview } from './image-kind.js';

describe('a file', () => {
  it.each([
    ['PNG', '\x89PNG\r\n\x1a\n\0\0\0\r'],
    ['JPEG', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['TIFF of a PC', 'II*\0\x08\0\0\0'],
    ['TIFF of a Mac', 'MM\0*\0\0\0\x08'],
    ['WebP', 'RIFF\x24\0\0\0WEBP'],
  ])('%s can be a preview', (_kind, header) => {
    expect(canBePreview(Buffer.from(header, 'latin1'))).toBe(true);
  });

  it.each([
    ['OpenEXR', 'v/1\x01\x02\0\0\0'],
    ['a video', '\0\0\0\x20ftypisom'],
    ['a sound', 'RIFF\x24\0\0\0WAVE'],
    ['nothing', ''],
    ['half a PNG', '\x89PN'],
  ])('%s cannot', (_kind, header) => {
    expect(canBePreview(Buffer.from(header, 'latin1'))).toBe(false);
  });
});
