import { toJobState, toTask, toWorker } from '../../../src/db/codecs.js';
import type { JobState, Task, Worker } from '../../../src/db/records.js';
import { selectTasks } from '../../../src/db/tasks.js';
import type { Reader } from '../../../src/db/transaction.js';

/** Everything of a small farm at one moment. */
export interface Snapshot {
  readonly jobs: ReadonlyMap<number, JobState>;
  readonly tasks: ReadonlyMap<number, Task>;
  readonly workers: ReadonlyMap<number, Worker>;
  readonly failures: readonly { readonly taskId: number; readonly workerId: number }[];
  readonly blocks: readonly { readonly jobId: number; readonly workerId: number; readonly taskType: string }[];
  readonly memberships: readonly { readonly workerId: number; readonly tagId: number }[];
}

export const EMPTY: Snapshot = {
  jobs: new Map(),
  tasks: new Map(),
  workers: new Map(),
  failures: [],
  blocks: [],
  memberships: [],
};

export async function takeSnapshot(reader: Reader): Promise<Snapshot> {
  const { q } = reader;
  const jobs = (await q.selectFrom('jobs').selectAll().orderBy('id').execute()).map(toJobState);
  const tasks = (await selectTasks(q).orderBy('tasks.id').execute()).map(toTask);
  const workers = (await q.selectFrom('workers').selectAll().orderBy('id').execute()).map(toWorker);
  const failures = q.selectFrom('task_failures').select(['task_id as taskId', 'worker_id as workerId']);
  const blocks = q
    .selectFrom('job_blocks')
    .select(['job_id as jobId', 'worker_id as workerId', 'task_type as taskType']);
  const memberships = q.selectFrom('worker_tag_membership').select(['worker_id as workerId', 'worker_tag_id as tagId']);
  return {
    jobs: byId(jobs),
    tasks: byId(tasks),
    workers: byId(workers),
    failures: await failures.orderBy('task_id').orderBy('worker_id').execute(),
    blocks: await blocks.orderBy('job_id').orderBy('worker_id').orderBy('type_key').execute(),
    memberships: await memberships.execute(),
  };
}

function byId<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
