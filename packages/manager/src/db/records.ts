import type { JobStatus, Schemas, TaskStatus, WorkerStatus } from '@flamenco/api';
import type { AttemptOutcome } from './schema.js';

export type * from './list-request.js';
export type { AttemptOutcome } from './schema.js';

/** How many tasks of a job have each status. */
export type StatusCounts = Readonly<Record<TaskStatus, number>>;

/** The part of a job that changes while it runs. */
export interface JobState {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  readonly status: JobStatus;
  readonly activity: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly stepsCompleted: number;
  readonly stepsTotal: number;
  readonly tally: StatusCounts;
  readonly workerTagId?: number | undefined;
  /** Overrides of the configuration (D2.6). */
  readonly blocklistThreshold?: number | undefined;
  readonly softFailCount?: number | undefined;
  readonly deleteRequestedAt?: Date | undefined;
}

/** When a job was worked on. */
export interface JobTimes {
  /** When the first of its tasks began. */
  readonly startedAt?: Date | undefined;
  /** When it was completed, failed or canceled; undefined while it has not ended. */
  readonly finishedAt?: Date | undefined;
  /** Since when at least one of its tasks is active; undefined while none is. */
  readonly activeSince?: Date | undefined;
  /** How long at least one was, up to then, in milliseconds. */
  readonly activeMs: number;
  /** Of how many frames the duration is known, and the sum of these, in milliseconds. */
  readonly framesTimed: number;
  readonly frameMs: number;
}

/** A whole job. */
export interface Job extends JobState {
  readonly times: JobTimes;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** What the submitter should know, a sentence each. */
  readonly warnings: readonly string[];
  /** Path of the Shaman checkout. */
  readonly checkoutPath?: string | undefined;
  /** Tells whether the script is still the one that made the tasks; undefined where nobody knows. */
  readonly scriptDigest?: string | undefined;
  readonly workerTagUuid?: string | undefined;
  /** Why the last attempt to delete the job failed. */
  readonly deletionError?: string | undefined;
}

/** A task without its commands. */
export interface Task {
  readonly id: number;
  readonly uuid: string;
  readonly jobId: number;
  readonly jobUuid: string;
  /** From 1. */
  readonly indexInJob: number;
  readonly name: string;
  readonly type: string;
  /** The type as comparisons see it, lower case. */
  readonly typeKey: string;
  readonly priority: number;
  readonly status: TaskStatus;
  readonly activity: string;
  /** The last Worker that had it; it has it now only while the status is `active`. */
  readonly workerId?: number | undefined;
  readonly attemptId?: number | undefined;
  /** How many of its dependencies are not completed. */
  readonly blockedBy: number;
  readonly stepsCompleted: number;
  readonly stepsTotal: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastTouchedAt?: Date | undefined;
  /** The job is paused when the task is completed. */
  readonly pauseJobAfter?: boolean;
}

/** Who had a task. Of a deleted Worker only the UUID is told. */
export interface TaskWorker {
  readonly uuid: string;
  readonly name: string;
  readonly address: string;
}

/** A task in a list. */
export interface TaskSummary extends Task {
  readonly worker?: TaskWorker | undefined;
}

/** One command of a task, with the variables in it. */
export interface Command {
  readonly name: string;
  /** Null when the job type gave none. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly totalStepCount: number;
}

/** A whole task. */
export interface TaskDetails extends TaskSummary {
  readonly commands: readonly Command[];
  readonly failedByWorkers: readonly TaskWorker[];
}

/** A status that somebody asked of a Worker. */
export interface StatusRequest {
  readonly status: WorkerStatus;
  /** The Worker may end its task first. */
  readonly isLazy: boolean;
  /** Who asked for it, a sentence for the history. */
  readonly reason?: string;
}

/** A Worker without its tags and its task. */
export interface Worker {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly address: string;
  readonly platform: string;
  readonly softwareVersion: string;
  readonly status: WorkerStatus;
  /** While its status is `error`: what it was when it was lost, or `error` when it has said so itself. */
  readonly statusBeforeError?: WorkerStatus | undefined;
  readonly statusRequest?: StatusRequest | undefined;
  readonly taskTypes: readonly string[];
  readonly canRestart: boolean;
  readonly canTest: boolean;
  /** Whether it can be asked how a path looks to it. */
  readonly canCheckStorage: boolean;
  /** Never blocked for failures (D2.6). */
  readonly isBlockExempt: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastSeenAt?: Date | undefined;
  readonly deletedAt?: Date | undefined;
}

/** A whole Worker. */
export interface WorkerDetails extends Worker {
  /** What it told about its machine when it last signed on. */
  readonly hostFacts?: Schemas['HostFacts'] | undefined;
  readonly task?: TaskSummary | undefined;
  readonly tags: readonly WorkerTag[];
}

export interface WorkerTag {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
}

export interface SleepSchedule {
  readonly workerId: number;
  readonly isActive: boolean;
  /** `mo tu we`; empty for every day. */
  readonly daysOfWeek: string;
  /** `HH:MM` or empty. */
  readonly startTime: string;
  readonly endTime: string;
  readonly nextCheckAt?: Date | undefined;
}

/** A Worker that may not run tasks of a type on a job. */
export interface BlocklistEntry {
  readonly workerUuid: string;
  readonly workerName: string;
  readonly taskType: string;
}

/** One time that a Worker had a task. */
export interface TaskAttempt {
  readonly id: number;
  readonly taskUuid: string;
  readonly taskName: string;
  readonly taskType: string;
  readonly jobUuid: string;
  readonly workerUuid: string;
  readonly workerName: string;
  readonly startedAt: Date;
  readonly endedAt?: Date | undefined;
  readonly outcome?: AttemptOutcome | undefined;
  readonly reason?: string | undefined;
}

/** A status that a Worker had for some time. */
export interface WorkerStatusPeriod {
  readonly status: WorkerStatus;
  readonly since: Date;
  /** Undefined for the present one. */
  readonly until?: Date | undefined;
  /** A sentence; empty when the Worker just said so. */
  readonly reason: string;
}

/** How long a frame took. */
export interface FrameTime {
  readonly frame: number;
  readonly durationMs: number;
  readonly finishedAt: Date;
  readonly taskUuid: string;
  readonly workerUuid: string;
  readonly workerName: string;
  readonly attemptId?: number | undefined;
}

/** What is left of the tasks of a type in a job, and how long those that are done took. */
export interface TypeProgress {
  readonly typeKey: string;
  /** Tasks that are queued, soft-failed, active or paused. */
  readonly unfinished: number;
  /** What each Worker completed. */
  readonly completed: readonly CompletedTasks[];
  readonly running: readonly RunningTask[];
}

/** Tasks of one type that a Worker completed in a job. */
export interface CompletedTasks {
  readonly workerId: number;
  readonly tasks: number;
  readonly totalMs: number;
}

/** A task that a Worker has at the moment. */
export interface RunningTask {
  readonly workerId: number;
  readonly startedAt: Date;
  readonly stepsCompleted: number;
  readonly stepsTotal: number;
}

/** What of a Worker's credentials is stored. */
export interface WorkerCredentials {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  /** A bcrypt hash. */
  readonly secretHash: string;
}
