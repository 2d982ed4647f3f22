import { videoArguments } from '../ffmpeg/arguments.js';
import { countFrames, writeFrameIndex } from '../ffmpeg/frame-index.js';
import type { FrameInput } from '../ffmpeg/arguments.js';
import { describeSystemError, noFramesFound } from '../texts/errors.js';
import { CommandError } from './command.js';
import type { Command, CommandPorts } from './command.js';
import { EncodingWatch } from './encoding-watch.js';
import { splitArguments } from './exe-arguments.js';
import { ParameterReader } from './parameters.js';
import { runCommandLine } from './run-command-line.js';

/** Joins rendered images into a video with FFmpeg (contract 07 §14.6). */
export const framesToVideo: Command = async (parameters, ports, signal) => {
  const read = new ParameterReader('frames-to-video', parameters);
  const named = read.text('exe');
  const settings = {
    exeArgs: splitArguments(read),
    argsBefore: read.texts('argsBefore'),
    fps: read.number('fps'),
    args: read.texts('args'),
    outputFile: read.text('outputFile'),
  };
  const inputGlob = read.text('inputGlob');
  const exe = await chooseProgram(named, read, ports);
  const watch = new EncodingWatch(ports, await countFrames(inputGlob));
  try {
    await withInput(inputGlob, settings.fps, ports.platform, (input) =>
      runCommandLine({ exe, args: videoArguments({ ...settings, input }) }, ports, signal, watch),
    );
  } finally {
    watch.stop();
  }
};

/** A bare `ffmpeg` is the one of this machine; anything else is taken at its word. */
async function chooseProgram(exe: string, read: ParameterReader, ports: CommandPorts): Promise<string> {
  if (exe !== 'ffmpeg' && exe !== 'ffmpeg.exe') return exe;
  const found = await ports.programs.ffmpeg();
  if ('path' in found) return found.path;
  throw read.invalid('exe', found.reason);
}

/** FFmpeg for Windows knows no globs; there it reads the frames from a list, which is removed afterwards. */
async function withInput(
  glob: string,
  fps: number,
  platform: NodeJS.Platform,
  work: (input: FrameInput) => Promise<unknown>,
): Promise<void> {
  if (platform !== 'win32') return void (await work({ kind: 'glob', glob }));
  const index = await writeFrameIndex(glob, fps).catch((error: unknown) => {
    throw new CommandError(describeSystemError(error));
  });
  if (!index) throw new CommandError(noFramesFound(glob));
  try {
    await work({ kind: 'index', file: index.file });
  } finally {
    await index.remove();
  }
}
