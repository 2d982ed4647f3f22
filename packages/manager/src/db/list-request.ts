import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';
import { sql } from 'kysely';
import type { Expression, RawBuilder } from 'kysely';
import type { AttemptOutcome } from './schema.js';

/** Which part of a list is wanted, and in which order. What is left out: everything, in the list's own order. */
export interface ListPage<Field extends string> {
  readonly orderBy?: { readonly field: Field; readonly isDescending: boolean } | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** Which jobs are wanted; what is left out does not matter. */
export interface JobFilter {
  readonly statuses?: readonly JobStatus[] | undefined;
  readonly type?: string | undefined;
  /** Text in the name, in any letter case. */
  readonly search?: string | undefined;
  readonly tagId?: number | undefined;
  /** A Worker that had tasks of the job. */
  readonly workerId?: number | undefined;
  readonly updatedSince?: Date | undefined;
}
export type JobOrder = 'created' | 'updated' | 'name' | 'type' | 'status' | 'priority';

/** Which tasks are wanted. */
export interface TaskFilter {
  readonly statuses?: readonly TaskStatus[] | undefined;
  readonly type?: string | undefined;
  readonly search?: string | undefined;
  /** The Worker that has or had the task last. */
  readonly workerId?: number | undefined;
  readonly updatedSince?: Date | undefined;
}
export type TaskOrder = 'index_in_job' | 'name' | 'task_type' | 'status' | 'priority' | 'updated';

/** Which Workers are wanted. */
export interface WorkerFilter {
  readonly statuses?: readonly WorkerStatus[] | undefined;
  /** A task type that the Worker supports. */
  readonly type?: string | undefined;
  readonly search?: string | undefined;
  readonly tagId?: number | undefined;
  readonly updatedSince?: Date | undefined;
}
export type WorkerOrder = 'registered' | 'name' | 'status' | 'last_seen' | 'updated';

/** Which tags are wanted. */
export interface TagFilter {
  /** Text in the name or the description. */
  readonly search?: string | undefined;
  /** A Worker that has the tag. */
  readonly workerId?: number | undefined;
  readonly updatedSince?: Date | undefined;
}
export type TagOrder = 'created' | 'updated' | 'name';

/** Whose attempts are wanted, and how they ended. */
export interface AttemptFilter {
  readonly of: HistorySubject;
  /** `running` for those that have not ended. */
  readonly outcomes?: readonly (AttemptOutcome | 'running')[] | undefined;
}
export type AttemptOrder = 'started_at' | 'ended_at';

/** The numbers in the database of what a history is about. */
export type HistorySubject = { readonly taskId: number } | { readonly jobId: number } | { readonly workerId: number };

/** Which frames are wanted. */
export interface FrameTimeFilter {
  readonly of: { readonly taskId: number } | { readonly jobId: number };
  readonly workerId?: number | undefined;
}
export type FrameTimeOrder = 'finished_at' | 'frame' | 'duration_ms';

export type StatusPeriodOrder = 'since';

/** A condition on the rows of a list. */
export type Condition = Expression<boolean>;

/** All of these together; true for none. */
export function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return sql<boolean>`1 = 1`;
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** The column has one of these values. */
export function isOneOf(column: string, values: readonly string[]): Condition {
  if (values.length === 0) return sql<boolean>`1 = 0`;
  return sql<boolean>`${sql.ref(column)} in (${sql.join(values)})`;
}

/** The column contains the text, in any letter case; a percent sign or underscore in it is just that. */
export function contains(column: string, text: string): Condition {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`;
}

export function isSince(column: string, time: Date): Condition {
  return sql<boolean>`${sql.ref(column)} >= ${time.getTime()}`;
}

/** A page without a limit has this one: SQLite wants a limit wherever something is skipped. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * The end of a question: in which order, and which part of it. Rows with the same value come in the order of the
 * list's own column, so that no page misses or repeats one.
 *
 * @param columns what to sort by, by the names that clients use
 * @param own the column of the list's own order, different in every row
 */
export function orderAndPart<Field extends string>(
  page: ListPage<Field>,
  columns: Readonly<Record<Field, RawBuilder<unknown>>>,
  own: string,
): RawBuilder<unknown> {
  return sql`${orderOf(page, columns, own)} ${partOf(page)}`;
}

/** The order alone. */
export function orderOf<Field extends string>(
  { orderBy }: ListPage<Field>,
  columns: Readonly<Record<Field, RawBuilder<unknown>>>,
  own: string,
): RawBuilder<unknown> {
  if (!orderBy) return sql`order by ${sql.ref(own)}`;
  const direction = orderBy.isDescending ? sql`desc` : sql`asc`;
  return sql`order by ${columns[orderBy.field]} ${direction}, ${sql.ref(own)} ${direction}`;
}

function partOf({ limit, offset }: ListPage<string>): RawBuilder<unknown> {
  return limit === undefined && offset === undefined ? sql`` : sql`limit ${limit ?? NO_LIMIT} offset ${offset ?? 0}`;
}
