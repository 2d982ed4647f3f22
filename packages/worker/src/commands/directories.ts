import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isError } from '@flamenco/common';
import { systemErrorText } from '../texts/errors.js';
import { CommandError } from './command.js';

/** Whether something is there, or might be: only a clear "does not exist" says no (contract 07 §14.7). */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ENOENT';
  }
}

/**
 * Creates a directory and the missing ones above it. One that exists already is fine.
 *
 * @throws CommandError naming the directory that could not be created, which may be one above
 */
export async function makeDirectories(path: string, mode: number): Promise<void> {
  const kind = await kindOf(path);
  if (kind === 'directory') return;
  if (kind === 'other') throw new CommandError(`mkdir ${path}: ${systemErrorText('ENOTDIR')}`);
  const parent = dirname(path);
  if (resolve(parent) !== resolve(path)) await makeDirectories(parent, mode);
  await makeOne(path, mode);
}

/** Another Worker may create the same directory at the same time. */
async function makeOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if ((await kindOf(path)) === 'directory') return;
    throw new CommandError(`mkdir ${path}: ${systemErrorText(codeOf(error), error)}`);
  }
}

async function kindOf(path: string): Promise<'directory' | 'other' | 'unknown'> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'other';
  } catch {
    return 'unknown';
  }
}

/** The system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return isError(error) && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
