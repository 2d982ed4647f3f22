import { randomBytes } from 'node:crypto';
import { realpath, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { copyingFiles } from '../texts/activities.js';
import { describeSystemError, systemErrorText } from '../texts/errors.js';
import { movingAcross, sourceNotRemoved } from '../texts/task-log.js';
import { CommandError } from './command.js';
import type { CommandPorts } from './command.js';
import { copyTree, treeSize } from './copy-tree.js';
import { ThrottledActivity } from './throttled-activity.js';

/**
 * Moves a directory or file to another file system: copies it to a name of its own beside the destination, renames it
 * when it is complete, and only then removes the source. Whatever fails before leaves the source as it was, and nothing
 * at the destination.
 *
 * @throws CommandError; the signal's reason when aborted
 */
export async function moveAcross(src: string, dest: string, ports: CommandPorts, signal: AbortSignal): Promise<void> {
  await mustNotBeInside(dest, src);
  ports.log(movingAcross(src, dest));
  const partial = join(dirname(dest), `.move-${randomBytes(6).toString('hex')}.part`);
  try {
    await copyWithProgress(src, partial, ports, signal);
    await rename(partial, dest);
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw error instanceof CommandError || signal.aborted ? error : new CommandError(describeSystemError(error));
  }
  await removeSource(src, ports);
}

/** Such a copy would never end. */
async function mustNotBeInside(dest: string, src: string): Promise<void> {
  const [inner, outer] = await Promise.all([realpath(dirname(dest)), realpath(src)]);
  if (!`${resolve(inner)}${sep}`.startsWith(`${resolve(outer)}${sep}`)) return;
  throw new CommandError(`rename ${src} ${dest}: ${systemErrorText('EINVAL')}`);
}

async function copyWithProgress(src: string, to: string, ports: CommandPorts, signal: AbortSignal): Promise<void> {
  const total = await treeSize(src);
  const activity = new ThrottledActivity(ports.clock, (text) => ports.activity(text));
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    activity.offer(() => copyingFiles(src, done, total));
  };
  await copyTree(src, to, { signal, onBytes }).finally(() => activity.stop());
}

/** All that was to be moved is at its destination; failing now would make a second try move what is left over it. */
async function removeSource(src: string, ports: CommandPorts): Promise<void> {
  await rm(src, { recursive: true, force: true }).catch((error: unknown) => {
    ports.log(sourceNotRemoved(src, describeSystemError(error)));
  });
}
