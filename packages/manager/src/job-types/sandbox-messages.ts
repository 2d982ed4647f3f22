import type { PrintedLine, ScriptPosition } from './job-type.js';

/**
 * The Manager's own thread reads each piece of a result in one go: a batch of tasks, a job without its tasks, or a
 * `JOB_TYPE`. Batches are made smaller than this as long as that is possible (guest/job.js).
 */
export const MAX_PIECE_CHARACTERS = 8 * 1024 * 1024;
/** Longer messages are cut: names and keys in them come from the script. */
export const MAX_MESSAGE_CHARACTERS = 10_000;

/** What a script may use up. */
export interface SandboxLimits {
  /** Milliseconds of running, 10 s by default (D3.1). */
  readonly timeMs: number;
  /** Bytes of the script's own memory, 256 MiB by default (D3.1). */
  readonly memoryBytes: number;
  /** Bytes of tasks as JSON. */
  readonly resultBytes: number;
}

/** One run of a script: its description, or with a job its compilation. */
export interface SandboxRequest {
  readonly file: string;
  readonly source: string;
  /** The job as JSON (`guest/job.js` reads it). */
  readonly job?: string;
  /** Where `require` looks, strongest first. */
  readonly folders: readonly string[];
  readonly timeZone: string;
  readonly limits: SandboxLimits;
}

/** Why a run ended without what was asked for. */
export type RunFailure =
  | 'thrown'
  | 'no-job-type'
  | 'bad-job-type'
  | 'no-compile-job'
  | 'never-settled'
  | 'unusable-result'
  | 'time'
  | 'memory'
  | 'stack'
  | 'size'
  /** One piece of the result alone is too large. */
  | 'oversized'
  | 'lost';

/** What a script did besides its result. */
export interface RunReport {
  readonly output: readonly PrintedLine[];
  readonly outputDropped: boolean;
  /** Hints for whoever submitted the job. */
  readonly warnings: readonly string[];
  /** Files that `require` looked at, there or not. */
  readonly looked: readonly string[];
  /** SHA-256 of the script and of all that it required, in that order. */
  readonly digest: string;
}

export type RunOutcome =
  /** JSON with the key `jobType` (guest/describe.js), or with `job` (guest/job.js) when a job was given. */
  | { readonly kind: 'answered'; readonly answer: string }
  | {
      readonly kind: 'failed';
      readonly failure: RunFailure;
      readonly message: string;
      readonly position?: ScriptPosition;
    };

/** A run's end. `spent`: the thread is not fit for another run. */
export interface RunEnd {
  readonly outcome: RunOutcome;
  readonly report: RunReport;
  readonly spent: boolean;
}

/** From the thread: it can take a run; tasks as a JSON list; the run has ended. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'tasks'; readonly json: string }
  | { readonly kind: 'end'; readonly end: RunEnd };
