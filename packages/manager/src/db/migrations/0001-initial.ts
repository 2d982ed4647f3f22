import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Dialect } from '../dialects.js';

/** The first schema of ours; what each column means stands in schema.ts. */
export async function createInitialSchema(q: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createWorkerTables(q, dialect);
  await createJobTables(q, dialect);
  await createTaskTables(q, dialect);
  await createFailureTables(q, dialect);
  await createHistoryTables(q, dialect);
  await createIndexes(q);
}

async function createWorkerTables(q: Kysely<unknown>, { autoId, bigInteger: time }: Dialect): Promise<void> {
  await q.schema
    .createTable('worker_tags')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('uuid', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .execute();
  await q.schema
    .createTable('workers')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('uuid', 'text', (column) => column.notNull().unique())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('software', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('status_before_error', 'text')
    .addColumn('status_requested', 'text')
    .addColumn('is_lazy_request', 'integer', (column) => column.notNull())
    .addColumn('task_types', 'text', (column) => column.notNull())
    .addColumn('can_restart', 'integer', (column) => column.notNull())
    .addColumn('can_test', 'integer', (column) => column.notNull())
    .addColumn('is_block_exempt', 'integer', (column) => column.notNull())
    .addColumn('host_facts', 'text')
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .addColumn('last_seen_at', time)
    .addColumn('deleted_at', time)
    .execute();
  await q.schema
    .createTable('worker_task_types')
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addColumn('type_key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('worker_task_types_key', ['worker_id', 'type_key'])
    .execute();
  await q.schema
    .createTable('worker_tag_membership')
    .addColumn('worker_tag_id', 'integer', (column) =>
      column.notNull().references('worker_tags.id').onDelete('cascade'),
    )
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('worker_tag_membership_key', ['worker_tag_id', 'worker_id'])
    .execute();
  await q.schema
    .createTable('sleep_schedules')
    .addColumn('worker_id', 'integer', (column) => column.primaryKey().references('workers.id').onDelete('cascade'))
    .addColumn('is_active', 'integer', (column) => column.notNull())
    .addColumn('days_of_week', 'text', (column) => column.notNull())
    .addColumn('start_time', 'text', (column) => column.notNull())
    .addColumn('end_time', 'text', (column) => column.notNull())
    .addColumn('next_check_at', time)
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .execute();
}

async function createJobTables(q: Kysely<unknown>, { autoId, bigInteger: time }: Dialect): Promise<void> {
  let jobs = q.schema
    .createTable('jobs')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('uuid', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('priority', time, (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('activity', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('metadata', 'text', (column) => column.notNull())
    .addColumn('warnings', 'text', (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .addColumn('checkout_path', 'text')
    .addColumn('worker_tag_id', 'integer', (column) => column.references('worker_tags.id').onDelete('set null'))
    .addColumn('blocklist_threshold', 'integer')
    .addColumn('soft_fail_count', 'integer')
    .addColumn('steps_completed', time, (column) => column.notNull())
    .addColumn('steps_total', time, (column) => column.notNull())
    .addColumn('started_at', time)
    .addColumn('finished_at', time)
    .addColumn('active_since', time)
    .addColumn('active_ms', time, (column) => column.notNull().defaultTo(0))
    .addColumn('frames_timed', time, (column) => column.notNull().defaultTo(0))
    .addColumn('frame_ms', time, (column) => column.notNull().defaultTo(0));
  for (const status of ['queued', 'soft_failed', 'active', 'completed', 'failed', 'canceled', 'paused']) {
    jobs = jobs.addColumn(`n_${status}`, 'integer', (column) => column.notNull());
  }
  await jobs
    .addColumn('delete_requested_at', time)
    .addColumn('deletion_attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('deletion_next_at', time)
    .addColumn('deletion_error', 'text')
    .addColumn('deletion_began_at', time)
    .execute();
  await q.schema
    .createTable('job_runnable')
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('type_key', 'text', (column) => column.notNull())
    .addColumn('runnable', 'integer', (column) => column.notNull())
    .addColumn('unfinished', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('job_runnable_key', ['job_id', 'type_key'])
    .execute();
  await q.schema
    .createTable('last_rendered')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('updated_at', time, (column) => column.notNull())
    .execute();
  await q.schema
    .createTable('checkouts')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('path', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', time, (column) => column.notNull())
    .execute();
}

async function createTaskTables(q: Kysely<unknown>, { autoId, bigInteger: time }: Dialect): Promise<void> {
  await q.schema
    .createTable('tasks')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('uuid', 'text', (column) => column.notNull().unique())
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('index_in_job', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('type_key', 'text', (column) => column.notNull())
    .addColumn('priority', time, (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('activity', 'text', (column) => column.notNull())
    .addColumn('worker_id', 'integer', (column) => column.references('workers.id').onDelete('set null'))
    .addColumn('attempt_id', 'integer')
    .addColumn('blocked_by', 'integer', (column) => column.notNull())
    .addColumn('steps_completed', time, (column) => column.notNull())
    .addColumn('steps_total', time, (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .addColumn('last_touched_at', time)
    .execute();
  await q.schema
    .createTable('task_commands')
    .addColumn('task_id', 'integer', (column) => column.primaryKey().references('tasks.id').onDelete('cascade'))
    .addColumn('commands', 'text', (column) => column.notNull())
    .execute();
  await q.schema
    .createTable('task_dependencies')
    .addColumn('task_id', 'integer', (column) => column.notNull().references('tasks.id').onDelete('cascade'))
    .addColumn('dependency_id', 'integer', (column) => column.notNull().references('tasks.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('task_dependencies_key', ['task_id', 'dependency_id'])
    .execute();
}

async function createFailureTables(q: Kysely<unknown>, { bigInteger: time }: Dialect): Promise<void> {
  await q.schema
    .createTable('task_failures')
    .addColumn('task_id', 'integer', (column) => column.notNull().references('tasks.id').onDelete('cascade'))
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('type_key', 'text', (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addPrimaryKeyConstraint('task_failures_key', ['task_id', 'worker_id'])
    .execute();
  await q.schema
    .createTable('job_blocks')
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addColumn('type_key', 'text', (column) => column.notNull())
    .addColumn('task_type', 'text', (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addPrimaryKeyConstraint('job_blocks_key', ['job_id', 'worker_id', 'type_key'])
    .execute();
}

async function createHistoryTables(q: Kysely<unknown>, { autoId, bigInteger: time }: Dialect): Promise<void> {
  await q.schema
    .createTable('task_attempts')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('task_id', 'integer', (column) => column.notNull().references('tasks.id').onDelete('cascade'))
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addColumn('started_at', time, (column) => column.notNull())
    .addColumn('ended_at', time)
    .addColumn('outcome', 'text')
    .addColumn('reason', 'text')
    .addColumn('is_imported', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await q.schema
    .createTable('worker_status_history')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('since', time, (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute();
  await q.schema
    .createTable('job_times')
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('type_key', 'text', (column) => column.notNull())
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addColumn('tasks', 'integer', (column) => column.notNull())
    .addColumn('total_ms', time, (column) => column.notNull())
    .addPrimaryKeyConstraint('job_times_key', ['job_id', 'type_key', 'worker_id'])
    .execute();
  await q.schema
    .createTable('frame_times')
    .addColumn('id', autoId.type, autoId.build)
    .addColumn('job_id', 'integer', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('task_id', 'integer', (column) => column.notNull().references('tasks.id').onDelete('cascade'))
    .addColumn('attempt_id', 'integer', (column) => column.references('task_attempts.id').onDelete('set null'))
    .addColumn('worker_id', 'integer', (column) => column.notNull().references('workers.id').onDelete('cascade'))
    .addColumn('frame', time, (column) => column.notNull())
    .addColumn('duration_ms', time, (column) => column.notNull())
    .addColumn('finished_at', time, (column) => column.notNull())
    .execute();
}

/** Each stands for one question; the partial ones stay small however many tasks there are. */
const INDEXES = [
  // Which jobs may have work, in the order of D2.2?
  `create index jobs_schedulable on jobs (priority desc, created_at, id)
     where status in ('queued', 'active') and delete_requested_at is null`,
  'create index jobs_tag on jobs (worker_tag_id) where worker_tag_id is not null',
  'create index jobs_deletion on jobs (deletion_next_at) where delete_requested_at is not null',
  'create index jobs_checkout on jobs (checkout_path) where checkout_path is not null',
  'create unique index tasks_in_job on tasks (job_id, index_in_job)',
  // Which task of a job comes next for a Worker (architecture §5)?
  `create index tasks_runnable on tasks (job_id, type_key, priority desc, index_in_job, id)
     where status in ('queued', 'soft-failed') and blocked_by = 0`,
  // What is a Worker working on; what is overdue?
  `create index tasks_active on tasks (worker_id) where status = 'active'`,
  // Not with the time of change, which would be rewritten at every report.
  'create index tasks_worker on tasks (worker_id, job_id) where worker_id is not null',
  // What do other tasks wait for in vain?
  `create index tasks_ended_early on tasks (job_id, index_in_job) where status in ('failed', 'canceled')`,
  'create index task_dependencies_dependency on task_dependencies (dependency_id)',
  'create index task_failures_worker on task_failures (job_id, worker_id, type_key)',
  'create index task_failures_of_worker on task_failures (worker_id)',
  'create index job_blocks_worker on job_blocks (worker_id)',
  // Does the farm have any work of a type?
  'create index job_runnable_type on job_runnable (type_key) where runnable > 0',
  'create index worker_task_types_type on worker_task_types (type_key)',
  'create index worker_tag_members on worker_tag_membership (worker_id)',
  'create index sleep_schedules_due on sleep_schedules (next_check_at) where is_active = 1',
  'create index task_attempts_task on task_attempts (task_id)',
  'create index task_attempts_job on task_attempts (job_id, started_at)',
  'create index task_attempts_worker on task_attempts (worker_id, started_at)',
  // Why was a Worker blocked?
  `create index task_attempts_failed on task_attempts (job_id, worker_id) where outcome in ('failed', 'timed-out')`,
  'create index task_attempts_open on task_attempts (job_id) where ended_at is null',
  'create index worker_status_history_worker on worker_status_history (worker_id, since)',
  'create index frame_times_job on frame_times (job_id, frame)',
  'create index frame_times_task on frame_times (task_id)',
  'create index job_times_worker on job_times (worker_id)',
  'create index frame_times_worker on frame_times (worker_id)',
];

async function createIndexes(q: Kysely<unknown>): Promise<void> {
  for (const index of INDEXES) await sql.raw(index).execute(q);
}
