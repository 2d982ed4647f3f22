import type { Command } from './command.js';
import { ParameterReader } from './parameters.js';
import { runCommandLine } from './run-command-line.js';

/** Runs any program, without a shell (contract 07 §14.4). */
export const exec: Command = async (parameters, ports, signal) => {
  const read = new ParameterReader('exec', parameters);
  const exe = read.text('exe');
  await runCommandLine({ exe, args: read.texts('args') }, ports, signal);
};
