import { open, readFile, realpath } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { readBytes } from './read-bytes.js';

/**
 * A single file that is mounted into a container cannot be replaced, only written to, so whoever reads it after a crash
 * may find a part of it. While it is written it begins with this comment, which is the last thing that is overwritten.
 */
export const UNFINISHED = '# NOT COMPLETE: still being written.';

/** Where the settings are that the file had before. */
export const formerFile = (file: string) => `${file}.bak`;

/** Whether somebody died while writing this file. Pure. */
export function isUnfinished(bytes: Buffer): boolean {
  return bytes.subarray(0, UNFINISHED.length).toString('latin1') === UNFINISHED;
}

/**
 * Writes a file in its place, so that it is recognized if it is never finished. Its former text has to be safe elsewhere.
 * Rejects when it cannot be written; then it may be unfinished.
 */
export async function writeInPlace(file: string, text: string | Buffer): Promise<void> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const rest = bytes.subarray(UNFINISHED.length);
  const handle = await open(file, 'r+');
  try {
    await writeAt(handle, Buffer.from(UNFINISHED), 0);
    await handle.sync();
    await writeAt(handle, rest, UNFINISHED.length);
    await handle.truncate(UNFINISHED.length + rest.length);
    await handle.sync();
    await writeAt(handle, bytes.subarray(0, UNFINISHED.length), 0);
    await handle.truncate(bytes.length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

/**
 * Gives an unfinished file the settings back that it had before.
 *
 * @returns whether it did; false also when they are not there or the file cannot be written, which reading it tells
 */
export async function restoreUnfinished(file: string): Promise<boolean> {
  try {
    const target = await realpath(file);
    const found = await readBytes(target);
    if (found.kind !== 'bytes' || !isUnfinished(found.bytes)) return false;
    await writeInPlace(target, await readFile(formerFile(target)));
    return true;
  } catch {
    return false;
  }
}
