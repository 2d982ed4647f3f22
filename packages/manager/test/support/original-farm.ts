import { randomUUID } from 'node:crypto';
import bcrypt from 'bcryptjs';
import Sqlite from 'better-sqlite3';

/** The tables of an original Manager, schema version 8 (contract 11 §4). */
const TABLES = `
  create table goose_db_version (id integer primary key autoincrement, version_id integer not null,
    is_applied integer not null, tstamp timestamp default (datetime('now')));
  create table worker_tags (id integer not null primary key, created_at datetime not null, updated_at datetime,
    uuid varchar(36) unique not null default '', name varchar(64) unique not null default '',
    description varchar(255) not null default '');
  create table workers (id integer not null primary key, created_at datetime not null, updated_at datetime,
    uuid varchar(36) unique not null default '', secret varchar(255) not null default '',
    name varchar(64) not null default '', address varchar(39) not null default '',
    platform varchar(16) not null default '', software varchar(32) not null default '',
    status varchar(16) not null default '', last_seen_at datetime, status_requested varchar(16) not null default '',
    lazy_status_request boolean not null default false, supported_task_types varchar(255) not null default '',
    deleted_at datetime, can_restart boolean not null default false);
  create table worker_tag_membership (worker_tag_id integer not null, worker_id integer not null,
    primary key (worker_tag_id, worker_id),
    foreign key (worker_tag_id) references worker_tags (id) on delete cascade,
    foreign key (worker_id) references workers (id) on delete cascade);
  create table sleep_schedules (id integer not null primary key, created_at datetime not null, updated_at datetime,
    worker_id integer unique not null default 0, is_active boolean not null default false,
    days_of_week text not null default '', start_time text not null default '', end_time text not null default '',
    next_check datetime, foreign key (worker_id) references workers (id) on delete cascade);
  create table jobs (id integer not null primary key, created_at datetime not null, updated_at datetime,
    uuid varchar(36) unique not null default '', name varchar(64) not null default '',
    job_type varchar(32) not null default '', priority smallint not null default 0,
    status varchar(32) not null default '', activity varchar(255) not null default '',
    settings jsonb not null, metadata jsonb not null, delete_requested_at datetime,
    storage_shaman_checkout_id varchar(255) not null default '', worker_tag_id integer,
    steps_completed integer not null default 0, steps_total integer not null default 0,
    foreign key (worker_tag_id) references worker_tags (id) on delete set null);
  create table tasks (id integer not null primary key, created_at datetime not null, updated_at datetime,
    uuid varchar(36) unique not null default '', name varchar(64) not null default '',
    type varchar(32) not null default '', job_id integer not null default 0, index_in_job integer not null default 0,
    priority smallint not null default 50, status varchar(16) not null default '', worker_id integer,
    last_touched_at datetime, commands jsonb not null, activity varchar(255) not null default '',
    steps_completed integer not null default 0, steps_total integer not null default 0,
    unique (job_id, index_in_job), foreign key (job_id) references jobs (id) on delete cascade,
    foreign key (worker_id) references workers (id) on delete set null);
  create table task_dependencies (task_id integer not null, dependency_id integer not null,
    primary key (task_id, dependency_id), foreign key (task_id) references tasks (id) on delete cascade,
    foreign key (dependency_id) references tasks (id) on delete cascade);
  create table task_failures (created_at datetime not null, task_id integer not null, worker_id integer not null,
    primary key (task_id, worker_id), foreign key (task_id) references tasks (id) on delete cascade,
    foreign key (worker_id) references workers (id) on delete cascade);
  create table job_blocks (id integer not null primary key, created_at datetime not null,
    job_id integer not null default 0, worker_id integer not null default 0, task_type text not null,
    foreign key (job_id) references jobs (id) on delete cascade,
    foreign key (worker_id) references workers (id) on delete cascade);
  create unique index job_worker_tasktype on job_blocks (job_id, worker_id, task_type);
  create table last_rendereds (id integer not null primary key, created_at datetime not null, updated_at datetime,
    job_id integer not null default 0, foreign key (job_id) references jobs (id) on delete cascade);
  create index idx_jobs_uuid on jobs (uuid);
  create index idx_worker_tags_uuid on worker_tags (uuid);`;

/** A Worker of the original farm. */
export interface PlannedWorker {
  readonly name: string;
  readonly secret?: string;
  readonly status?: string;
  readonly statusRequested?: string;
  readonly isDeleted?: boolean;
}

/** A task of a planned job. */
export interface PlannedTask {
  readonly status: string;
  readonly type?: string;
  /** Of the Worker that had it. */
  readonly workerId?: number;
  /** How many places before this one the task stands that it waits for. */
  readonly after?: number;
  readonly stepsTotal?: number;
  readonly stepsCompleted?: number;
}

export interface PlannedJob {
  readonly status: string;
  readonly tasks: readonly PlannedTask[];
  readonly tagId?: number;
  readonly checkout?: string;
  readonly isToBeDeleted?: boolean;
}

/** A job with the UUIDs of its tasks in their order. */
export interface OriginalJob {
  readonly id: number;
  readonly uuid: string;
  readonly tasks: readonly string[];
}

/** Everything in the file happened at this moment. */
export const THEN = Date.UTC(2024, 10, 11, 20, 12, 47, 123);
const THEN_TEXT = '2024-11-11 20:12:47.123456 +0000 UTC';

/** Writes a database as an original Manager leaves it: with its log beside it, as after a kill, until `close`. */
export class OriginalFarm {
  readonly #database: Sqlite.Database;

  constructor(
    readonly file: string,
    version = 8,
  ) {
    this.#database = new Sqlite(file);
    this.#database.pragma('journal_mode = WAL');
    this.#database.exec(TABLES);
    for (let applied = 0; applied <= version; applied += 1) {
      this.#database.prepare('insert into goose_db_version (version_id, is_applied) values (?, 1)').run(applied);
    }
  }

  tag(name: string): { readonly id: number; readonly uuid: string } {
    const uuid = randomUUID();
    return { id: this.#insert('worker_tags', { uuid, name, description: `about ${name}` }), uuid };
  }

  async worker(plan: PlannedWorker, ...tagIds: readonly number[]): Promise<{ id: number; uuid: string }> {
    const uuid = randomUUID();
    const id = this.#insert('workers', {
      uuid,
      name: plan.name,
      secret: (await bcrypt.hash(plan.secret ?? 'unknown', 4)).replace(/^\$2b\$/, '$2a$'),
      address: '192.168.3.4',
      platform: 'linux',
      software: '3.9-beta1',
      status: plan.status ?? 'asleep',
      status_requested: plan.statusRequested ?? '',
      supported_task_types: 'blender,ffmpeg,file-management,misc',
      last_seen_at: THEN_TEXT,
      ...(plan.isDeleted && { deleted_at: THEN_TEXT }),
    });
    for (const worker_tag_id of tagIds) {
      this.#database
        .prepare('insert into worker_tag_membership (worker_tag_id, worker_id) values (?, ?)')
        .run(worker_tag_id, id);
    }
    return { id, uuid };
  }

  schedule(workerId: number, days: string, start: string, end: string): void {
    const times = { days_of_week: days, start_time: start, end_time: end, next_check: '' };
    this.#insert('sleep_schedules', { worker_id: workerId, is_active: 1, ...times });
  }

  job(name: string, plan: PlannedJob): OriginalJob {
    return this.#database.transaction(() => {
      const uuid = randomUUID();
      const id = this.#insert('jobs', {
        uuid,
        name,
        job_type: 'simple-blender-render',
        priority: 50,
        status: plan.status,
        activity: `${plan.status} it was`,
        settings: Buffer.from('{"blendfile":"{shared}/\\u003cfilm\\u003e.blend","frames":"1-3"}'),
        metadata: Buffer.from('{"project":"Sprite Fright"}'),
        storage_shaman_checkout_id: plan.checkout ?? '',
        worker_tag_id: plan.tagId ?? null,
        ...(plan.isToBeDeleted && { delete_requested_at: THEN_TEXT }),
      });
      const ids: number[] = [];
      const tasks = plan.tasks.map((task, index) => {
        const taskUuid = randomUUID();
        const taskId = this.#task(id, index, taskUuid, task);
        ids.push(taskId);
        if (task.after !== undefined) {
          this.#database.prepare('insert into task_dependencies values (?, ?)').run(taskId, ids[index - task.after]);
        }
        return taskUuid;
      });
      return { id, uuid, tasks };
    })();
  }

  #task(jobId: number, index: number, uuid: string, task: PlannedTask): number {
    return this.#insert('tasks', {
      uuid,
      name: `frame-${index + 1}`,
      type: task.type ?? 'blender',
      job_id: jobId,
      index_in_job: index + 1,
      status: task.status,
      worker_id: task.workerId ?? null,
      last_touched_at: THEN_TEXT,
      commands: Buffer.from('[{"name":"blender-render","parameters":{"args":["-f","1"]},"total_step_count":1}]'),
      steps_completed: task.stepsCompleted ?? 0,
      steps_total: task.stepsTotal ?? 1,
    });
  }

  failure(job: OriginalJob, index: number, workerId: number): void {
    this.#database
      .prepare('insert into task_failures select ?, id, ? from tasks where uuid = ?')
      .run(THEN_TEXT, workerId, job.tasks[index]);
  }

  block(job: OriginalJob, workerId: number, taskType: string): void {
    const row = this.#database.prepare(
      'insert into job_blocks (created_at, job_id, worker_id, task_type) values (?, ?, ?, ?)',
    );
    row.run(THEN_TEXT, job.id, workerId, taskType);
  }

  lastRendered(job: OriginalJob): void {
    this.#insert('last_rendereds', { job_id: job.id });
  }

  /** For what no original Manager would write. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  close(): void {
    this.#database.close();
  }

  #insert(table: string, values: Readonly<Record<string, unknown>>): number {
    const row = { created_at: THEN_TEXT, updated_at: THEN_TEXT, ...values };
    const columns = Object.keys(row);
    const places = columns.map((column) => `@${column}`);
    const statement = this.#database.prepare(`insert into ${table} (${columns.join()}) values (${places.join()})`);
    return Number(statement.run(row).lastInsertRowid);
  }
}
