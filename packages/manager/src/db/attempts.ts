import type { AttemptOutcome, TaskAttempt } from './records.js';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

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

/** Every attempt at a task, oldest first. */
export async function attemptsOfTask(reader: Reader, taskUuid: string): Promise<TaskAttempt[]> {
  const rows = await reader.q
    .selectFrom('task_attempts')
    .innerJoin('tasks', 'tasks.id', 'task_attempts.task_id')
    .innerJoin('workers', 'workers.id', 'task_attempts.worker_id')
    .selectAll('task_attempts')
    .select(['tasks.uuid as task_uuid', 'workers.uuid as worker_uuid', 'workers.name as worker_name'])
    .where('tasks.uuid', '=', taskUuid)
    .orderBy('task_attempts.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    taskUuid: row.task_uuid,
    workerUuid: row.worker_uuid,
    workerName: row.worker_name,
    startedAt: new Date(row.started_at),
    endedAt: row.ended_at === null ? undefined : new Date(row.ended_at),
    outcome: row.outcome ?? undefined,
    reason: row.reason ?? undefined,
  }));
}
