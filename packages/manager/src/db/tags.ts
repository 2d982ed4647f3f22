import { JOB_STATE_COLUMNS, toJobState, toWorker, toWorkerTag } from './codecs.js';
import type { JobState, Worker, WorkerTag } from './records.js';
import type { Reader, Tx } from './transaction.js';

export async function findTag(reader: Reader, uuid: string): Promise<WorkerTag | undefined> {
  const row = await reader.q.selectFrom('worker_tags').selectAll().where('uuid', '=', uuid).executeTakeFirst();
  return row && toWorkerTag(row);
}

export async function findTagByName(reader: Reader, name: string): Promise<WorkerTag | undefined> {
  const row = await reader.q.selectFrom('worker_tags').selectAll().where('name', '=', name).executeTakeFirst();
  return row && toWorkerTag(row);
}

export async function findTagsByUuid(reader: Reader, uuids: readonly string[]): Promise<WorkerTag[]> {
  if (uuids.length === 0) return [];
  const rows = await reader.q.selectFrom('worker_tags').selectAll().where('uuid', 'in', uuids).orderBy('id').execute();
  return rows.map(toWorkerTag);
}

export async function insertTag(tx: Tx, tag: Omit<WorkerTag, 'id'>): Promise<number> {
  const now = tx.now.getTime();
  const { id } = await tx.q
    .insertInto('worker_tags')
    .values({ uuid: tag.uuid, name: tag.name, description: tag.description, created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function changeTag(
  tx: Tx,
  id: number,
  change: { readonly name?: string; readonly description?: string },
): Promise<void> {
  const updated_at = tx.now.getTime();
  await tx.q
    .updateTable('worker_tags')
    .set({ ...change, updated_at })
    .where('id', '=', id)
    .execute();
}

/** Memberships go with it; jobs lose the restriction. */
export async function removeTag(tx: Tx, id: number): Promise<void> {
  await tx.q.deleteFrom('worker_tags').where('id', '=', id).execute();
}

export async function tagsOfWorker(reader: Reader, workerId: number): Promise<WorkerTag[]> {
  const rows = await reader.q
    .selectFrom('worker_tags')
    .innerJoin('worker_tag_membership', 'worker_tag_membership.worker_tag_id', 'worker_tags.id')
    .selectAll('worker_tags')
    .where('worker_tag_membership.worker_id', '=', workerId)
    .orderBy('worker_tags.id')
    .execute();
  return rows.map(toWorkerTag);
}

/** Workers that are not deleted and have a tag. */
export async function workersWithTag(reader: Reader, tagId: number): Promise<Worker[]> {
  const rows = await reader.q
    .selectFrom('workers')
    .innerJoin('worker_tag_membership', 'worker_tag_membership.worker_id', 'workers.id')
    .selectAll('workers')
    .where('worker_tag_id', '=', tagId)
    .where('deleted_at', 'is', null)
    .orderBy('workers.id')
    .execute();
  return rows.map(toWorker);
}

/** Jobs that are for the Workers of a tag, whatever their status, oldest first. */
export async function jobsWithTag(reader: Reader, tagId: number): Promise<JobState[]> {
  const rows = await reader.q
    .selectFrom('jobs')
    .select(JOB_STATE_COLUMNS)
    .where('worker_tag_id', '=', tagId)
    .orderBy('id')
    .execute();
  return rows.map(toJobState);
}

/** Replaces all tags of a Worker. */
export async function setTagsOfWorker(tx: Tx, workerId: number, tagIds: readonly number[]): Promise<void> {
  await tx.q.deleteFrom('worker_tag_membership').where('worker_id', '=', workerId).execute();
  if (tagIds.length === 0) return;
  await tx.q
    .insertInto('worker_tag_membership')
    .values(tagIds.map((worker_tag_id) => ({ worker_tag_id, worker_id: workerId })))
    .execute();
}
