import { chmod, lstat, mkdir, open, readdir, readlink, symlink, utimes } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { NOT_A_FILE, systemErrorText } from '../texts/errors.js';
import { CommandError } from './command.js';
import { copyBytes } from './copy-bytes.js';
import { codeOf } from './directories.js';

/** How a copy goes on, and how it is stopped. */
export interface CopyControl {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** Bytes of all files in a directory, or of one file. */
export async function treeSize(path: string): Promise<number> {
  const found = await lstat(path);
  if (!found.isDirectory()) return found.isFile() ? found.size : 0;
  let sum = 0;
  for (const name of await readdir(path)) sum += await treeSize(join(path, name));
  return sum;
}

/**
 * Copies a directory with all that is in it, or a file or link. Links stay links, modes and times are kept where the
 * storage can. What is copied before an error stays.
 *
 * @throws CommandError that names the file that could not be copied; the signal's reason when aborted
 */
export async function copyTree(from: string, to: string, control: CopyControl): Promise<void> {
  control.signal.throwIfAborted();
  const found = await attempt(from, lstat(from));
  if (found.isSymbolicLink()) return attempt(from, copyLink(from, to));
  if (found.isDirectory()) await copyDirectory(from, to, control);
  else if (found.isFile()) await attempt(from, copyFile(from, to, control));
  else throw new CommandError(`copy ${from}: ${NOT_A_FILE}`);
  await keepModeAndTimes(to, found);
}

async function copyDirectory(from: string, to: string, control: CopyControl): Promise<void> {
  await attempt(from, mkdir(to));
  for (const name of await attempt(from, readdir(from))) await copyTree(join(from, name), join(to, name), control);
}

async function copyLink(from: string, to: string): Promise<void> {
  await symlink(await readlink(from), to);
}

async function copyFile(from: string, to: string, { signal, onBytes }: CopyControl): Promise<void> {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx');
    try {
      await copyBytes(source, target, signal, onBytes);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Some storages know neither; the content is what counts. */
async function keepModeAndTimes(path: string, { mode, atime, mtime }: Stats): Promise<void> {
  await chmod(path, mode & 0o7777).catch(() => undefined);
  await utimes(path, atime, mtime).catch(() => undefined);
}

/** Turns an error of the system into one that says what could not be copied. */
async function attempt<T>(path: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    const code = codeOf(error);
    throw code === '' || code === 'ABORT_ERR'
      ? error
      : new CommandError(`copy ${path}: ${systemErrorText(code, error)}`);
  });
}
