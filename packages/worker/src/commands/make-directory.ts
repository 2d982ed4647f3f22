import { errorText } from '@flamenco/common';
import * as console from '../texts/command-console.js';
import { directoryNotMade, makingDirectory } from '../texts/task-log.js';
import type { Command } from './command.js';
import { makeDirectories } from './directories.js';
import { ParameterReader } from './parameters.js';

/** Before the umask: other users of the farm's storage may read. */
const MODE = 0o775;

/** Creates a directory with its parents (contract 07 §14.7). */
export const makeDirectory: Command = async (parameters, ports) => {
  const path = new ParameterReader('make-directory', parameters).text('path');
  ports.logger.info({ path }, console.CREATING_DIRECTORY);
  ports.log(makingDirectory(path));
  try {
    await makeDirectories(path, MODE);
  } catch (error) {
    ports.log(directoryNotMade(path, errorText(error)));
    throw error;
  }
};
