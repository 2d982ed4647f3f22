import type { Kysely } from 'kysely';

/** A Worker can say that it answers questions about paths. */
export async function addStorageChecks(q: Kysely<unknown>): Promise<void> {
  await q.schema
    .alterTable('workers')
    .addColumn('can_check_storage', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
