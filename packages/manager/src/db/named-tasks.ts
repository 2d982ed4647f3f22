import type { TaskStatus } from '@flamenco/api';
import { sql } from 'kysely';
import type { Reader } from './transaction.js';

// Tasks that explanations name: counts, and a few examples, never all tasks of a job.

/** A task as explanations name it. */
export interface NamedTask {
  readonly uuid: string;
  readonly name: string;
  readonly status: TaskStatus;
  readonly jobUuid: string;
}

/** How many there are, and the first few. */
export interface SomeTasks {
  readonly count: number;
  readonly examples: readonly NamedTask[];
}

/** Every question for tasks to be named begins like this. */
export const namedTasks = (reader: Reader) =>
  reader.q
    .selectFrom('tasks')
    .innerJoin('jobs', 'jobs.id', 'tasks.job_id')
    .select(['tasks.uuid', 'tasks.name', 'tasks.status', 'jobs.uuid as jobUuid']);

/** Which tasks are worked on, and by whom, by the numbers of the Workers. */
export async function tasksAtWork(reader: Reader): Promise<ReadonlyMap<number, NamedTask>> {
  const rows = await namedTasks(reader)
    .select('tasks.worker_id')
    .where('tasks.status', '=', sql.lit('active' as const))
    .where('tasks.worker_id', 'is not', null)
    .where('jobs.status', 'in', ['active', 'queued', 'pause-requested'])
    .where('jobs.delete_requested_at', 'is', null)
    .orderBy('tasks.id', 'desc')
    .execute();
  return new Map(rows.flatMap(({ worker_id, ...task }) => (worker_id === null ? [] : [[worker_id, task] as const])));
}

/** Dependencies of a task that are not completed. */
export async function openDependencies(
  reader: Reader,
  task: { readonly id: number; readonly blockedBy: number },
  limit: number,
): Promise<SomeTasks> {
  if (task.blockedBy === 0) return { count: 0, examples: [] };
  const examples = await namedTasks(reader)
    .innerJoin('task_dependencies', 'task_dependencies.dependency_id', 'tasks.id')
    .where('task_dependencies.task_id', '=', task.id)
    .where('tasks.status', '<>', 'completed')
    .orderBy('tasks.index_in_job')
    .limit(limit)
    .execute();
  return { count: task.blockedBy, examples };
}

/**
 * What a task waits for, directly or through others, and that failed or was cancelled. Only tasks that are not completed
 * are walked; callers ask only when the job has such tasks at all.
 */
export async function endedDependencies(reader: Reader, taskId: number, limit: number): Promise<SomeTasks> {
  const { rows } = await sql<NamedTask & { readonly total: number | string }>`
    with recursive awaited (id) as (
      select dependency_id from task_dependencies where task_id = ${taskId}
      union
      select d.dependency_id from awaited a
        join tasks t on t.id = a.id and t.status <> 'completed'
        join task_dependencies d on d.task_id = a.id)
    select t.uuid, t.name, t.status, j.uuid as "jobUuid", count(*) over () as total
      from awaited a join tasks t on t.id = a.id join jobs j on j.id = t.job_id
      where t.status in ('failed', 'canceled')
      order by t.index_in_job limit ${limit}`.execute(reader.q);
  return { count: Number(rows[0]?.total ?? 0), examples: rows.map(withoutTotal) };
}

function withoutTotal({ uuid, name, status, jobUuid }: NamedTask): NamedTask {
  return { uuid, name, status, jobUuid };
}

/** Failed and cancelled tasks of a job that others of it wait for. */
export async function tasksHoldingUp(reader: Reader, jobId: number, limit: number): Promise<SomeTasks> {
  const { rows } = await sql<NamedTask & { readonly total: number | string }>`
    select t.uuid, t.name, t.status, j.uuid as "jobUuid", count(*) over () as total
      from tasks t join jobs j on j.id = t.job_id
      where t.job_id = ${jobId} and t.status in ('failed', 'canceled')
        and exists (select 1 from task_dependencies d join tasks w on w.id = d.task_id
          where d.dependency_id = t.id and w.status in ('queued', 'soft-failed'))
      order by t.index_in_job limit ${limit}`.execute(reader.q);
  return { count: Number(rows[0]?.total ?? 0), examples: rows.map(withoutTotal) };
}
