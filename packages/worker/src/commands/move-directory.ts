import { readdir, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as console from '../texts/command-console.js';
import { PATH_DOES_NOT_EXIST, systemErrorText } from '../texts/errors.js';
import { backupNotRestored, backupRestored, moveSourceMissing, moving, notMoved } from '../texts/task-log.js';
import { backupName, numberedBackupName } from './backup-name.js';
import { CommandError } from './command.js';
import type { Command, CommandPorts } from './command.js';
import { codeOf, exists } from './directories.js';
import { ParameterReader } from './parameters.js';

/** Renames a directory or file; what is at the destination already is moved aside first (contract 07 §14.7). */
export const moveDirectory: Command = async (parameters, ports) => {
  const read = new ParameterReader('move-directory', parameters);
  const [src, dest] = [read.text('src'), read.text('dest')];
  if (!(await exists(src))) {
    ports.log(moveSourceMissing(src));
    throw read.invalid('src', PATH_DOES_NOT_EXIST);
  }
  const backup = (await exists(dest)) ? await moveAside(dest, ports) : undefined;
  ports.logger.info({ src, dest }, console.MOVING_DIRECTORY);
  try {
    await move(src, dest, ports);
  } catch (error) {
    if (backup !== undefined) await restore(backup, dest, ports);
    throw error;
  }
};

async function moveAside(dest: string, ports: CommandPorts): Promise<string> {
  const backup = await chooseBackup(dest);
  ports.logger.info({ dest, backup }, console.MOVING_TO_BACKUP);
  await move(dest, backup, ports);
  return backup;
}

async function chooseBackup(dest: string): Promise<string> {
  const bare = dest.length > 1 ? dest.replace(/[/\\]+$/, '') : dest;
  const name = basename(bare);
  const modified = await stat(dest).catch((error: unknown) => {
    throw new CommandError(`stat ${dest}: ${systemErrorText(codeOf(error), error)}`);
  });
  const timestamped = backupName(name, modified.mtime);
  const directory = dirname(bare);
  if (!(await exists(join(directory, timestamped)))) return `${bare}${timestamped.slice(name.length)}`;
  const numbered = numberedBackupName(timestamped, await readdir(directory));
  return `${bare}${numbered.slice(name.length)}`;
}

async function move(from: string, to: string, ports: CommandPorts): Promise<void> {
  ports.log(moving(from, to));
  try {
    await rename(from, to);
  } catch (error) {
    const reason = `rename ${from} ${to}: ${systemErrorText(codeOf(error), error)}`;
    ports.log(notMoved(from, to, reason));
    throw new CommandError(reason);
  }
}

/** A move that failed must not cost the farm what was at the destination. */
async function restore(backup: string, dest: string, ports: CommandPorts): Promise<void> {
  try {
    await rename(backup, dest);
    ports.log(backupRestored(backup, dest));
  } catch (error) {
    ports.log(backupNotRestored(backup, dest, systemErrorText(codeOf(error), error)));
  }
}
