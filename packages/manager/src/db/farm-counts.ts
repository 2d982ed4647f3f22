import type { JobStatus, WorkerStatus } from '@flamenco/api';
import type { Reader } from './transaction.js';

/** How many jobs and Workers have each status; statuses that nobody has are left out, deleted Workers are not counted. */
export interface FarmCounts {
  readonly jobs: Partial<Readonly<Record<JobStatus, number>>>;
  readonly workers: Partial<Readonly<Record<WorkerStatus, number>>>;
}

export async function countFarm(reader: Reader): Promise<FarmCounts> {
  const jobs = await reader.q
    .selectFrom('jobs')
    .select((of) => ['status', of.fn.countAll<number | string>().as('count')])
    .groupBy('status')
    .execute();
  const workers = await reader.q
    .selectFrom('workers')
    .select((of) => ['status', of.fn.countAll<number | string>().as('count')])
    .where('deleted_at', 'is', null)
    .groupBy('status')
    .execute();
  return { jobs: byStatus(jobs), workers: byStatus(workers) };
}

function byStatus<Status extends string>(
  rows: readonly { readonly status: Status; readonly count: number | string }[],
): Partial<Record<Status, number>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const { status, count } of rows) counts[status] = Number(count);
  return counts;
}
