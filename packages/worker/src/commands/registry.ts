import { unknownCommand } from '../texts/errors.js';
import { blenderRender } from './blender-render.js';
import { CommandError } from './command.js';
import type { Command } from './command.js';
import { copyFile } from './copy-file.js';
import { echo } from './echo.js';
import { exec } from './exec.js';
import { framesToVideo } from './frames-to-video.js';
import { makeDirectory } from './make-directory.js';
import { moveDirectory } from './move-directory.js';
import { sleep } from './sleep.js';

/** Every command that a Worker knows, under the name that job types use (contract 07 §14.1). */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['echo', echo],
  ['sleep', sleep],
  ['exec', exec],
  ['blender-render', blenderRender],
  ['frames-to-video', framesToVideo],
  ['make-directory', makeDirectory],
  ['move-directory', moveDirectory],
  ['copy-file', copyFile],
]);

/**
 * The command of that name.
 *
 * @throws CommandError when there is none
 */
export function findCommand(name: string): Command {
  const command = COMMANDS.get(name);
  if (!command) throw new CommandError(unknownCommand(name));
  return command;
}
