import { toSleepSchedule } from './codecs.js';
import { tasksAtWork } from './named-tasks.js';
import type { NamedTask } from './named-tasks.js';
import type { SleepSchedule, Worker } from './records.js';
import type { Reader } from './transaction.js';
import { listWorkers } from './worker-lists.js';

/** A Worker with everything that decides about what it may run. */
export interface WorkerAtLarge extends Worker {
  readonly tagIds: readonly number[];
  readonly schedule?: SleepSchedule | undefined;
  /** The task that it has. */
  readonly work?: NamedTask | undefined;
  /** While it is in `error` by its own word: why, as it said; may be empty. */
  readonly ownTrouble?: string | undefined;
}

/** All Workers that are not deleted, in the order of their registration; five questions, however many there are. */
export async function workersAtLarge(reader: Reader): Promise<WorkerAtLarge[]> {
  const workers = await listWorkers(reader);
  const schedules = await schedulesOfWorkers(reader);
  const tagIds = await tagIdsOfWorkers(reader);
  const work = await tasksAtWork(reader);
  const troubles = await ownTroubles(reader);
  return workers.map((worker) => ({
    ...worker,
    tagIds: tagIds.get(worker.id) ?? [],
    schedule: schedules.get(worker.id),
    work: work.get(worker.id),
    ownTrouble: troubles.get(worker.id),
  }));
}

async function schedulesOfWorkers(reader: Reader): Promise<ReadonlyMap<number, SleepSchedule>> {
  const rows = await reader.q.selectFrom('sleep_schedules').selectAll().where('is_active', '=', 1).execute();
  return new Map(rows.map((row) => [row.worker_id, toSleepSchedule(row)]));
}

/** What Workers said last that are in `error` by their own word. */
async function ownTroubles(reader: Reader): Promise<ReadonlyMap<number, string>> {
  const rows = await reader.q
    .selectFrom('workers')
    .innerJoin('worker_status_history', 'worker_status_history.worker_id', 'workers.id')
    .select(['workers.id', 'worker_status_history.reason'])
    .where('workers.deleted_at', 'is', null)
    .where('workers.status_before_error', '=', 'error')
    .where('worker_status_history.id', '=', (last) =>
      last
        .selectFrom('worker_status_history as one')
        .select((of) => of.fn.max('one.id').as('id'))
        .whereRef('one.worker_id', '=', 'workers.id'),
    )
    .execute();
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}

async function tagIdsOfWorkers(reader: Reader): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await reader.q.selectFrom('worker_tag_membership').selectAll().orderBy('worker_tag_id').execute();
  const tags = new Map<number, number[]>();
  for (const { worker_id, worker_tag_id } of rows) {
    tags.set(worker_id, [...(tags.get(worker_id) ?? []), worker_tag_id]);
  }
  return tags;
}

/** Numbers of the Workers that have failed a task or are blocked from some: those that are not like all of their kind. */
export async function markedWorkers(reader: Reader): Promise<ReadonlySet<number>> {
  const rows = await reader.q
    .selectFrom('workers')
    .select('id')
    .where('deleted_at', 'is', null)
    .where((where) =>
      where.or([
        where.exists(where.selectFrom('task_failures').select('task_id').whereRef('worker_id', '=', 'workers.id')),
        where.exists(where.selectFrom('job_blocks').select('job_id').whereRef('worker_id', '=', 'workers.id')),
      ]),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}
