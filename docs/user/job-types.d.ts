/**
 * What a Flamenco job type script can use, for the editors of those who write one. Put this file next to your scripts and
 * begin each of them with
 *
 *     /// <reference path="./job-types.d.ts" />
 *     // @ts-check
 *
 * A script defines `JOB_TYPE` and `compileJob`:
 *
 *     /** @type {FlamencoJobType} *\/
 *     const JOB_TYPE = { label: 'My job type', settings: [{ key: 'frames', type: 'string', required: true }] };
 *
 *     /** @param {FlamencoJob} job *\/
 *     function compileJob(job) { … }
 */

/** A value as JSON has it. */
type FlamencoJson = null | boolean | number | string | FlamencoJson[] | { [key: string]: FlamencoJson };

/** What `JOB_TYPE` is. The name of the job type comes from the name of the file. */
interface FlamencoJobType {
  /** The name that people read. */
  label: string;
  description?: string;
  settings: FlamencoSetting[];
}

type FlamencoSetting = FlamencoSettingBase &
  (
    | { type: 'string'; subtype?: FlamencoSubtype; choices?: string[]; default?: string }
    | { type: 'int32' | 'float'; default?: number }
    | { type: 'bool'; default?: boolean }
  );

/** What a text stands for. `hashed_file_path` is a directory followed by `/######`. */
type FlamencoSubtype = 'file_path' | 'dir_path' | 'file_name' | 'hashed_file_path';

interface FlamencoSettingBase {
  /** Unique in the job type, and a Python identifier: `job.settings` has the value under it. */
  key: string;
  /** Shown instead of the key. */
  label?: string;
  /** The tooltip. */
  description?: string;
  /** Whether a job needs a value. Nobody is refused without one: your script says what it cannot do without. */
  required?: boolean;
  /** `false` for what Blender works out by itself: users see it but cannot change it. */
  editable?: boolean;
  /** Where it is shown: everywhere (`visible`, also if left out), only when submitting, only in the web app, or nowhere. */
  visible?: 'visible' | 'submission' | 'web' | 'hidden';
  /** Arguments for Blender's property, such as `min`, `max`, `precision`, `maxlen`. */
  propargs?: { [name: string]: FlamencoJson };
  /** A Python expression that gives the value, run in Blender: `bpy`, `C`, `jobname`, `Path`, `abspath`, `last_n_dir_parts` and `settings` are there. */
  eval?: string;
  evalInfo?: {
    /** Show a switch between the value of `eval` and one that the user types. */
    showLinkButton?: boolean;
    /** What the value of `eval` is. */
    description?: string;
  };
}

/** The job to compile. What your script leaves in it is what gets stored. */
interface FlamencoJob {
  /** UUID of the job. */
  readonly jobID: string;
  name: string;
  readonly jobType: string;
  priority: number;
  status: string;
  /** When the job was submitted; give it to `formatTimestampLocal`. */
  readonly created: FlamencoTimestamp;
  /** The values of the settings by key. One that has no value is `undefined`. */

  settings: { [key: string]: any };
  metadata: { [key: string]: string };
  readonly storage: { shamanCheckoutID: string };
  /** UUID of the worker tag, `""` for none. */
  workerTagUUID: string;
  /** The tasks that were added. */
  readonly tasks: FlamencoTask[];
  addTask(task: FlamencoTask): void;
}

/** A moment; not a JavaScript `Date`. */
interface FlamencoTimestamp {
  unix(): number;
  unixMilli(): number;
  year(): number;
}

interface FlamencoTask {
  name: string;
  /** Which Workers can do it: those that declare this type. */
  type: string;
  /** 50 unless you change it; the higher, the earlier within the job. */
  priority: number;
  commands: FlamencoCommand[];
  dependencies: FlamencoTask[];
  /** Pause the job when the task is completed, until somebody resumes it. Not in Flamenco 3. */
  pauseJobAfter: boolean;
  /** UUID of the task, spelled like this. */
  readonly uUID: string;
  addCommand(command: FlamencoCommand): void;
  /** The task waits until the other one is completed. */
  addDependency(task: FlamencoTask): void;
}

interface FlamencoCommand {
  name: string;
  parameters: { [name: string]: unknown };
  /** How many steps the command reports while it runs; leave it out for all but `blender-render`. */
  totalStepCount: number;
}

declare const author: {
  Task(name: string, type: 'blender' | 'ffmpeg' | 'file-management' | 'misc' | (string & {})): FlamencoTask;
  Command<Name extends keyof FlamencoCommands | (string & {})>(
    name: Name,
    parameters?: Name extends keyof FlamencoCommands ? FlamencoCommands[Name] : { [name: string]: unknown },
    totalStepCount?: number,
  ): FlamencoCommand;
};

/** What each command of a Worker takes. */
interface FlamencoCommands {
  'blender-render': FlamencoBlenderRender;
  'frames-to-video': FlamencoFramesToVideo;
  'make-directory': { path: string };
  'move-directory': { src: string; dest: string };
  'copy-file': { src: string; dest: string };
  exec: FlamencoExec;
  echo: { message: unknown };
  sleep: { duration_in_seconds: number };
}

/** Workers of Flamenco 3 look at `exe` and `args` only. */
interface FlamencoExec {
  exe: string;
  args?: unknown[];
  /** The working directory; paths below are relative to it. */
  cwd?: string;
  env?: { [name: string]: string };
  /** Files that have to be there, and not be empty, when the program is done. */
  expectedFiles?: string[];
  /** An image to show as the job's last rendered one. */
  preview?: string;
}

interface FlamencoBlenderRender {
  /** Usually `{blender}`. */
  exe: string;
  /** Usually `{blenderArgs}`; split like a shell does. */
  exeArgs?: string;
  argsBefore?: unknown[];
  /** `""` for none; the key has to be there. */
  blendfile: string;
  args?: unknown[];
}

interface FlamencoFramesToVideo {
  /** `ffmpeg`. */
  exe: string;
  exeArgs?: string;
  fps: number;
  inputGlob: string;
  outputFile: string;
  argsBefore?: unknown[];
  args?: unknown[];
}

/** Writes to the log of the Manager, and to the answer of `-job-type-check`. */
declare function print(...values: unknown[]): void;
/** The same, as a warning. */
declare function alert(...values: unknown[]): void;
/** `frameChunker("1-10", 3)` is `["1-3", "4-6", "7-9", "10"]`. Understands `1..10`, `1-10x2` and `-5--1` too. */
declare function frameChunker(frameRange: string, chunkSize: number): string[];
/** How many frames a range has. */
declare function frameCount(frameRange: string): number;
/** `2024-03-05_070809`, in the time zone of the Manager. */
declare function formatTimestampLocal(timestamp: FlamencoTimestamp | Date): string;
/** Splits arguments as a shell does. */
declare function shellSplit(cliArgs: string | undefined): string[];
/** A file of the scripts folder, such as `./lib/frames`, or `author`, `path`, `process`. */

declare function require(id: string): any;

/** Not Node's: understands `\` and `/` everywhere, and answers with `/`. */
declare const path: {
  basename(path: string): string;
  dirname(path: string): string;
  join(...parts: unknown[]): string;
  /** The last part without its extension. */
  stem(path: string): string;
};

declare const process: {
  cwd(): string;
  /** `linux`, `windows`, `darwin` and so on. */
  readonly platform: string;
};
