import type { FileHandle } from 'node:fs/promises';

/** Bytes that can be looked at in any place, without all of them being in memory. */
export interface Bytes {
  readonly size: number;
  /** The bytes from `position` on: fewer than `length` where they end before. */
  read(position: number, length: number): Promise<Buffer>;
}

/** The bytes of an open file. */
export function bytesOfFile(file: FileHandle, size: number): Bytes {
  return {
    size,
    read: async (position, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
  };
}

/** Bytes in memory. */
export function bytesInMemory(buffer: Buffer): Bytes {
  return {
    size: buffer.length,
    read: (position, length) => Promise.resolve(buffer.subarray(position, position + length)),
  };
}
