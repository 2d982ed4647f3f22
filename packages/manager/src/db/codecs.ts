import type {
  Command,
  Job,
  JobState,
  JobTimes,
  SleepSchedule,
  StatusCounts,
  Task,
  Worker,
  WorkerTag,
} from './records.js';
import type { Row } from './schema.js';

/** Columns ↔ records. All pure. */

/** A time that may be absent. */
export const optionalTime = (ms: number | null): Date | undefined => (ms === null ? undefined : new Date(ms));

/** Null for what a record leaves out. */
export const orNull = <Value>(value: Value | undefined): Value | null => value ?? null;

export const truth = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** What comparisons of task types see: the original's Workers write them in any case (D2.5). */
export const typeKey = (type: string): string => type.trim().toLowerCase();

const object = (json: string) => JSON.parse(json) as Readonly<Record<string, unknown>>;
const texts = (json: string) => JSON.parse(json) as readonly string[];

/** The counters of a job's row. */
export function tallyOf(row: JobStateRow): StatusCounts {
  return {
    queued: row.n_queued,
    'soft-failed': row.n_soft_failed,
    active: row.n_active,
    completed: row.n_completed,
    failed: row.n_failed,
    canceled: row.n_canceled,
    paused: row.n_paused,
  };
}

/** The counters as columns. */
export function tallyColumns(tally: StatusCounts) {
  return {
    n_queued: tally.queued,
    n_soft_failed: tally['soft-failed'],
    n_active: tally.active,
    n_completed: tally.completed,
    n_failed: tally.failed,
    n_canceled: tally.canceled,
    n_paused: tally.paused,
  };
}

/** The columns of a job's state: without its settings and metadata, which may be long and never change. */
export const JOB_STATE_COLUMNS = [
  ...(['id', 'uuid', 'name', 'type', 'priority', 'status', 'activity', 'created_at', 'updated_at'] as const),
  ...(['steps_completed', 'steps_total', 'n_queued', 'n_soft_failed', 'n_active', 'n_completed', 'n_failed'] as const),
  ...(['n_canceled', 'n_paused', 'worker_tag_id', 'blocklist_threshold', 'soft_fail_count'] as const),
  'delete_requested_at',
] as const;

type JobStateRow = Pick<Row<'jobs'>, (typeof JOB_STATE_COLUMNS)[number]>;

export function toJobState(row: JobStateRow): JobState {
  return {
    id: row.id,
    uuid: row.uuid,
    name: row.name,
    type: row.type,
    priority: row.priority,
    status: row.status,
    activity: row.activity,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    stepsCompleted: row.steps_completed,
    stepsTotal: row.steps_total,
    tally: tallyOf(row),
    workerTagId: row.worker_tag_id ?? undefined,
    blocklistThreshold: row.blocklist_threshold ?? undefined,
    softFailCount: row.soft_fail_count ?? undefined,
    deleteRequestedAt: optionalTime(row.delete_requested_at),
  };
}

function toJobTimes(row: Row<'jobs'>): JobTimes {
  return {
    startedAt: optionalTime(row.started_at),
    finishedAt: optionalTime(row.finished_at),
    activeSince: optionalTime(row.active_since),
    activeMs: row.active_ms,
    framesTimed: row.frames_timed,
    frameMs: row.frame_ms,
  };
}

/** @param tagUuid the UUID of the job's worker tag */
export function toJob(row: Row<'jobs'>, tagUuid: string | null): Job {
  return {
    ...toJobState(row),
    times: toJobTimes(row),
    settings: object(row.settings),
    metadata: object(row.metadata) as Readonly<Record<string, string>>,
    warnings: texts(row.warnings),
    checkoutPath: row.checkout_path ?? undefined,
    scriptDigest: row.script_digest ?? undefined,
    workerTagUuid: tagUuid ?? undefined,
    deletionError: row.deletion_error ?? undefined,
  };
}

/** A row of `tasks` with the UUID of its job, which names the folder of its log. */
export type TaskRow = Row<'tasks'> & { readonly job_uuid: string };

export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    uuid: row.uuid,
    jobId: row.job_id,
    jobUuid: row.job_uuid,
    indexInJob: row.index_in_job,
    name: row.name,
    type: row.type,
    typeKey: row.type_key,
    priority: row.priority,
    status: row.status,
    activity: row.activity,
    workerId: row.worker_id ?? undefined,
    attemptId: row.attempt_id ?? undefined,
    blockedBy: row.blocked_by,
    stepsCompleted: row.steps_completed,
    stepsTotal: row.steps_total,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    lastTouchedAt: optionalTime(row.last_touched_at),
    pauseJobAfter: row.pause_job_after !== 0,
  };
}

/** The JSON of a task's commands: the form that the API serves (contract 04 §8). */
export function commandsText(commands: readonly Command[]): string {
  return JSON.stringify(
    commands.map(({ name, parameters, totalStepCount }) => ({ name, parameters, total_step_count: totalStepCount })),
  );
}

interface StoredCommand {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly total_step_count: number;
}

export function toCommands(json: string): readonly Command[] {
  const stored = JSON.parse(json) as readonly StoredCommand[];
  return stored.map(({ name, parameters, total_step_count }) => ({
    name,
    parameters,
    totalStepCount: total_step_count,
  }));
}

/** The columns of a Worker: without its secret, and without what it told about its machine, which only its page shows. */
export const WORKER_COLUMNS = [
  ...(['id', 'uuid', 'name', 'address', 'platform', 'software', 'status', 'status_before_error'] as const),
  ...(['status_requested', 'is_lazy_request', 'request_reason', 'task_types', 'can_restart', 'can_test'] as const),
  ...(['can_check_storage', 'is_block_exempt', 'created_at', 'updated_at', 'last_seen_at', 'deleted_at'] as const),
] as const;

type WorkerRow = Pick<Row<'workers'>, (typeof WORKER_COLUMNS)[number]>;

export function toWorker(row: WorkerRow): Worker {
  return {
    id: row.id,
    uuid: row.uuid,
    name: row.name,
    address: row.address,
    platform: row.platform,
    softwareVersion: row.software,
    status: row.status,
    statusBeforeError: row.status_before_error ?? undefined,
    statusRequest: toStatusRequest(row),
    taskTypes: texts(row.task_types),
    canRestart: row.can_restart === 1,
    canTest: row.can_test === 1,
    canCheckStorage: row.can_check_storage === 1,
    isBlockExempt: row.is_block_exempt === 1,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    lastSeenAt: optionalTime(row.last_seen_at),
    deletedAt: optionalTime(row.deleted_at),
  };
}

function toStatusRequest({ status_requested: status, is_lazy_request, request_reason }: WorkerRow) {
  if (status === null) return undefined;
  return { status, isLazy: is_lazy_request === 1, ...(request_reason !== null && { reason: request_reason }) };
}

export function toWorkerTag({ id, uuid, name, description }: Row<'worker_tags'>): WorkerTag {
  return { id, uuid, name, description };
}

export function toSleepSchedule(row: Row<'sleep_schedules'>): SleepSchedule {
  return {
    workerId: row.worker_id,
    isActive: row.is_active === 1,
    daysOfWeek: row.days_of_week,
    startTime: row.start_time,
    endTime: row.end_time,
    nextCheckAt: optionalTime(row.next_check_at),
  };
}
