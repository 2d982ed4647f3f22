import { readBlenderLine } from '../blender/output-lines.js';
import * as console from '../texts/command-console.js';
import { blenderComplained } from '../texts/task-log.js';
import type { Command, CommandParameters, CommandPorts } from './command.js';
import { splitArguments } from './exe-arguments.js';
import { ParameterReader } from './parameters.js';
import { runCommandLine } from './run-command-line.js';
import type { CommandLine } from './run-command-line.js';

/**
 * Runs Blender, or whatever program takes its place (contract 00 D6.9): counts finished and skipped frames as steps and
 * hands images over for previews (contract 07 §14.5).
 */
export const blenderRender: Command = async (parameters, ports, signal) => {
  const line = readCommandLine(parameters);
  const file = await ports.programs.blender(line.exe);
  const complaints: string[] = [];
  try {
    await runCommandLine({ ...line, file }, ports, signal, (text) => follow(text, ports, complaints));
  } catch (error) {
    const last = complaints.at(-1);
    if (last !== undefined && !signal.aborted) ports.log(blenderComplained(last));
    throw error;
  }
};

function readCommandLine(parameters: CommandParameters): CommandLine {
  const read = new ParameterReader('blender-render', parameters);
  const exe = read.text('exe');
  const blendfile = read.textOrNothing('blendfile');
  const args = [
    ...splitArguments(read),
    ...read.texts('argsBefore'),
    ...(blendfile ? [blendfile] : []),
    ...read.texts('args'),
  ];
  return { exe, args };
}

function follow(text: string, ports: CommandPorts, complaints: string[]): void {
  const line = readBlenderLine(text);
  if (line.savedPath !== undefined) ports.outputProduced(line.savedPath);
  if (line.frameDuration !== undefined) {
    ports.logger.info({ duration: line.frameDuration }, console.FRAME_RENDERED);
    ports.stepsCompleted(1);
  }
  if (line.frameSkipped) {
    ports.logger.info(console.FRAME_SKIPPED);
    ports.stepsCompleted(1);
  }
  if (line.complaint !== undefined) complaints.splice(0, complaints.length, line.complaint);
}
