import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';
import type { Generated, Insertable, Selectable, Updateable } from 'kysely';

/**
 * The tables as Kysely sees them (D8.1). Times are UTC milliseconds, truths 0 or 1, lists and objects JSON text
 * (D8.3). Names ending in `_key` are the lower-case form that comparisons use.
 */
export interface Schema {
  jobs: JobsTable;
  tasks: TasksTable;
  task_commands: TaskCommandsTable;
  task_dependencies: TaskDependenciesTable;
  task_failures: TaskFailuresTable;
  job_runnable: JobRunnableTable;
  job_blocks: JobBlocksTable;
  workers: WorkersTable;
  worker_task_types: WorkerTaskTypesTable;
  worker_tags: WorkerTagsTable;
  worker_tag_membership: WorkerTagMembershipTable;
  sleep_schedules: SleepSchedulesTable;
  task_attempts: TaskAttemptsTable;
  job_times: JobTimesTable;
  worker_status_history: WorkerStatusHistoryTable;
  frame_times: FrameTimesTable;
  last_rendered: LastRenderedTable;
  checkouts: CheckoutsTable;
}

/** 0 or 1. */
type Truth = 0 | 1;
/** UTC milliseconds. */
type Time = number;
/** JSON text. */
type JsonText = string;

export interface JobsTable {
  id: Generated<number>;
  uuid: string;
  name: string;
  type: string;
  priority: number;
  status: JobStatus;
  activity: string;
  settings: JsonText;
  metadata: JsonText;
  /** Sentences about the submission, a list. */
  warnings: JsonText;
  /** Of the script that made its tasks; null for a job of the original or of an older program. */
  script_digest: string | null;
  created_at: Time;
  updated_at: Time;
  /** Path of the Shaman checkout with the job's files. */
  checkout_path: string | null;
  worker_tag_id: number | null;
  /** Overrides of the configuration (D2.6). */
  blocklist_threshold: number | null;
  soft_fail_count: number | null;
  steps_completed: number;
  steps_total: number;
  /** When the first of its tasks began. */
  started_at: Time | null;
  /** When the job was completed, failed or canceled; null while it has not ended. */
  finished_at: Time | null;
  /** Since when at least one of its tasks is active; null while none is. */
  active_since: Time | null;
  /** How long at least one of its tasks was active, up to `active_since`. */
  active_ms: Generated<number>;
  /** How many frames have a time in `frame_times`, and the sum of these times. */
  frames_timed: Generated<number>;
  frame_ms: Generated<number>;
  /** Tasks per status, moved in the transaction that changes the tasks (architecture §4). */
  n_queued: number;
  n_soft_failed: number;
  n_active: number;
  n_completed: number;
  n_failed: number;
  n_canceled: number;
  n_paused: number;
  delete_requested_at: Time | null;
  deletion_attempts: number;
  deletion_next_at: Time | null;
  /** Why the last attempt to delete the job failed. */
  deletion_error: string | null;
  /** Since when the job is being deleted; its deletion cannot be withdrawn then, and its tasks may be gone. */
  deletion_began_at: Time | null;
}

export interface TasksTable {
  id: Generated<number>;
  uuid: string;
  job_id: number;
  /** From 1. */
  index_in_job: number;
  name: string;
  type: string;
  type_key: string;
  priority: number;
  status: TaskStatus;
  activity: string;
  /** The last Worker that had the task; it has it now only while the status is `active`. */
  worker_id: number | null;
  /** The open attempt while the task is active. */
  attempt_id: number | null;
  /** How many of its dependencies are not completed. */
  blocked_by: number;
  steps_completed: number;
  steps_total: number;
  created_at: Time;
  updated_at: Time;
  last_touched_at: Time | null;
  /** 1 when the job is to be paused when the task is completed, else 0. */
  pause_job_after: Generated<number>;
}

/** Apart from the tasks, which are rewritten at each report. */
export interface TaskCommandsTable {
  task_id: number;
  commands: JsonText;
}

/** A task waits for its dependency, which is of the same job. */
export interface TaskDependenciesTable {
  task_id: number;
  dependency_id: number;
}

/** This Worker failed this task since its failure list was cleared. */
export interface TaskFailuresTable {
  task_id: number;
  worker_id: number;
  job_id: number;
  type_key: string;
  created_at: Time;
}

/** Counts the tasks of a type in a job. */
export interface JobRunnableTable {
  job_id: number;
  type_key: string;
  /** Those that could run now: queued or soft-failed, all dependencies completed. */
  runnable: number;
  /** Those that are still to be done: queued, soft-failed, active or paused. */
  unfinished: Generated<number>;
}

/** A Worker that may not run tasks of this type on this job. */
export interface JobBlocksTable {
  job_id: number;
  worker_id: number;
  type_key: string;
  task_type: string;
  created_at: Time;
}

export interface WorkersTable {
  id: Generated<number>;
  uuid: string;
  /** bcrypt hash. */
  secret: string;
  name: string;
  address: string;
  platform: string;
  software: string;
  status: WorkerStatus;
  /** What the Worker was when it was lost, while its status is `error` (D2.12). */
  status_before_error: WorkerStatus | null;
  status_requested: WorkerStatus | null;
  is_lazy_request: Truth;
  /** Who asked for it, as the history shows it once the Worker has taken it. */
  request_reason: string | null;
  /** A list, as the Worker named them. */
  task_types: JsonText;
  can_restart: Truth;
  can_test: Truth;
  can_check_storage: Truth;
  /** Never blocked for failures (D2.6). */
  is_block_exempt: Truth;
  /** What the Worker told about its machine. */
  host_facts: JsonText | null;
  created_at: Time;
  updated_at: Time;
  last_seen_at: Time | null;
  deleted_at: Time | null;
}

export interface WorkerTaskTypesTable {
  worker_id: number;
  type_key: string;
}

export interface WorkerTagsTable {
  id: Generated<number>;
  uuid: string;
  name: string;
  description: string;
  created_at: Time;
  updated_at: Time;
}

export interface WorkerTagMembershipTable {
  worker_tag_id: number;
  worker_id: number;
}

export interface SleepSchedulesTable {
  worker_id: number;
  is_active: Truth;
  /** `mo tu we`; empty for every day. */
  days_of_week: string;
  /** `HH:MM` or empty. */
  start_time: string;
  end_time: string;
  /** The schedule's next boundary; it is applied then, and not before. */
  next_check_at: Time | null;
  created_at: Time;
  updated_at: Time;
}

/** One time that a Worker had a task (D8.2). */
export interface TaskAttemptsTable {
  id: Generated<number>;
  task_id: number;
  job_id: number;
  worker_id: number;
  started_at: Time;
  ended_at: Time | null;
  outcome: AttemptOutcome | null;
  /** Why it ended, a sentence. */
  reason: string | null;
  /** Came with the database of an original Manager. */
  is_imported: Generated<Truth>;
}

/** How an attempt ended. */
export type AttemptOutcome = 'completed' | 'failed' | 'requeued' | 'canceled' | 'paused' | 'timed-out';

/** How long a Worker took for the tasks of a type that it completed in a job: a sum over `task_attempts`. */
export interface JobTimesTable {
  job_id: number;
  type_key: string;
  worker_id: number;
  tasks: number;
  total_ms: number;
}

export interface WorkerStatusHistoryTable {
  id: Generated<number>;
  worker_id: number;
  status: WorkerStatus;
  since: Time;
  /** Why, a sentence; empty when the Worker just said so. */
  reason: string;
}

export interface FrameTimesTable {
  id: Generated<number>;
  job_id: number;
  task_id: number;
  attempt_id: number | null;
  worker_id: number;
  frame: number;
  duration_ms: number;
  finished_at: Time;
}

/** At most one row: the job with the newest image. */
export interface LastRenderedTable {
  id: number;
  job_id: number;
  updated_at: Time;
}

/** A Shaman checkout (D5.2). */
export interface CheckoutsTable {
  id: Generated<number>;
  /** Relative to the job storage. */
  path: string;
  created_at: Time;
}

export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;
export type NewRow<Table extends keyof Schema> = Insertable<Schema[Table]>;
export type RowChange<Table extends keyof Schema> = Updateable<Schema[Table]>;
