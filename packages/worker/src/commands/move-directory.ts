import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorText } from '@flamenco/common';
import * as console from '../texts/command-console.js';
import { PATH_DOES_NOT_EXIST, systemErrorText } from '../texts/errors.js';
import { backupNotRestored, backupRestored, moveSourceMissing, moving, notMoved } from '../texts/task-log.js';
import { chooseBackup, withoutSlashes } from './choose-backup.js';
import { CommandError } from './command.js';
import type { Command, CommandPorts } from './command.js';
import { codeOf, exists, makeDirectories } from './directories.js';
import { moveAcross } from './move-across.js';
import { ParameterReader } from './parameters.js';

/** Of parents that are missing, before the umask; as make-directory does it. */
const PARENT_MODE = 0o775;

/**
 * Renames a directory or file, and copies it where it has to go to another file system; what is at the destination
 * already is moved aside first, and back when the move fails (contract 07 §14.7).
 */
export const moveDirectory: Command = async (parameters, ports, signal) => {
  const read = new ParameterReader('move-directory', parameters);
  const [src, dest] = [read.text('src'), read.text('dest')];
  if (!(await exists(src))) {
    ports.log(moveSourceMissing(src));
    throw read.invalid('src', PATH_DOES_NOT_EXIST);
  }
  const backup = (await exists(dest)) ? await moveAside(dest, ports) : undefined;
  ports.logger.info({ src, dest }, console.MOVING_DIRECTORY);
  try {
    await moveInto(src, dest, ports, signal);
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

async function moveInto(src: string, dest: string, ports: CommandPorts, signal: AbortSignal): Promise<void> {
  await move(src, dest, ports, async () => {
    await makeDirectories(dirname(withoutSlashes(dest)), PARENT_MODE);
    await rename(src, dest).catch((error: unknown) => {
      if (codeOf(error) !== 'EXDEV') throw error;
      return moveAcross(src, withoutSlashes(dest), ports, signal);
    });
  });
}

async function move(
  from: string,
  to: string,
  ports: CommandPorts,
  work: () => Promise<void> = () => rename(from, to),
): Promise<void> {
  ports.log(moving(from, to));
  try {
    await work();
  } catch (error) {
    const code = codeOf(error);
    const reason = code === '' ? errorText(error) : `rename ${from} ${to}: ${systemErrorText(code, error)}`;
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
