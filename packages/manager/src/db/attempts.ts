import { sql } from 'kysely';
import type { AttemptOutcome } from './records.js';
import { statement } from './statement.js';
import type { Tx } from './transaction.js';

interface NewAttempt {
  readonly task_id: number;
  readonly job_id: number;
  readonly worker_id: number;
  readonly started_at: number;
}

const insert = statement<NewAttempt>()((q, p) =>
  q
    .insertInto('task_attempts')
    .values({ task_id: p.task_id, job_id: p.job_id, worker_id: p.worker_id, started_at: p.started_at })
    .returning('id'),
);

/** A Worker gets a task; gives the number of the attempt (D8.2). */
export async function beginAttempt(
  tx: Tx,
  attempt: { readonly taskId: number; readonly jobId: number; readonly workerId: number },
): Promise<number> {
  const { taskId, jobId, workerId } = attempt;
  const begun = { task_id: taskId, job_id: jobId, worker_id: workerId, started_at: tx.now.getTime() };
  const row = await tx.first(insert, begun);
  if (!row) throw new Error('the database gave no number to an attempt');
  return row.id;
}

interface AttemptEnd {
  readonly id: number;
  readonly ended_at: number;
  readonly outcome: AttemptOutcome;
  readonly reason: string;
}

const end = statement<AttemptEnd>()((q, p) =>
  q
    .updateTable('task_attempts')
    .set({ ended_at: p.ended_at, outcome: p.outcome, reason: p.reason })
    .where('id', '=', p.id)
    .where('ended_at', 'is', null),
);

/** An attempt is over, whatever came of it. */
export async function endAttempt(tx: Tx, id: number, outcome: AttemptOutcome, reason: string): Promise<void> {
  await tx.run(end, { id, ended_at: tx.now.getTime(), outcome, reason });
}

const addDuration = statement<{ id: number; type_key: string }>()((q, p) =>
  q
    .insertInto('job_times')
    .columns(['job_id', 'type_key', 'worker_id', 'tasks', 'total_ms'])
    .expression((from) =>
      from
        .selectFrom('task_attempts')
        .select([
          'job_id',
          sql<string>`cast(${p.type_key} as text)`.as('type_key'),
          'worker_id',
          sql<number>`1`.as('tasks'),
          sql<number>`ended_at - started_at`.as('total_ms'),
        ])
        .where('id', '=', p.id)
        // Nobody knows when an imported one began.
        .where('is_imported', '=', 0),
    )
    .onConflict((conflict) =>
      conflict.columns(['job_id', 'type_key', 'worker_id']).doUpdateSet({
        tasks: sql<number>`job_times.tasks + excluded.tasks`,
        total_ms: sql<number>`job_times.total_ms + excluded.total_ms`,
      }),
    ),
);

/** Counts how long an attempt took that completed its task, for the estimate of what is left of its job. */
export async function recordDuration(tx: Tx, id: number, typeKey: string): Promise<void> {
  await tx.run(addDuration, { id, type_key: typeKey });
}
