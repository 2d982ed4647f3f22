import { sql } from 'kysely';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

const move = statement<{ job_id: number; type_key: string; by: number }>()((q, p) =>
  q
    .insertInto('job_runnable')
    .values({ job_id: p.job_id, type_key: p.type_key, runnable: p.by })
    .onConflict((conflict) =>
      conflict
        .columns(['job_id', 'type_key'])
        .doUpdateSet({ runnable: sql<number>`job_runnable.runnable + excluded.runnable` }),
    ),
);

/** Moves the number of tasks of a type that a job could run now. */
export async function moveRunnable(tx: Tx, jobId: number, typeKey: string, by: number): Promise<void> {
  if (by !== 0) await tx.run(move, { job_id: jobId, type_key: typeKey, by });
}

const total = statement<{ job_id: number }>()((q, p) =>
  q
    .selectFrom('job_runnable')
    .select((of) => of.fn.sum<number | string | null>('runnable').as('runnable'))
    .where('job_id', '=', p.job_id),
);

/** How many tasks of a job could run now, of all types. */
export async function runnableTasks(reader: Reader, jobId: number): Promise<number> {
  return Number((await reader.first(total, { job_id: jobId }))?.runnable ?? 0);
}

/** The types of which a job has tasks that could run now. */
export async function runnableTypes(reader: Reader, jobId: number): Promise<string[]> {
  const rows = await reader.q
    .selectFrom('job_runnable')
    .select('type_key')
    .where('job_id', '=', jobId)
    .where('runnable', '>', 0)
    .execute();
  return rows.map(({ type_key }) => type_key);
}
