import type { Kysely } from 'kysely';

/** Who asked a Worker for another status, until it has taken it. */
export async function addRequestReason(q: Kysely<unknown>): Promise<void> {
  await q.schema.alterTable('workers').addColumn('request_reason', 'text').execute();
}
