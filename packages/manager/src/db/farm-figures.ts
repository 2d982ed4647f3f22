import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';
import { sql } from 'kysely';
import { countFarm } from './farm-counts.js';
import type { Reader } from './transaction.js';

/** How much of everything a farm has at this moment. */
export interface FarmFigures {
  readonly jobs: Partial<Readonly<Record<JobStatus, number>>>;
  readonly tasks: Readonly<Record<TaskStatus, number>>;
  readonly workers: Partial<Readonly<Record<WorkerStatus, number>>>;
  /** Tasks that could be started, by the key of their type. */
  readonly runnable: Readonly<Record<string, number>>;
}

/** From the counters that are stored with jobs: no task is looked at, however many there are. */
export async function farmFigures(reader: Reader): Promise<FarmFigures> {
  return { ...(await countFarm(reader)), tasks: await tasksByStatus(reader), runnable: await runnableByType(reader) };
}

async function tasksByStatus(reader: Reader): Promise<Record<TaskStatus, number>> {
  const sum = (column: string) => sql<number | string | null>`sum(${sql.ref(column)})`;
  const row = await reader.q
    .selectFrom('jobs')
    .select([
      sum('n_queued').as('queued'),
      sum('n_soft_failed').as('soft-failed'),
      sum('n_active').as('active'),
      sum('n_completed').as('completed'),
      sum('n_failed').as('failed'),
      sum('n_canceled').as('canceled'),
      sum('n_paused').as('paused'),
    ])
    .executeTakeFirstOrThrow();
  return Object.fromEntries(Object.entries(row).map(([status, count]) => [status, Number(count ?? 0)])) as Record<
    TaskStatus,
    number
  >;
}

async function runnableByType(reader: Reader): Promise<Record<string, number>> {
  const rows = await reader.q
    .selectFrom('job_runnable')
    .innerJoin('jobs', 'jobs.id', 'job_runnable.job_id')
    .select(['job_runnable.type_key', (of) => of.fn.sum<number | string>('job_runnable.runnable').as('tasks')])
    .where('jobs.status', 'in', ['queued', 'active'])
    .where('jobs.delete_requested_at', 'is', null)
    .where('job_runnable.runnable', '>', 0)
    .groupBy('job_runnable.type_key')
    .execute();
  return Object.fromEntries(rows.map(({ type_key, tasks }) => [type_key, Number(tasks)]));
}
