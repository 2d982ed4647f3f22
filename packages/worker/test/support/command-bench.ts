import { join } from 'node:path';
import { systemClock } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { pino } from 'pino';
import type { CommandParameters, CommandPorts, ProgramFinder } from '../../src/commands/command.js';
import { findCommand } from '../../src/commands/registry.js';
import { Families } from '../../src/process/families.js';
import { systemProcesses } from '../../src/process/process-host.js';
import { runProgram } from '../../src/process/run-program.js';
import { useDirectory } from './directory.js';

/** What a command did that others can see. */
export interface CommandRecord {
  /** Texts and lines of the task's log, in order. */
  readonly log: string[];
  /** Program lines without the number of the process. */
  readonly output: string[];
  readonly images: string[];
  /** What the command was doing, as it told from time to time, and with its steps. */
  readonly activities: string[];
  readonly frameTimes: { readonly frame: number; readonly durationMs: number }[];
  steps: number;
  /** The error's text; undefined when it succeeded. */
  failure: string | undefined;
}

/** What a test chooses. */
export interface BenchOptions {
  readonly programs?: Partial<ProgramFinder>;
  readonly platform?: NodeJS.Platform;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly checkResults?: boolean;
  /** Told everything that is logged for the task, as it comes. */
  readonly onLog?: (text: string) => void;
}

/** A place where commands run as in a task, with real processes and files. */
export interface CommandBench {
  readonly directory: () => string;
  /** The absolute path of a file in the test's directory. */
  path(name: string): string;
  run(command: string, parameters: CommandParameters, options?: BenchOptions): Promise<CommandRecord>;
}

/** Sets up a bench for each test of the suite that calls this. */
export function useBench(): CommandBench {
  const directory = useDirectory();
  return {
    directory,
    path: (name) => join(directory(), name),
    run: async (command, parameters, options = {}) => {
      const record: CommandRecord = {
        log: [],
        output: [],
        images: [],
        activities: [],
        frameTimes: [],
        steps: 0,
        failure: undefined,
      };
      const signal = options.signal ?? new AbortController().signal;
      try {
        await findCommand(command)(parameters, portsOf(record, directory(), options), signal);
      } catch (error) {
        record.failure = error instanceof Error ? error.message : String(error);
      }
      return record;
    },
  };
}

function portsOf(record: CommandRecord, directory: string, options: BenchOptions): CommandPorts {
  const { platform = 'linux', clock = systemClock, onLog } = options;
  const host = systemProcesses('linux');
  const families = new Families(host, join(directory, 'running.json'));
  const parts = {
    host,
    families,
    platform: 'linux',
    env: process.env,
    oomScoreAdjust: undefined,
    clock: systemClock,
  } as const;
  const log = (text: string) => {
    record.log.push(text);
    onLog?.(text);
  };
  return {
    log,
    logLine: (line) => {
      const [, text] = /^pid=\d+ > (.*)$/s.exec(line) ?? [];
      if (text !== undefined) record.output.push(text);
      log(line);
    },
    stepsCompleted: (steps = 1, { activity, frameTimes = [] } = {}) => {
      record.steps += steps;
      record.frameTimes.push(...frameTimes);
      if (activity !== undefined) record.activities.push(activity);
    },
    activity: (text) => void record.activities.push(text),
    outputProduced: (path) => void record.images.push(path),
    runProgram: (program, listener, signal) => runProgram(program, listener, signal, parts),
    programs: {
      blender: (exe) => Promise.resolve(exe),
      ffmpeg: () => Promise.resolve({ reason: 'no FFmpeg here' }),
      ...options.programs,
    },
    checkResults: options.checkResults ?? true,
    platform,
    clock,
    logger: pino({ level: 'silent' }),
  };
}
