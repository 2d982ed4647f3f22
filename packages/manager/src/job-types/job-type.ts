/** The kinds of value a setting can have (contract 04 §5.2). */
export const SETTING_TYPES = ['string', 'int32', 'float', 'bool'] as const;
/** What a string setting stands for; only user interfaces look at it. */
export const SETTING_SUBTYPES = ['file_path', 'dir_path', 'file_name', 'hashed_file_path'] as const;
/** Where a setting is shown; absent means `visible`. */
export const SETTING_VISIBILITIES = ['visible', 'hidden', 'submission', 'web'] as const;

/** A value as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** One setting of a job type, as the API serves it (contract 02 §13.16). */
export interface AvailableJobSetting {
  readonly key: string;
  readonly type: (typeof SETTING_TYPES)[number];
  readonly subtype?: (typeof SETTING_SUBTYPES)[number];
  readonly choices?: readonly string[];
  readonly propargs?: JsonObject;
  readonly description?: Json;
  readonly label?: Json;
  readonly default?: Json;
  readonly eval?: string;
  readonly evalInfo?: { readonly showLinkButton: boolean; readonly description: string };
  readonly visible?: (typeof SETTING_VISIBILITIES)[number];
  readonly required?: boolean;
  readonly editable?: boolean;
}

/** A job type, as the API serves it (contract 02 §13.15). */
export interface AvailableJobType {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly settings: readonly AvailableJobSetting[];
  readonly etag: string;
}

/** A place in a script; lines and columns count from 1. */
export interface ScriptPosition {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly function?: string;
}

/**
 * Something wrong with a script (D3.3). An `error` keeps the job type out of the list; a `warning` does not.
 * `name` is the job type's, `file` the whole path, `message` a sentence for the author of the script.
 */
export interface JobTypeProblem {
  readonly name: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** A job on its way into its script (contract 04 §7.2). */
export interface JobToCompile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  readonly created: Date;
  readonly settings: JsonObject;
  readonly metadata: Readonly<Record<string, string>>;
  readonly shamanCheckoutId?: string;
  readonly workerTag?: string;
}

/** The same job as the script left it; `''` where it belongs to no checkout or tag. */
export interface CompiledJob {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  readonly settings: JsonObject;
  readonly metadata: Readonly<Record<string, string>>;
  readonly shamanCheckoutId: string;
  readonly workerTag: string;
}

/** One command of a task. `parameters` is null when the script gave none (contract 04 §4.0). */
export interface AuthoredCommand {
  readonly name: string;
  readonly parameters: JsonObject | null;
  readonly totalStepCount: number;
}

/**
 * A task as the script wrote it, in the order of `job.addTask`. `dependencies` holds the `uuid` of other tasks, in the
 * order and number in which the script named them: whether they exist, repeat or run in circles is for
 * `farm/rules/task-graph.ts` to say.
 */
export interface AuthoredTask {
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  readonly commands: readonly AuthoredCommand[];
  readonly dependencies: readonly string[];
  /** The Manager pauses the job when the task is completed; an addition (D3.2). */
  readonly pauseJobAfter?: boolean;
}

/** One `print` or `alert` of a script; `args` are its arguments as JSON. */
export interface PrintedLine {
  readonly level: 'print' | 'alert';
  readonly args: readonly Json[];
}

/** Why a job could not be compiled. */
export type CompileFailure =
  | 'unknown-type'
  | 'broken-type'
  | 'script-error'
  | 'unusable-result'
  | 'time-limit'
  | 'memory-limit'
  | 'stack-limit'
  | 'size-limit'
  | 'sandbox-lost';

/** What compiling gave. `warnings` and `output` are for the author of the job or the script. */
export type CompileResult = CompiledResult | FailedResult;

export interface CompiledResult {
  readonly outcome: 'compiled';
  /** Another one when the script, or what its top level requires, is not the same as before. */
  readonly scriptDigest: string;
  readonly job: CompiledJob;
  readonly tasks: readonly AuthoredTask[];
  readonly warnings: readonly string[];
  readonly output: readonly PrintedLine[];
}

export interface FailedResult {
  readonly outcome: 'failed';
  readonly reason: CompileFailure;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly output: readonly PrintedLine[];
}

/** What there is to know about a job type's name: usable, unknown, or there but broken. */
export type FoundJobType = AvailableJobType | undefined | { readonly problem: JobTypeProblem };

/** A script that belongs to no farm yet: its author wants to know what it does. */
export interface LooseScript {
  /** With `.js`; the job type is named after it. */
  readonly fileName: string;
  readonly source: string;
  /** Where `require` looks before it looks into the farm's own folders. */
  readonly folder?: string;
}

/** What a loose script turned out to be. Without `jobType` it is not usable, and an error among `problems` says why. */
export interface Examination {
  readonly jobType?: AvailableJobType;
  readonly problems: readonly JobTypeProblem[];
  /** What its top level printed. */
  readonly output: readonly PrintedLine[];
  /** Compiles a job of this type, whatever its `type` says. Rejects with the signal's reason when aborted, else never. */
  readonly compile: (job: JobToCompile, signal?: AbortSignal) => Promise<CompileResult>;
}

/** The port behind which job types live. */
export interface JobTypes {
  /** All usable job types, sorted by name (D10.2), and everything wrong with the scripts. */
  list(): Promise<{ readonly jobTypes: readonly AvailableJobType[]; readonly problems: readonly JobTypeProblem[] }>;
  find(name: string): Promise<FoundJobType>;
  /** Runs `compileJob` of the job's type. Rejects with the signal's reason when aborted, else never. */
  compile(job: JobToCompile, signal?: AbortSignal): Promise<CompileResult>;
  /** Runs a script that is in no folder of the farm; nothing is kept of it, nor written to the log. */
  examine(script: LooseScript, signal?: AbortSignal): Promise<Examination>;
  /** Ends the sandbox's threads; a later call starts them anew. */
  stop(): Promise<void>;
}
