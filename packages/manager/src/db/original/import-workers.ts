import type { WorkerStatus } from '@flamenco/api';
import type Sqlite from 'better-sqlite3';
import { databaseTexts } from '../../texts/database.js';
import type { RowInserter } from './insert.js';
import type { OriginalSchedule, OriginalTag, OriginalWorker } from './rows.js';
import { daysOfWeek, taskTypes, timeOfDay, typeKeys } from './texts.js';
import { readTime } from './times.js';

const STATUSES: ReadonlySet<string> = new Set<WorkerStatus>([
  ...(['starting', 'awake', 'asleep', 'error', 'testing', 'offline', 'restart'] as const),
]);

/** Takes over the worker tags. */
export function importTags(from: Sqlite.Database, to: RowInserter, now: number): void {
  const tags = from.prepare<[], OriginalTag>('select * from worker_tags order by id').iterate();
  for (const { id, uuid, name, description, created_at, updated_at } of tags) {
    const createdAt = readTime(created_at) ?? now;
    const times = { created_at: createdAt, updated_at: readTime(updated_at) ?? createdAt };
    to.insert('worker_tags', { id, uuid, name, description, ...times });
  }
}

/** Takes over the Workers with their secrets, tags and schedules; also deleted ones, whose names old tasks tell. */
export function importWorkers(from: Sqlite.Database, to: RowInserter, now: number): void {
  const workers = from.prepare<[], OriginalWorker>('select * from workers order by id').iterate();
  for (const worker of workers) importWorker(worker, to, now);
  const members = from
    .prepare<[], { worker_tag_id: number; worker_id: number }>(
      `select m.worker_tag_id, m.worker_id from worker_tag_membership m
       join worker_tags t on t.id = m.worker_tag_id join workers w on w.id = m.worker_id`,
    )
    .iterate();
  for (const member of members) to.insert('worker_tag_membership', member);
  importSchedules(from, to, now);
}

function importWorker(worker: OriginalWorker, to: RowInserter, now: number): void {
  const { id, uuid, secret, name, address, platform, software } = worker;
  const types = taskTypes(worker.supported_task_types);
  const createdAt = readTime(worker.created_at) ?? now;
  const updatedAt = readTime(worker.updated_at) ?? createdAt;
  const status = asStatus(worker.status) ?? 'offline';
  const requested = asStatus(worker.status_requested) ?? null;
  to.insert('workers', {
    ...{ id, uuid, secret, name, address, platform, software, status },
    status_before_error: null,
    status_requested: requested,
    is_lazy_request: requested !== null && isTrue(worker.lazy_status_request) ? 1 : 0,
    task_types: JSON.stringify(types),
    can_restart: isTrue(worker.can_restart) ? 1 : 0,
    can_test: 0,
    can_check_storage: 0,
    is_block_exempt: 0,
    host_facts: null,
    created_at: createdAt,
    updated_at: updatedAt,
    last_seen_at: readTime(worker.last_seen_at) ?? null,
    deleted_at: readTime(worker.deleted_at) ?? null,
  });
  for (const type_key of typeKeys(types)) to.insert('worker_task_types', { worker_id: id, type_key });
  to.insert('worker_status_history', { worker_id: id, status, since: updatedAt, reason: databaseTexts.imported });
}

function importSchedules(from: Sqlite.Database, to: RowInserter, now: number): void {
  const schedules = from
    .prepare<[], OriginalSchedule>('select s.* from sleep_schedules s join workers w on w.id = s.worker_id')
    .iterate();
  for (const schedule of schedules) {
    const createdAt = readTime(schedule.created_at) ?? now;
    to.insert('sleep_schedules', {
      worker_id: schedule.worker_id,
      is_active: isTrue(schedule.is_active) ? 1 : 0,
      days_of_week: daysOfWeek(schedule.days_of_week),
      start_time: timeOfDay(schedule.start_time),
      end_time: timeOfDay(schedule.end_time),
      next_check_at: readTime(schedule.next_check) ?? null,
      created_at: createdAt,
      updated_at: readTime(schedule.updated_at) ?? createdAt,
    });
  }
}

function asStatus(status: string): WorkerStatus | undefined {
  return STATUSES.has(status) ? (status as WorkerStatus) : undefined;
}

/** Before version 5 of the original's schema truths were numbers, and texts cannot be ruled out. */
function isTrue(value: unknown): boolean {
  return value === 1 || value === '1' || value === 'true';
}
