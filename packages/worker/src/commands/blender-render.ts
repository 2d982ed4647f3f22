import type { Command, CommandParameters } from './command.js';
import { splitArguments } from './exe-arguments.js';
import { ParameterReader } from './parameters.js';
import { RenderWatch } from './render-watch.js';
import { runCommandLine } from './run-command-line.js';
import type { CommandLine } from './run-command-line.js';

/**
 * Runs Blender, or whatever program takes its place (contract 00 D6.9): counts finished and skipped frames as steps and
 * hands images over for previews (contract 07 §14.5). A program that ended well still fails when a file that it
 * announced is missing, empty or cut off, and a Blender when it left out a frame that it was asked for.
 */
export const blenderRender: Command = async (parameters, ports, signal) => {
  const { line, checks } = readParameters(parameters, ports.checkResults);
  const file = await ports.programs.blender(line.exe);
  const watch = new RenderWatch(line, ports, signal, checks);
  try {
    const follow = { onLine: (text: string) => watch.take(text) };
    const { fullDisk } = await runCommandLine({ ...line, file }, ports, signal, follow).catch((error: unknown) => {
      throw signal.aborted ? error : watch.explain(error);
    });
    await watch.checkResults(fullDisk);
  } finally {
    watch.stop();
  }
};

function readParameters(
  parameters: CommandParameters,
  checksByDefault: boolean,
): { readonly line: CommandLine; readonly checks: boolean } {
  const read = new ParameterReader('blender-render', parameters);
  const exe = read.text('exe');
  const blendfile = read.textOrNothing('blendfile');
  const args = [
    ...splitArguments(read),
    ...read.texts('argsBefore'),
    ...(blendfile ? [blendfile] : []),
    ...read.texts('args'),
  ];
  return { line: { exe, args }, checks: read.yesOrNo('checkResults') ?? checksByDefault };
}
