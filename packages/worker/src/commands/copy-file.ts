import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { copyingFiles } from '../texts/activities.js';
import * as errors from '../texts/errors.js';
import * as log from '../texts/task-log.js';
import { CommandError } from './command.js';
import type { Command, CommandParameters, CommandPorts } from './command.js';
import { copyBytes } from './copy-bytes.js';
import { codeOf, exists, makeDirectories } from './directories.js';
import { ParameterReader } from './parameters.js';
import { ThrottledActivity } from './throttled-activity.js';

/** Modes before the umask; neither mode nor times of the source are kept. */
const DIRECTORY_MODE = 0o750;
const FILE_MODE = 0o666;

/** Copies one file to a place where none is yet (contract 07 §14.7). */
export const copyFile: Command = async (parameters, ports, signal) => {
  const say = (message: string) => ports.log(log.copyFile(message));
  const paths = await readPaths(parameters, say);
  const { src, dest } = paths;
  say(log.copying(src, dest));
  try {
    await copy(paths, ports, signal);
  } catch (error) {
    if (error instanceof CommandError) say(error.message);
    throw error;
  }
  say(log.copied(src, dest));
};

type Say = (message: string) => void;

interface Paths {
  readonly src: string;
  readonly dest: string;
}

async function readPaths(parameters: CommandParameters, say: Say): Promise<Paths> {
  const read = new ParameterReader('copy-file', parameters);
  const refuse = (message: string, error: CommandError): never => {
    say(message);
    throw error;
  };
  const src = read.textIfAny('src') || refuse(log.pathMissing('src'), read.missing('src'));
  if (!isAbsolute(src)) refuse(log.sourceNotAbsolute(src), read.invalid('src', errors.PATH_NOT_ABSOLUTE));
  if (!(await exists(src))) refuse(log.sourceMissing(src), read.invalid('src', errors.PATH_DOES_NOT_EXIST));
  const dest = read.textIfAny('dest') || refuse(log.pathMissing('dest'), read.missing('dest'));
  if (!isAbsolute(dest)) refuse(log.destNotAbsolute(dest), read.invalid('dest', errors.PATH_NOT_ABSOLUTE));
  if (await exists(dest)) refuse(log.destExists(dest), read.invalid('dest', errors.PATH_EXISTS));
  return { src, dest };
}

async function copy(paths: Paths, ports: CommandPorts, signal: AbortSignal): Promise<void> {
  const { src, dest } = paths;
  await mustBeFile(src);
  const source = await open(src, 'r').catch(because((reason) => errors.sourceNotOpened(src, reason)));
  try {
    await makeDirectories(dirname(dest), DIRECTORY_MODE).catch(
      because((reason) => errors.directoriesNotCreated(dirname(dest), reason)),
    );
    await copyInto(source, paths, ports, signal);
  } finally {
    await source.close();
  }
}

async function mustBeFile(src: string): Promise<void> {
  const found = await stat(src).catch(because((reason) => errors.sourceInvalid(src, `stat ${src}: ${reason}`)));
  if (!found.isFile()) throw new CommandError(errors.sourceInvalid(src, `stat ${src}: ${errors.NOT_A_FILE}`));
}

/**
 * Under another name until it is complete: whatever happens on the way, a second try finds the destination free. That
 * name is a short one, because the destination's may be as long as names can be.
 */
async function copyInto(
  source: FileHandle,
  { src, dest }: Paths,
  ports: CommandPorts,
  signal: AbortSignal,
): Promise<void> {
  const partial = join(dirname(dest), `.copy-${randomBytes(6).toString('hex')}.part`);
  const target = await open(partial, 'wx', FILE_MODE).catch(
    because((reason) => errors.destinationNotCreated(dest, reason)),
  );
  try {
    await copyWithProgress(source, target, src, ports, signal).finally(() => target.close());
    await rename(partial, dest);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    because((reason) => errors.notCopied(src, dest, reason))(error);
  }
}

async function copyWithProgress(
  source: FileHandle,
  target: FileHandle,
  src: string,
  ports: CommandPorts,
  signal: AbortSignal,
): Promise<void> {
  const { size } = await source.stat();
  const activity = new ThrottledActivity(ports.clock, (text) => ports.activity(text));
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    activity.offer(() => copyingFiles(src, done, size));
  };
  await copyBytes(source, target, signal, onBytes).finally(() => activity.stop());
}

/** Turns an error of the system into the command's; one that has its text already stays. */
function because(describe: (reason: string) => string): (error: unknown) => never {
  return (error) => {
    const reason = error instanceof CommandError ? error.message : errors.systemErrorText(codeOf(error), error);
    throw new CommandError(describe(reason));
  };
}
