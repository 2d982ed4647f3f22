import { lstat, open } from 'node:fs/promises';

/** No configuration is larger, in bytes; what is may be a film, a log or a device without end. */
export const LARGEST_FILE = 2 ** 20;

/** What was found in the place of a file. */
export type FoundFile =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'dangling-link' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a file of at most `LARGEST_FILE` bytes. Never rejects. */
export async function readBytes(file: string): Promise<FoundFile> {
  try {
    const bytes = await readUpTo(file, LARGEST_FILE + 1);
    return bytes.length > LARGEST_FILE ? { kind: 'too-large' } : { kind: 'bytes', bytes };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') return { kind: 'unreadable', reason: message };
    const isLink = await lstat(file).then(
      () => true,
      () => false,
    );
    return { kind: isLink ? 'dangling-link' : 'missing' };
  }
}

async function readUpTo(file: string, most: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(most);
    let length = 0;
    for (let read = 1; read > 0 && length < most; length += read) {
      ({ bytesRead: read } = await handle.read(buffer, length, most - length));
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}
