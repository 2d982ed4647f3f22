import type { Clock } from '@flamenco/common';
import type { FoundBlender } from '../blender/find-blender.js';
import type { FoundFfmpeg } from '../ffmpeg/find-ffmpeg.js';
import type { CommandParameters } from '../commands/command.js';

/** What trying a command gave. */
export interface Trial {
  /** The text of a task that failed this way; undefined when it succeeded. */
  readonly failure: string | undefined;
  /** The output of programs, without their process numbers. */
  readonly output: readonly string[];
  readonly images: readonly string[];
}

/** What a test does to the machine: it runs the commands of tasks, without a task. */
export interface TestBench {
  /** A directory for what is written; removed after the test. */
  readonly directory: string;
  readonly clock: Clock;
  /** Looks for the Blender that a task with that `exe` would get. */
  findBlender(exe: string): Promise<FoundBlender>;
  findFfmpeg(): Promise<FoundFfmpeg>;
  tryCommand(name: string, parameters: CommandParameters, signal: AbortSignal): Promise<Trial>;
}
