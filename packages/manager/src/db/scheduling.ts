import { sql } from 'kysely';
import { toTask } from './codecs.js';
import type { Task } from './records.js';
import { statement } from './statement.js';
import { selectTasks } from './tasks.js';
import type { Reader } from './transaction.js';

/**
 * What a Worker may do next, as two questions: the jobs that may have work in their order, then for each the first
 * task. One question over both tables would make the database sort every queued task of the farm for each request: at
 * 100 000 queued tasks that took 20 ms, this takes less than half of one (architecture §5).
 *
 * Limits are literals: SQLite plans a statement anew whenever a bound limit is bound again (80 µs, measured).
 */

const ownActive = statement<{ worker_id: number }>()((q, p) =>
  selectTasks(q)
    .where('tasks.worker_id', '=', p.worker_id)
    .where('tasks.status', '=', sql.lit('active' as const))
    .where('jobs.status', 'in', [
      sql.lit('active' as const),
      sql.lit('queued' as const),
      sql.lit('pause-requested' as const),
    ])
    .where('jobs.delete_requested_at', 'is', null)
    .orderBy('tasks.id')
    .limit(sql.lit(1)),
);

/**
 * The task that the Worker already has (contract 03 §5.2): the answer to its last request got lost, or it was started
 * anew. Also when its job is being paused: what was begun is finished.
 */
export async function findOwnActiveTask(reader: Reader, workerId: number): Promise<Task | undefined> {
  const row = await reader.first(ownActive, { worker_id: workerId });
  return row && toTask(row);
}

const workOfItsTypes = statement<{ worker_id: number }>()((q, p) =>
  q
    .selectFrom('worker_task_types')
    .innerJoin('job_runnable', 'job_runnable.type_key', 'worker_task_types.type_key')
    .select('job_runnable.job_id')
    .where('worker_task_types.worker_id', '=', p.worker_id)
    .where('job_runnable.runnable', '>', sql.lit(0))
    .limit(sql.lit(1)),
);

interface Place {
  readonly worker_id: number;
  readonly priority: number;
  readonly created_at: number;
  readonly job_id: number;
}

/** How many jobs are looked at before the next question; nearly always the first one has a task. */
const JOBS_AT_ONCE = 8;

/** Work of a job that a Worker supports and is not blocked from. */
const suitableWork = (jobId: unknown, workerId: unknown) => sql`
  from job_runnable r join worker_task_types t on t.type_key = r.type_key
  where r.job_id = ${jobId} and t.worker_id = ${workerId} and r.runnable > 0
    and not exists (select 1 from job_blocks b
      where b.job_id = r.job_id and b.worker_id = ${workerId} and b.type_key = r.type_key)`;

/** Jobs with work for a Worker in the order of D2.2, behind a place in that order. */
const jobsWithWork = statement<Place>()((q, p) =>
  q
    .selectFrom('jobs')
    .select(['id', 'priority', 'created_at'])
    .where('status', 'in', [sql.lit('queued' as const), sql.lit('active' as const)])
    .where('delete_requested_at', 'is', null)
    .where(
      sql<boolean>`(priority < ${p.priority} or (priority = ${p.priority} and
        (created_at > ${p.created_at} or (created_at = ${p.created_at} and id > ${p.job_id}))))`,
    )
    .where(
      sql<boolean>`(worker_tag_id is null or exists (select 1 from worker_tag_membership m
        where m.worker_tag_id = jobs.worker_tag_id and m.worker_id = ${p.worker_id}))`,
    )
    .where(sql<boolean>`exists (select 1 ${suitableWork(sql.ref('jobs.id'), p.worker_id)})`)
    .orderBy('priority', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .limit(sql.lit(JOBS_AT_ONCE)),
);

const typesWithWork = statement<{ worker_id: number; job_id: number }>()((q, p) =>
  q
    .selectFrom(sql<{ type_key: string }>`(select r.type_key ${suitableWork(p.job_id, p.worker_id)})`.as('work'))
    .select('work.type_key'),
);

const firstOfType = statement<{ worker_id: number; job_id: number; type_key: string }>()((q, p) =>
  selectTasks(q)
    .where('tasks.job_id', '=', p.job_id)
    .where('tasks.type_key', '=', p.type_key)
    .where('tasks.status', 'in', [sql.lit('queued' as const), sql.lit('soft-failed' as const)])
    .where('tasks.blocked_by', '=', sql.lit(0))
    .where(
      sql<boolean>`not exists (select 1 from task_failures f where f.task_id = tasks.id and f.worker_id = ${p.worker_id})`,
    )
    .orderBy('tasks.priority', 'desc')
    .orderBy('tasks.index_in_job')
    .orderBy('tasks.id')
    .limit(sql.lit(1)),
);

/** Before the first job of all. */
const START = { priority: Number.MAX_SAFE_INTEGER, created_at: 0, job_id: 0 };

/** The task that a Worker should run next; undefined when there is none for it (contract 03 §5.3, D2.2). */
export async function findRunnableTask(reader: Reader, workerId: number): Promise<Task | undefined> {
  if (!(await reader.first(workOfItsTypes, { worker_id: workerId }))) return undefined;
  for (let place = START; ;) {
    const jobs = await reader.all(jobsWithWork, { worker_id: workerId, ...place });
    for (const { id, priority, created_at } of jobs) {
      const task = await firstOfJob(reader, workerId, id);
      if (task) return task;
      place = { priority, created_at, job_id: id };
    }
    if (jobs.length < JOBS_AT_ONCE) return undefined;
  }
}

async function firstOfJob(reader: Reader, workerId: number, jobId: number): Promise<Task | undefined> {
  const found: Task[] = [];
  for (const { type_key } of await reader.all(typesWithWork, { worker_id: workerId, job_id: jobId })) {
    const row = await reader.first(firstOfType, { worker_id: workerId, job_id: jobId, type_key });
    if (row) found.push(toTask(row));
  }
  return found.sort(inOrder)[0];
}

function inOrder(a: Task, b: Task): number {
  return b.priority - a.priority || a.indexInJob - b.indexInJob || a.id - b.id;
}
