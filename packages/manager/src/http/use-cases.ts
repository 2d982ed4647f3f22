import type { FarmStatus, JobStatus, Schemas, TaskStatus, WorkerStatus } from '@flamenco/api';
import type { KnownWorker, StoredCredentials } from './worker-auth.js';

/**
 * What the HTTP layer asks of the farm, one method per verb. `compose.ts` puts the use cases behind it, so that nothing
 * here knows databases or rules. What a client can cause is an outcome or a `FarmError` (see errors.ts); anything else
 * that is thrown is a bug or a broken machine.
 */
export interface UseCases
  extends WorkerUseCases, WorkerManagementUseCases, TagUseCases, JobUseCases, TaskUseCases, MetaUseCases {}

/** A person's or a Worker's time is stored to the millisecond; absent things are undefined, never null. */
export interface JobView {
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: JobStatus;
  readonly activity: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly stepsCompleted: number;
  readonly stepsTotal: number;
  readonly deleteRequestedAt?: Date | undefined;
  /** Checkout path of Shaman. */
  readonly checkoutId?: string | undefined;
  readonly workerTagUuid?: string | undefined;
  /** What the submitter should know, a sentence each. */
  readonly warnings: readonly string[];
}

/** The Worker that last had a task. Of a deleted one only the UUID is told. */
export interface TaskWorkerView {
  readonly uuid: string;
  readonly name: string;
  readonly address: string;
}

export interface TaskSummaryView {
  readonly uuid: string;
  readonly name: string;
  readonly status: TaskStatus;
  readonly indexInJob: number;
  readonly priority: number;
  readonly type: string;
  readonly updatedAt: Date;
  readonly stepsCompleted: number;
  readonly stepsTotal: number;
  readonly worker?: TaskWorkerView | undefined;
}

export interface CommandView {
  readonly name: string;
  /** Null when the job type gave none. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly totalStepCount: number;
}

export interface TaskView extends TaskSummaryView {
  readonly jobUuid: string;
  readonly createdAt: Date;
  readonly activity: string;
  readonly commands: readonly CommandView[];
  readonly lastTouchedAt?: Date | undefined;
  readonly failedByWorkers: readonly TaskWorkerView[];
}

/** A task as its Worker gets it: variables of the Worker's platform expanded. */
export interface AssignedTaskView {
  readonly uuid: string;
  readonly jobUuid: string;
  readonly name: string;
  readonly priority: number;
  readonly jobPriority: number;
  readonly jobType: string;
  readonly type: string;
  readonly commands: readonly CommandView[];
  readonly stepsCompleted: number;
  readonly stepsTotal: number;
}

export interface StatusRequestView {
  readonly status: WorkerStatus;
  readonly isLazy: boolean;
}

export interface WorkerSummaryView {
  readonly uuid: string;
  readonly name: string;
  readonly status: WorkerStatus;
  readonly statusRequest?: StatusRequestView | undefined;
  readonly lastSeenAt?: Date | undefined;
  readonly softwareVersion: string;
  readonly canRestart: boolean;
}

export interface WorkerView extends WorkerSummaryView {
  readonly address: string;
  readonly platform: string;
  readonly taskTypes: readonly string[];
  readonly task?: (TaskSummaryView & { readonly jobUuid: string }) | undefined;
  readonly tags: readonly TagView[];
}

export interface TagView {
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
}

export interface SleepScheduleView {
  readonly isActive: boolean;
  readonly daysOfWeek: string;
  /** `HH:MM` or empty. */
  readonly startTime: string;
  readonly endTime: string;
}

/** How a Worker introduces itself at sign-on. */
export interface SignOnInput {
  readonly name: string;
  readonly softwareVersion: string;
  readonly taskTypes: readonly string[];
  readonly canRestart: boolean;
  readonly canTest: boolean;
  readonly address: string;
}

/** What came of asking for a task (contract 01 §4.6, D2.12). */
export type ScheduleOutcome =
  | { readonly outcome: 'assigned'; readonly task: AssignedTaskView }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'change-status'; readonly status: WorkerStatus }
  | { readonly outcome: 'not-awake'; readonly status: WorkerStatus };

/** Why a Worker may not go on with a task (contract 01 §4.8). */
export type MayRunOutcome =
  | { readonly outcome: 'yes' }
  | { readonly outcome: 'unknown-task' }
  | { readonly outcome: 'status-change' }
  | { readonly outcome: 'not-yours' }
  | { readonly outcome: 'not-active'; readonly status: TaskStatus };

export interface TaskReportInput {
  readonly taskStatus?: TaskStatus | undefined;
  readonly activity?: string | undefined;
  readonly log?: string | undefined;
  readonly stepsCompleted?: number | undefined;
}

export interface WorkerUseCases {
  /** Not a deleted one. */
  credentialsOf(uuid: string): Promise<StoredCredentials | undefined>;
  registerWorker(input: {
    readonly name: string;
    readonly secretHash: string;
    readonly platform: string;
    readonly taskTypes: readonly string[];
    readonly address: string;
  }): Promise<WorkerView>;
  /** Gives the status that the Worker has to take. */
  signOn(worker: KnownWorker, input: SignOnInput): Promise<WorkerStatus>;
  signOff(worker: KnownWorker): Promise<void>;
  /** The status that is asked of the Worker, if one is; marks it as seen. */
  wantedStatus(worker: KnownWorker): Promise<WorkerStatus | undefined>;
  workerStateChanged(worker: KnownWorker, status: WorkerStatus): Promise<void>;
  /** Waits up to `waitMs` while there is nothing, unless the signal says that the Worker went away. */
  scheduleTask(worker: KnownWorker, waitMs: number, signal: AbortSignal | undefined): Promise<ScheduleOutcome>;
  takeTaskUpdate(worker: KnownWorker, taskUuid: string, report: TaskReportInput): Promise<void>;
  mayWorkerRun(worker: KnownWorker, taskUuid: string): Promise<MayRunOutcome>;
  takeOutput(worker: KnownWorker, taskUuid: string, image: Uint8Array): Promise<void>;
}

export interface WorkerManagementUseCases {
  /** In the order of registration. */
  listWorkers(): Promise<readonly WorkerSummaryView[]>;
  fetchWorker(uuid: string): Promise<WorkerView>;
  deleteWorker(uuid: string): Promise<void>;
  requestWorkerStatus(uuid: string, request: StatusRequestView): Promise<void>;
  setWorkerTags(uuid: string, tagUuids: readonly string[]): Promise<void>;
  fetchSleepSchedule(uuid: string): Promise<SleepScheduleView | undefined>;
  saveSleepSchedule(uuid: string, schedule: SleepScheduleView): Promise<void>;
}

export interface TagUseCases {
  listTags(): Promise<readonly TagView[]>;
  fetchTag(uuid: string): Promise<TagView>;
  createTag(tag: { readonly uuid?: string; readonly name: string; readonly description: string }): Promise<TagView>;
  /** A description that is left out stays. */
  updateTag(uuid: string, change: { readonly name: string; readonly description?: string }): Promise<void>;
  deleteTag(uuid: string): Promise<void>;
}

/** A submission as it came, and who sent it (D10.4, D10.5). */
export interface SubmissionInput {
  readonly job: Schemas['SubmittedJob'];
  readonly clientAddress: string;
  readonly userAgent: string;
}

export interface BlocklistEntryView {
  readonly workerUuid: string;
  readonly taskType: string;
  readonly workerName: string;
}

/** Where images are found: paths on this Manager. */
export type ImagesView = Schemas['JobLastRenderedImageInfo'];

export interface JobUseCases {
  listJobTypes(): Promise<readonly Schemas['AvailableJobType'][]>;
  fetchJobType(name: string): Promise<Schemas['AvailableJobType']>;
  submitJob(submission: SubmissionInput): Promise<JobView>;
  checkJob(submission: SubmissionInput, options: { readonly isStrict: boolean }): Promise<void>;
  /** Oldest first. */
  listJobs(): Promise<readonly JobView[]>;
  fetchJob(uuid: string): Promise<JobView>;
  /** In their order; none for an unknown job. */
  listJobTasks(jobUuid: string): Promise<readonly TaskSummaryView[]>;
  setJobStatus(uuid: string, status: JobStatus, reason: string): Promise<void>;
  setJobPriority(uuid: string, priority: number): Promise<void>;
  setJobTag(uuid: string, tag: { readonly id?: string; readonly name?: string }): Promise<void>;
  requestDeletion(uuid: string): Promise<void>;
  /** Jobs last updated at this time or earlier. */
  requestMassDeletion(lastUpdatedMax: Date): Promise<void>;
  previewDeletion(uuid: string): Promise<{ readonly removesCheckout: boolean }>;
  /** Sorted by the Workers' names. */
  fetchBlocklist(jobUuid: string): Promise<readonly BlocklistEntryView[]>;
  removeFromBlocklist(
    jobUuid: string,
    entries: readonly Pick<BlocklistEntryView, 'workerUuid' | 'taskType'>[],
  ): Promise<void>;
  lastRenderedOfJob(jobUuid: string): Promise<ImagesView | undefined>;
  lastRendered(): Promise<ImagesView | undefined>;
}

export interface TaskUseCases {
  fetchTask(uuid: string): Promise<TaskView>;
  setTaskStatus(uuid: string, status: TaskStatus, reason: string): Promise<void>;
  /** Undefined: there is no log yet. */
  taskLogInfo(
    uuid: string,
  ): Promise<{ readonly jobUuid: string; readonly url: string; readonly sizeBytes: number } | undefined>;
  taskLogTail(uuid: string): Promise<string | undefined>;
}

export interface MetaUseCases {
  /** Name from the configuration, version of the program. */
  about(): { readonly name: string; readonly version: string; readonly git: string };
  configuration(): Schemas['ManagerConfiguration'];
  variables(audience: string, platform: string): Schemas['ManagerVariables'];
  /** The job storage location, translated. */
  sharedStorage(audience: string, platform: string): string;
  farmStatus(): FarmStatus;
}
