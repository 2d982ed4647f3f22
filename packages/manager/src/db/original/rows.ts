/** The rows of the original's tables as far as they are taken over (contract 11 §4). Values are whatever SQLite holds. */

export interface OriginalTag {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly created_at: unknown;
  readonly updated_at: unknown;
}

export interface OriginalWorker {
  readonly id: number;
  readonly uuid: string;
  readonly secret: string;
  readonly name: string;
  readonly address: string;
  readonly platform: string;
  readonly software: string;
  readonly status: string;
  readonly status_requested: string;
  readonly lazy_status_request: unknown;
  readonly supported_task_types: string;
  readonly can_restart: unknown;
  readonly created_at: unknown;
  readonly updated_at: unknown;
  readonly last_seen_at: unknown;
  readonly deleted_at: unknown;
}

export interface OriginalSchedule {
  readonly worker_id: number;
  readonly is_active: unknown;
  readonly days_of_week: string;
  readonly start_time: string;
  readonly end_time: string;
  readonly next_check: unknown;
  readonly created_at: unknown;
  readonly updated_at: unknown;
}

export interface OriginalJob {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly job_type: string;
  readonly priority: number;
  readonly status: string;
  readonly activity: string;
  readonly settings: unknown;
  readonly metadata: unknown;
  readonly storage_shaman_checkout_id: string;
  /** Null also when the tag is gone. */
  readonly worker_tag_id: number | null;
  readonly created_at: unknown;
  readonly updated_at: unknown;
  readonly delete_requested_at: unknown;
}

export interface OriginalTask {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
  readonly index_in_job: number;
  readonly priority: number;
  readonly status: string;
  readonly activity: string;
  /** Null also when the Worker is gone. */
  readonly worker_id: number | null;
  /** 1 while this is the newest active task of a Worker that is not deleted. */
  readonly is_owned: 0 | 1;
  readonly commands: unknown;
  readonly steps_completed: number;
  readonly steps_total: number;
  readonly created_at: unknown;
  readonly updated_at: unknown;
  readonly last_touched_at: unknown;
}

/** A task waits for another one of its job. */
export interface OriginalDependency {
  readonly task_id: number;
  readonly dependency_id: number;
}

export interface OriginalFailure {
  readonly task_id: number;
  readonly worker_id: number;
  readonly type: string;
  readonly created_at: unknown;
}

export interface OriginalBlock {
  readonly worker_id: number;
  readonly task_type: string;
  readonly created_at: unknown;
}
