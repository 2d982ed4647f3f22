import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemErrorText } from '../texts/errors.js';
import { backupName, numberedBackupName } from './backup-name.js';
import { CommandError } from './command.js';
import { codeOf, exists } from './directories.js';

/**
 * The path to which a directory or file is moved aside: one beside it that is free (contract 07 §14.7).
 *
 * @throws CommandError when it cannot be looked at
 */
export async function chooseBackup(path: string): Promise<string> {
  const bare = withoutSlashes(path);
  const name = basename(bare);
  const directory = dirname(bare);
  const { mtime } = await attempt('stat', path, stat(path));
  const timestamped = backupName(name, mtime);
  if (!(await exists(join(directory, timestamped)))) return `${bare}${timestamped.slice(name.length)}`;
  const numbered = numberedBackupName(timestamped, await attempt('open', directory, readdir(directory)));
  return `${bare}${numbered.slice(name.length)}`;
}

/** A path without the slashes at its end. Pure. */
export function withoutSlashes(path: string): string {
  return path.length > 1 ? path.replace(/(?<=.)[/\\]+$/, '') : path;
}

async function attempt<T>(call: string, path: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw new CommandError(`${call} ${path}: ${systemErrorText(codeOf(error), error)}`);
  });
}
