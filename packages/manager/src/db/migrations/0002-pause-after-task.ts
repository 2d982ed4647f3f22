import type { Kysely } from 'kysely';

/** A task can say that its job waits when it is completed. */
export async function addPauseAfterTask(q: Kysely<unknown>): Promise<void> {
  await q.schema
    .alterTable('tasks')
    .addColumn('pause_job_after', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
