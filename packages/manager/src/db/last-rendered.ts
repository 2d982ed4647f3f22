import type { Reader, Tx } from './transaction.js';

/** The one row of the table. */
const THE_ROW = 1;

/** A job has the newest image of the farm. */
export async function setLastRendered(tx: Tx, jobId: number): Promise<void> {
  const values = { job_id: jobId, updated_at: tx.now.getTime() };
  await tx.q
    .insertInto('last_rendered')
    .values({ id: THE_ROW, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** UUID of the job with the newest image; undefined when there is none, or when that job is gone. */
export async function findLastRenderedJob(reader: Reader): Promise<string | undefined> {
  const row = await reader.q
    .selectFrom('last_rendered')
    .innerJoin('jobs', 'jobs.id', 'last_rendered.job_id')
    .select('jobs.uuid')
    .executeTakeFirst();
  return row?.uuid;
}
