import { sql } from 'kysely';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

interface Move {
  readonly job_id: number;
  readonly type_key: string;
  readonly runnable: number;
  readonly unfinished: number;
}

const move = statement<Move>()((q, p) =>
  q
    .updateTable('job_runnable')
    .set({
      runnable: sql<number>`runnable + ${p.runnable}`,
      unfinished: sql<number>`unfinished + ${p.unfinished}`,
    })
    .where('job_id', '=', p.job_id)
    .where('type_key', '=', p.type_key),
);

const insertOrMove = statement<Move>()((q, p) =>
  q
    .insertInto('job_runnable')
    .values({ job_id: p.job_id, type_key: p.type_key, runnable: p.runnable, unfinished: p.unfinished })
    .onConflict((conflict) =>
      conflict.columns(['job_id', 'type_key']).doUpdateSet({
        runnable: sql<number>`job_runnable.runnable + excluded.runnable`,
        unfinished: sql<number>`job_runnable.unfinished + excluded.unfinished`,
      }),
    ),
);

/** Moves the numbers of tasks of a type that a job could run now, and that are still to be done. */
export async function moveRunnable(
  tx: Tx,
  jobId: number,
  typeKey: string,
  by: number,
  unfinishedBy = 0,
): Promise<void> {
  if (by === 0 && unfinishedBy === 0) return;
  const moved = { job_id: jobId, type_key: typeKey, runnable: by, unfinished: unfinishedBy };
  if ((await tx.run(move, moved)) === 0) await tx.run(insertOrMove, moved);
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

/** Whether a job has tasks of a type that are still to be done. */
export async function hasUnfinished(reader: Reader, jobId: number, typeKey: string): Promise<boolean> {
  const row = await reader.q
    .selectFrom('job_runnable')
    .select('unfinished')
    .where('job_id', '=', jobId)
    .where('type_key', '=', typeKey)
    .executeTakeFirst();
  return (row?.unfinished ?? 0) > 0;
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
