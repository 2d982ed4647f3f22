import type { Schemas } from '@flamenco/api';
import type { FarmEvent } from './events.js';
import type { Command } from './records.js';
import type { TracedPath } from '../config/trace-path.js';

export type { TracedPath } from '../config/trace-path.js';
export type { LiveConfig } from '../config/service.js';
export type { Settings, SettingsOutcome } from '../config/settings.js';
export type { ManagerConfig } from '../config/snapshot.js';
export type {
  AuthoredTask,
  AvailableJobType,
  CompiledResult,
  CompileResult,
  Examination,
  FoundJobType,
  JobToCompile,
  JobTypeProblem,
  JobTypes,
  Json,
  JsonObject,
  LooseScript,
  PrintedLine,
} from '../job-types/job-type.js';

/** Which task's log. */
export interface TaskLogKey {
  readonly jobUuid: string;
  readonly taskUuid: string;
}

/** The log files of tasks. */
export interface TaskLogs {
  /** Adds text, with a newline if it lacks one; empty text adds nothing. Throws when it cannot be written. */
  append(key: TaskLogKey, text: string): void;
  /** Size and the path of its URL; undefined when there is none or it is empty. */
  info(key: TaskLogKey): Promise<{ readonly sizeBytes: number; readonly url: string } | undefined>;
  /** The end of the log (contract 02 §8.2). */
  tail(key: TaskLogKey): Promise<string | undefined>;
  forgetJob(jobUuid: string): void;
}

/** The last-rendered images of jobs. */
export interface LastRenderedImages {
  /** Takes an image; false when too many wait. */
  offer(jobUuid: string, image: Uint8Array): boolean;
  /** Where the images of a job are found; undefined when it has none. */
  info(jobUuid: string): Schemas['JobLastRenderedImageInfo'] | undefined;
  forgetJob(jobUuid: string): void;
}

/** Everything that the Manager keeps of a job outside the database. */
export interface JobStorage {
  removeJob(jobUuid: string): Promise<void>;
}

/** Hears how long things take. Called for every request, so it costs next to nothing. */
export interface FarmMeter {
  /** A reading of a clock for `looked` and `transacted`, in milliseconds. */
  now(): number;
  /** A Worker that asked for a task was given one or told that there is none. */
  looked(sinceMs: number): void;
  /** A Worker got a task that had been in the queue for this time. */
  assigned(queueWaitMs: number): void;
  /** A transaction is over, in whatever way. */
  transacted(kind: 'read' | 'write', sinceMs: number): void;
  /** Somebody was refused because the database stayed busy. */
  databaseBusy(): void;
  /** The events of a change were delivered, this long after it. */
  delivered(lagMs: number): void;
}

/** Where events go. */
export interface EventSink {
  publish(events: readonly FarmEvent[]): void;
}

/** The variables of the configuration at this moment (contract 05 §12–14). */
export interface Variables {
  /** What a Worker on this platform gets. */
  expandCommands(commands: readonly Command[], platform: string): readonly Command[];
  /** What a submission from this platform is stored as. */
  collapse(
    settings: Readonly<Record<string, unknown>>,
    metadata: Readonly<Record<string, string>>,
    platform: string,
  ): { readonly settings: Readonly<Record<string, unknown>>; readonly metadata: Readonly<Record<string, string>> };
  visibleTo(audience: string, platform: string): Schemas['ManagerVariables'];
  sharedStorage(audience: string, platform: string): string;
  /** What becomes of a path on its way from a submitter to Workers; `more` is one more platform to look at. */
  tracePath(path: string, platform: string | undefined, more: string | undefined): TracedPath;
}
