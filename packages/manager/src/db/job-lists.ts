import { sql } from 'kysely';
import { toJob } from './codecs.js';
import { jobsWithTag } from './jobs.js';
import { allOf, contains, isOneOf, isSince, orderAndPart } from './list-request.js';
import type { Condition, JobFilter, JobOrder, ListPage } from './list-request.js';
import type { Job } from './records.js';
import type { Reader } from './transaction.js';

const ORDERS = {
  created: sql`jobs.created_at`,
  updated: sql`jobs.updated_at`,
  name: sql`lower(jobs.name)`,
  type: sql`jobs.type`,
  status: sql`jobs.status`,
  priority: sql`jobs.priority`,
};

const OLDEST_FIRST = { field: 'created', isDescending: false } as const;

/** The jobs that are wanted, oldest first unless told otherwise. */
export async function listJobs(reader: Reader, filter: JobFilter = {}, page: ListPage<JobOrder> = {}): Promise<Job[]> {
  const rows = await jobsWithTag(reader)
    .where(allOf(conditions(filter)))
    .modifyEnd(orderAndPart({ ...page, orderBy: page.orderBy ?? OLDEST_FIRST }, ORDERS, 'jobs.id'))
    .execute();
  return rows.map((row) => toJob(row, row.tag_uuid));
}

/** How many jobs there are on all pages. */
export async function countJobs(reader: Reader, filter: JobFilter): Promise<number> {
  const { count } = await reader.q
    .selectFrom('jobs')
    .select((of) => of.fn.countAll().as('count'))
    .where(allOf(conditions(filter)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function conditions({ statuses, type, search, tagId, workerId, updatedSince }: JobFilter): Condition[] {
  return [
    ...(statuses ? [isOneOf('jobs.status', statuses)] : []),
    ...(type === undefined ? [] : [sql<boolean>`jobs.type = ${type}`]),
    ...(search === undefined ? [] : [contains('jobs.name', search)]),
    ...(tagId === undefined ? [] : [sql<boolean>`jobs.worker_tag_id = ${tagId}`]),
    ...(workerId === undefined ? [] : [hadTasks(workerId)]),
    ...(updatedSince ? [isSince('jobs.updated_at', updatedSince)] : []),
  ];
}

const hadTasks = (workerId: number) =>
  sql<boolean>`jobs.id in (select a.job_id from task_attempts a where a.worker_id = ${workerId})`;
