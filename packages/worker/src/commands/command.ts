import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Program, ProgramEnding, ProgramListener } from '../process/program.js';

/** A command's parameters as the Manager sent them, variables already expanded (contract 07 §12.2). */
export type CommandParameters = Readonly<Record<string, unknown>>;

/** Where a command finds the programs that tasks name without saying where they are (contract 07 §14.5, §14.6). */
export interface ProgramFinder {
  /** What to start for a Blender called `exe`; `exe` itself when nothing better is known. */
  blender(exe: string): Promise<string>;
  /** The FFmpeg of this machine, or the reason why there is none. */
  ffmpeg(): Promise<{ readonly path: string } | { readonly reason: string }>;
}

/** What is known of a step that is done. */
export interface StepNews {
  /** In better words than the original's. */
  readonly activity?: string;
  /** Frames that are finished with it, and how long they took in milliseconds. */
  readonly frameTimes?: readonly { readonly frame: number; readonly durationMs: number }[];
}

/** Everything that a command can reach of the world besides files. */
export interface CommandPorts {
  /** A text for the task's log that is sent by itself, without a line feed at its end. */
  log(text: string): void;
  /** A line for the task's log that may be sent together with others. */
  logLine(line: string): void;
  /** Steps that the command has done, besides the one for its own success. */
  stepsCompleted(steps?: number, news?: StepNews): void;
  /** What the command is doing now, for people; from time to time only, see `ThrottledActivity`. */
  activity(text: string): void;
  /** An image was written that may be shown as the job's last rendered one. */
  outputProduced(path: string): void;
  /** Runs a program to its end (contract 07 §15). Aborting the signal ends it and all that it started. */
  runProgram(program: Program, listener: ProgramListener, signal: AbortSignal): Promise<ProgramEnding>;
  readonly programs: ProgramFinder;
  /** Whether the results of renders are checked where the command does not say it. */
  readonly checkResults: boolean;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** The Worker's log, with task and command already attached. */
  readonly logger: Logger;
}

/**
 * One kind of work (contract 07 §14). Resolves when it is done; rejects with a `CommandError` whose text becomes the
 * task's failure, and soon after an abort with whatever error.
 */
export type Command = (parameters: CommandParameters, ports: CommandPorts, signal: AbortSignal) => Promise<void>;

/** Why a command failed, in the words that the task's activity and log show after `Failed: `. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
