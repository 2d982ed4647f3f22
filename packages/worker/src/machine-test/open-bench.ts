import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText } from '@flamenco/common';
import type { Logger } from 'pino';
import { findBlender } from '../blender/find-blender.js';
import type { CommandParameters, CommandPorts } from '../commands/command.js';
import { findCommand } from '../commands/registry.js';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.js';
import type { Machine } from '../workbench.js';
import type { TestBench, Trial } from './bench.js';

/** What trying commands takes: what running them for tasks takes too. */
export interface BenchParts {
  readonly machine: Machine;
  readonly runProgram: CommandPorts['runProgram'];
  readonly programs: CommandPorts['programs'];
  readonly logger: Logger;
}

/** Works with a bench whose directory is removed afterwards. */
export async function withBench<T>(parts: BenchParts, work: (bench: TestBench) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'flamenco-worker-test-'));
  try {
    return await work({
      directory,
      clock: parts.machine.clock,
      findBlender: (exe) => findBlender(parts.machine, exe),
      findFfmpeg: () => findFfmpeg(parts.machine),
      tryCommand: (name, parameters, signal) => tryCommand(name, parameters, parts, signal),
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function tryCommand(
  name: string,
  parameters: CommandParameters,
  parts: BenchParts,
  signal: AbortSignal,
): Promise<Trial> {
  const [output, images]: [string[], string[]] = [[], []];
  try {
    await findCommand(name)(parameters, portsOf(output, images, parts), signal);
    return { failure: undefined, output, images };
  } catch (error) {
    return { failure: errorText(error), output, images };
  }
}

/** There is no task: what goes into a task's log is of interest only as far as programs wrote it. */
function portsOf(
  output: string[],
  images: string[],
  { machine, runProgram, programs, logger }: BenchParts,
): CommandPorts {
  return {
    log: () => undefined,
    logLine: (line) => {
      const [, text] = /^pid=\d+ > (.*)$/s.exec(line) ?? [];
      if (text !== undefined) output.push(text);
    },
    stepsCompleted: () => undefined,
    activity: () => undefined,
    outputProduced: (path) => void images.push(path),
    runProgram,
    programs,
    checkResults: true,
    platform: machine.platform,
    clock: machine.clock,
    logger,
  };
}
