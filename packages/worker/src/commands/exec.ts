import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ResultCheck } from '../results/result-check.js';
import { diskFull } from '../texts/errors.js';
import * as results from '../texts/results.js';
import { CommandError } from './command.js';
import type { Command, CommandPorts } from './command.js';
import { ParameterReader } from './parameters.js';
import { runCommandLine } from './run-command-line.js';

/**
 * Runs any program, without a shell (contract 07 §14.4). Additions that the original does not look at: `cwd`, the working
 * directory; `env`, variables by name; `expectedFiles`, which have to be there when the program is done; `preview`, an
 * image of them to show. Paths are relative to the working directory.
 */
export const exec: Command = async (parameters, ports, signal) => {
  const read = new ParameterReader('exec', parameters);
  const line = { exe: read.text('exe'), args: read.texts('args') };
  const cwd = read.textIfAny('cwd');
  const env = read.textsByName('env');
  const expected = read.texts('expectedFiles').map((path) => resolve(cwd, path));
  const preview = read.textIfAny('preview');

  if (cwd !== '') await requireDirectory(cwd);
  const { fullDisk } = await runCommandLine({ ...line, env, ...(cwd === '' ? {} : { cwd }) }, ports, signal);
  await requireFiles(expected, fullDisk, ports, signal);
  if (preview !== '') ports.outputProduced(resolve(cwd, preview));
};

/** Otherwise the system would say that the program does not exist. */
async function requireDirectory(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new CommandError(results.noWorkingDirectory(path));
}

/** What the files are called is the business of the program. */
async function requireFiles(
  paths: readonly string[],
  fullDisk: string | undefined,
  ports: CommandPorts,
  signal: AbortSignal,
): Promise<void> {
  const check = new ResultCheck(signal);
  for (const path of paths) check.announced(path);
  const defective = (await check.defects()).filter(({ defect }) => defect.kind !== 'not-as-named');
  signal.throwIfAborted();
  for (const file of defective) ports.logLine(results.resultLine(results.expectedFile(file), 'exec'));
  if (defective.length === 0) return;
  const failure = results.expectedFiles(defective);
  throw new CommandError(fullDisk === undefined ? failure : diskFull(failure, fullDisk));
}
