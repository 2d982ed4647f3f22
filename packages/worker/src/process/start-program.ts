import { Readable } from 'node:stream';
import { execa } from 'execa';
import { openOutputPipe } from './output-pipe.js';
import type { OutputPipe } from './output-pipe.js';
import type { Program } from './program.js';

/** A program that runs. */
export interface StartedProgram {
  readonly pid: number;
  /** The exit code once the program itself has ended, whatever it has left behind; -1 when a signal ended it. */
  readonly exited: Promise<number>;
  /** Where its output comes out; each ends when nobody can write to it any more. */
  readonly outputs: readonly Readable[];
}

/** A program that runs, or the system's reason why it does not. */
export type StartResult = StartedProgram | { readonly error: unknown };

/**
 * Starts a program, with the Worker's environment and working directory unless it has its own, without input, and with stdout and stderr in
 * one pipe where the system has such a thing (contract 07 §15.2). It leads a group of processes of its own, so that
 * Ctrl+C in the Worker's terminal does not reach it and everything that it starts can be found (contract 00 D6.4).
 */
export async function startProgram(program: Program, platform: NodeJS.Platform): Promise<StartResult> {
  const pipe = await openOutputPipe(platform);
  try {
    return await begun(spawn(program, pipe?.writingEnd, platform), pipe);
  } catch (error) {
    pipe?.reading.destroy();
    return { error };
  } finally {
    pipe?.closeWritingEnd();
  }
}

/** On Windows a group of its own would come with a console window of its own. */
function spawn(
  { file, args, argv0 = file, cwd, env }: Program,
  writingEnd: number | undefined,
  platform: NodeJS.Platform,
) {
  // Execa hands on every descriptor as it is, but its types name only the first few.
  const output = (writingEnd ?? 'pipe') as 3 | 'pipe';
  return execa(file, args, {
    argv0,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    detached: platform !== 'win32',
    stdin: 'ignore',
    stdout: output,
    stderr: output,
    buffer: false,
    reject: false,
    windowsHide: true,
  });
}

async function begun(child: ReturnType<typeof spawn>, pipe: OutputPipe | undefined): Promise<StartedProgram> {
  const { pid, stdout, stderr } = child;
  if (pid === undefined) throw (await child).cause;
  const exited = new Promise<number>((resolve) => child.once('exit', (code: number | null) => resolve(code ?? -1)));
  const outputs = pipe ? [pipe.reading] : [stdout, stderr].filter((output) => output instanceof Readable);
  return { pid, exited, outputs };
}
