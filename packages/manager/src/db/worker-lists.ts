import { sql } from 'kysely';
import { toWorker, toWorkerTag, typeKey, WORKER_COLUMNS } from './codecs.js';
import { allOf, contains, isOneOf, isSince, orderAndPart } from './list-request.js';
import type { Condition, ListPage, TagFilter, TagOrder, WorkerFilter, WorkerOrder } from './list-request.js';
import type { Worker, WorkerTag } from './records.js';
import type { Reader } from './transaction.js';

const WORKER_ORDERS = {
  registered: sql`workers.id`,
  name: sql`lower(workers.name)`,
  status: sql`workers.status`,
  // Those that were never seen come first.
  last_seen: sql`coalesce(workers.last_seen_at, 0)`,
  updated: sql`workers.updated_at`,
};

/** The Workers that are wanted and not deleted, in the order of their registration unless told otherwise. */
export async function listWorkers(
  reader: Reader,
  filter: WorkerFilter = {},
  page: ListPage<WorkerOrder> = {},
): Promise<Worker[]> {
  const rows = await reader.q
    .selectFrom('workers')
    .select(WORKER_COLUMNS)
    .where(allOf(workerConditions(filter)))
    .modifyEnd(orderAndPart(page, WORKER_ORDERS, 'workers.id'))
    .execute();
  return rows.map(toWorker);
}

/** How many of them there are on all pages. */
export async function countWorkers(reader: Reader, filter: WorkerFilter): Promise<number> {
  const { count } = await reader.q
    .selectFrom('workers')
    .select((of) => of.fn.countAll().as('count'))
    .where(allOf(workerConditions(filter)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function workerConditions({ statuses, type, search, tagId, updatedSince }: WorkerFilter): Condition[] {
  return [
    sql<boolean>`workers.deleted_at is null`,
    ...(statuses ? [isOneOf('workers.status', statuses)] : []),
    ...(type === undefined ? [] : [supports(type)]),
    ...(search === undefined ? [] : [contains('workers.name', search)]),
    ...(tagId === undefined ? [] : [hasTag(tagId)]),
    ...(updatedSince ? [isSince('workers.updated_at', updatedSince)] : []),
  ];
}

const supports = (type: string) =>
  sql<boolean>`workers.id in (select t.worker_id from worker_task_types t where t.type_key = ${typeKey(type)})`;

const hasTag = (tagId: number) =>
  sql<boolean>`workers.id in (select m.worker_id from worker_tag_membership m where m.worker_tag_id = ${tagId})`;

const TAG_ORDERS = {
  created: sql`worker_tags.id`,
  updated: sql`worker_tags.updated_at`,
  name: sql`lower(worker_tags.name)`,
};

/** The tags that are wanted, in the order of their creation unless told otherwise. */
export async function listTags(
  reader: Reader,
  filter: TagFilter = {},
  page: ListPage<TagOrder> = {},
): Promise<WorkerTag[]> {
  const rows = await reader.q
    .selectFrom('worker_tags')
    .selectAll()
    .where(allOf(tagConditions(filter)))
    .modifyEnd(orderAndPart(page, TAG_ORDERS, 'worker_tags.id'))
    .execute();
  return rows.map(toWorkerTag);
}

/** How many of them there are on all pages. */
export async function countTags(reader: Reader, filter: TagFilter): Promise<number> {
  const { count } = await reader.q
    .selectFrom('worker_tags')
    .select((of) => of.fn.countAll().as('count'))
    .where(allOf(tagConditions(filter)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function tagConditions({ search, workerId, updatedSince }: TagFilter): Condition[] {
  return [
    ...(search === undefined ? [] : [nameOrDescription(search)]),
    ...(workerId === undefined ? [] : [isOfWorker(workerId)]),
    ...(updatedSince ? [isSince('worker_tags.updated_at', updatedSince)] : []),
  ];
}

const nameOrDescription = (text: string) =>
  sql<boolean>`(${contains('worker_tags.name', text)} or ${contains('worker_tags.description', text)})`;

const isOfWorker = (workerId: number) =>
  sql<boolean>`worker_tags.id in (select m.worker_tag_id from worker_tag_membership m where m.worker_id = ${workerId})`;
