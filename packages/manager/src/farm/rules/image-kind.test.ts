import { expect, it } from '@jest/globals';
import { isImage } from './image-kind.js';

it('knows images by how they begin', () => {
  expect(isImage(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d]))).toBe(true);
  expect(isImage(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe(true);
  expect(isImage(new Uint8Array([0xff, 0xd8]))).toBe(false);
  expect(isImage(new TextEncoder().encode('v/1\x01 an EXR'))).toBe(false);
  expect(isImage(new Uint8Array())).toBe(false);
});
