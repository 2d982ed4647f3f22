import { sql } from 'kysely';
import { optionalTime } from './codecs.js';
import { allOf, isOneOf, orderAndPart, orderOf } from './list-request.js';
import type { AttemptFilter, AttemptOrder, Condition, HistorySubject, ListPage } from './list-request.js';
import type { StatusPeriodOrder } from './list-request.js';
import type { TaskAttempt, WorkerStatusPeriod } from './records.js';
import type { Reader } from './transaction.js';

const ATTEMPT_ORDERS = {
  started_at: sql`task_attempts.started_at`,
  // Those that have not ended come last.
  ended_at: sql`coalesce(task_attempts.ended_at, ${sql.lit(Number.MAX_SAFE_INTEGER)})`,
};

/** The attempts that are wanted, oldest first unless told otherwise; the page is found before anything is joined. */
export async function listAttempts(
  reader: Reader,
  filter: AttemptFilter,
  page: ListPage<AttemptOrder> = {},
): Promise<TaskAttempt[]> {
  const ordered = { ...page, orderBy: page.orderBy ?? { field: 'started_at' as const, isDescending: false } };
  const part = sql<boolean>`task_attempts.id in (select task_attempts.id from task_attempts
    where ${allOf(attemptConditions(filter))} ${orderAndPart(ordered, ATTEMPT_ORDERS, 'task_attempts.id')})`;
  const rows = await reader.q
    .selectFrom('task_attempts')
    .innerJoin('tasks', 'tasks.id', 'task_attempts.task_id')
    .innerJoin('jobs', 'jobs.id', 'task_attempts.job_id')
    .innerJoin('workers', 'workers.id', 'task_attempts.worker_id')
    .selectAll('task_attempts')
    .select(['tasks.uuid as task_uuid', 'tasks.name as task_name', 'tasks.type as task_type'])
    .select(['jobs.uuid as job_uuid', 'workers.uuid as worker_uuid', 'workers.name as worker_name'])
    .where(part)
    .modifyEnd(orderOf(ordered, ATTEMPT_ORDERS, 'task_attempts.id'))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    taskUuid: row.task_uuid,
    taskName: row.task_name,
    taskType: row.task_type,
    jobUuid: row.job_uuid,
    workerUuid: row.worker_uuid,
    workerName: row.worker_name,
    startedAt: new Date(row.started_at),
    endedAt: optionalTime(row.ended_at),
    outcome: row.outcome ?? undefined,
    reason: row.reason ?? undefined,
  }));
}

/** How many of them there are on all pages. */
export async function countAttempts(reader: Reader, filter: AttemptFilter): Promise<number> {
  const { count } = await reader.q
    .selectFrom('task_attempts')
    .select((of) => of.fn.countAll().as('count'))
    .where(allOf(attemptConditions(filter)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function attemptConditions({ of, outcomes }: AttemptFilter): Condition[] {
  const ended = outcomes?.filter((outcome) => outcome !== 'running');
  return [isAbout('task_attempts', of), ...(ended ? [endedLike(ended, ended.length < (outcomes?.length ?? 0))] : [])];
}

function endedLike(outcomes: readonly string[], orIsRunning: boolean): Condition {
  const ended = isOneOf('task_attempts.outcome', outcomes);
  return orIsRunning ? sql<boolean>`(${ended} or task_attempts.ended_at is null)` : ended;
}

/** Rows of a table that belong to a task, job or Worker. */
export function isAbout(table: string, of: HistorySubject): Condition {
  if ('taskId' in of) return sql<boolean>`${sql.ref(`${table}.task_id`)} = ${of.taskId}`;
  if ('jobId' in of) return sql<boolean>`${sql.ref(`${table}.job_id`)} = ${of.jobId}`;
  return sql<boolean>`${sql.ref(`${table}.worker_id`)} = ${of.workerId}`;
}

/** The statuses that a Worker had, oldest first unless told otherwise. */
export async function listStatuses(
  reader: Reader,
  workerId: number,
  page: ListPage<StatusPeriodOrder> = {},
): Promise<WorkerStatusPeriod[]> {
  const rows = await reader.q
    .selectFrom('worker_status_history')
    .select(['status', 'since', 'reason'])
    .select(sql<number | null>`lead(since) over (order by since, id)`.as('until'))
    .where('worker_id', '=', workerId)
    .modifyEnd(orderAndPart(page, { since: sql`since` }, 'id'))
    .execute();
  return rows.map(({ status, since, until, reason }) => ({
    status,
    since: new Date(since),
    until: optionalTime(until),
    reason,
  }));
}

/** How many of them there are on all pages. */
export async function countStatuses(reader: Reader, workerId: number): Promise<number> {
  const { count } = await reader.q
    .selectFrom('worker_status_history')
    .select((of) => of.fn.countAll().as('count'))
    .where('worker_id', '=', workerId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
