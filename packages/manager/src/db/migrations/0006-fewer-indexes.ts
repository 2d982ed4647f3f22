import type { Kysely } from 'kysely';

/**
 * Nobody asks for the tasks of a Worker by this index: its present one is found among the active ones, its last one by its
 * attempts. But each assignment wrote to another page of it.
 */
export async function dropUnusedIndexes(q: Kysely<unknown>): Promise<void> {
  await q.schema.dropIndex('tasks_worker').ifExists().execute();
}
