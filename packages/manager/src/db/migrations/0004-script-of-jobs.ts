import type { Kysely } from 'kysely';

/** By which script a job was made is known, so that one that is another by now does not change its tasks unnoticed. */
export async function addScriptOfJobs(q: Kysely<unknown>): Promise<void> {
  await q.schema.alterTable('jobs').addColumn('script_digest', 'text').execute();
}
