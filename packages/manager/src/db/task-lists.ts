import { sql } from 'kysely';
import { toCommands, toTask, typeKey } from './codecs.js';
import type { TaskRow } from './codecs.js';
import { allOf, contains, isOneOf, isSince, orderAndPart, orderOf } from './list-request.js';
import type { Condition, ListPage, TaskFilter, TaskOrder } from './list-request.js';
import type { TaskDetails, TaskSummary, TaskWorker } from './records.js';
import { selectTasks } from './tasks.js';
import type { Reader } from './transaction.js';

const tasksWithWorker = (reader: Reader) =>
  selectTasks(reader.q)
    .leftJoin('workers', 'workers.id', 'tasks.worker_id')
    .select([
      'workers.uuid as worker_uuid',
      'workers.name as worker_name',
      'workers.address as worker_address',
      'workers.deleted_at as worker_deleted_at',
    ]);

type ListedRow = TaskRow & {
  readonly worker_uuid: string | null;
  readonly worker_name: string | null;
  readonly worker_address: string | null;
  readonly worker_deleted_at: number | null;
};

function toTaskSummary(row: ListedRow): TaskSummary {
  return { ...toTask(row), worker: lastWorker(row) };
}

/** Of a deleted Worker only the UUID is told (contract 02 §5.3). */
function lastWorker(row: ListedRow): TaskWorker | undefined {
  if (row.worker_uuid === null) return undefined;
  if (row.worker_deleted_at !== null) return { uuid: row.worker_uuid, name: '', address: '' };
  return { uuid: row.worker_uuid, name: row.worker_name ?? '', address: row.worker_address ?? '' };
}

const ORDERS = {
  index_in_job: sql`tasks.index_in_job`,
  name: sql`lower(tasks.name)`,
  task_type: sql`tasks.type`,
  status: sql`tasks.status`,
  priority: sql`tasks.priority`,
  updated: sql`tasks.updated_at`,
};

/**
 * The tasks of a job that are wanted, in their order unless told otherwise; none for an unknown job. A page is found
 * in the tasks alone: with the Workers joined first, a page far behind cost 6 times as much.
 */
export async function listTasksOfJob(
  reader: Reader,
  jobUuid: string,
  filter: TaskFilter = {},
  page: ListPage<TaskOrder> = {},
): Promise<TaskSummary[]> {
  const wanted = allOf(conditions(jobUuid, filter));
  const part = sql<boolean>`tasks.id in (select tasks.id from tasks where ${wanted}
    ${orderAndPart(page, ORDERS, OWN_ORDER)})`;
  const rows = await tasksWithWorker(reader)
    .where(page.limit === undefined && page.offset === undefined ? wanted : part)
    .modifyEnd(orderOf(page, ORDERS, OWN_ORDER))
    .execute();
  return rows.map(toTaskSummary);
}

const OWN_ORDER = 'tasks.index_in_job';

/** How many of them there are on all pages. */
export async function countTasksOfJob(reader: Reader, jobUuid: string, filter: TaskFilter): Promise<number> {
  const { count } = await reader.q
    .selectFrom('tasks')
    .select((of) => of.fn.countAll().as('count'))
    .where(allOf(conditions(jobUuid, filter)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function conditions(jobUuid: string, { statuses, type, search, workerId, updatedSince }: TaskFilter): Condition[] {
  return [
    sql<boolean>`tasks.job_id = (select j.id from jobs j where j.uuid = ${jobUuid})`,
    ...(statuses ? [isOneOf('tasks.status', statuses)] : []),
    ...(type === undefined ? [] : [sql<boolean>`tasks.type_key = ${typeKey(type)}`]),
    ...(search === undefined ? [] : [contains('tasks.name', search)]),
    ...(workerId === undefined ? [] : [sql<boolean>`tasks.worker_id = ${workerId}`]),
    ...(updatedSince ? [isSince('tasks.updated_at', updatedSince)] : []),
  ];
}

export async function findTaskDetails(reader: Reader, uuid: string): Promise<TaskDetails | undefined> {
  const row = await tasksWithWorker(reader)
    .leftJoin('task_commands', 'task_commands.task_id', 'tasks.id')
    .select('task_commands.commands')
    .where('tasks.uuid', '=', uuid)
    .executeTakeFirst();
  if (!row) return undefined;
  const failedByWorkers = await failedBy(reader, row.id);
  return { ...toTaskSummary(row), commands: row.commands === null ? [] : toCommands(row.commands), failedByWorkers };
}

/** In the order of the Workers' registration (contract 02 §8.1). */
async function failedBy(reader: Reader, taskId: number): Promise<TaskWorker[]> {
  return await reader.q
    .selectFrom('task_failures')
    .innerJoin('workers', 'workers.id', 'task_failures.worker_id')
    .select(['workers.uuid', 'workers.name', 'workers.address'])
    .where('task_failures.task_id', '=', taskId)
    .orderBy('workers.id')
    .execute();
}

/** The task that a Worker has, else the last one that it had (contract 01 §5.2). */
export async function taskShownForWorker(reader: Reader, workerId: number): Promise<TaskSummary | undefined> {
  const active = await tasksWithWorker(reader)
    .where('tasks.worker_id', '=', workerId)
    .where('tasks.status', '=', 'active')
    .where('jobs.status', '=', 'active')
    .orderBy('tasks.id')
    .limit(1)
    .executeTakeFirst();
  const shown =
    active ??
    (await tasksWithWorker(reader)
      .innerJoin('task_attempts', 'task_attempts.task_id', 'tasks.id')
      .where('tasks.worker_id', '=', workerId)
      .where('task_attempts.worker_id', '=', workerId)
      .orderBy('task_attempts.started_at', 'desc')
      .orderBy('task_attempts.id', 'desc')
      .limit(1)
      .executeTakeFirst());
  return shown && toTaskSummary(shown);
}
