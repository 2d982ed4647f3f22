import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** A pipe of the system, for stdout and stderr together. */
export interface OutputPipe {
  /** Gives what programs write; ends when the last of them has closed its end. */
  readonly reading: Socket;
  /** What the program gets as stdout and stderr. */
  readonly writingEnd: number;
  /** Closes this process' copy of the program's end; without that the pipe never ends. */
  closeWritingEnd(): void;
}

/**
 * Makes a pipe that a program can have as stdout and stderr, so that the order of what it writes is kept (contract 07
 * §15.2, 00 D6.4). Node itself gives programs sockets, one for each, and to a socket a script cannot say
 * `> /dev/stderr`. So this is a FIFO, whose name is removed before anybody else can open it.
 *
 * @returns undefined where the system has none
 */
export async function openOutputPipe(platform: NodeJS.Platform): Promise<OutputPipe | undefined> {
  if (platform === 'win32') return undefined;
  const directory = await mkdtemp(join(tmpdir(), 'flamenco-output-'));
  try {
    const path = join(directory, 'pipe');
    const made = await execa('mkfifo', ['-m', '600', path], { reject: false, stdio: 'ignore' });
    return made.failed ? undefined : openBothEnds(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The reading end first and without waiting: opening the other one would wait for it. */
function openBothEnds(path: string): OutputPipe {
  const readingEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writingEnd = openSync(path, constants.O_WRONLY);
  const reading = new Socket({ fd: readingEnd, readable: true, writable: false });
  return { reading, writingEnd, closeWritingEnd: () => closeSync(writingEnd) };
}
