import type { TaskStatus } from '@flamenco/api';
import type { NumberRun } from '@flamenco/common';
import { sql } from 'kysely';
import { countBlocked } from './dependencies.js';
import { eachRun } from './each-run.js';
import type { AttemptOutcome, StatusCounts } from './records.js';
import { statement } from './statement.js';
import { countRunnable } from './tasks.js';
import type { Tx } from './transaction.js';

/** What a task's row says when the task is to be done from its beginning. */
export const UNTRIED = { attempt_id: null, steps_completed: 0 } as const;

/** A change of many tasks of a job at once (contract 03 §4.3). */
export interface MassChange {
  readonly jobId: number;
  readonly from: readonly TaskStatus[];
  readonly to: TaskStatus;
  readonly activity: string;
  /** How the attempts at tasks that were active end. */
  readonly attempts: { readonly outcome: AttemptOutcome; readonly reason: string };
}

/** Changes all tasks of a job that are in one of the statuses, and everything that is counted about them. */
export async function changeTasks(tx: Tx, change: MassChange): Promise<void> {
  const { jobId, from, to, activity } = change;
  if (from.includes('active')) await endAttempts(tx, change);
  await tx.q
    .updateTable('tasks')
    .set({
      status: to,
      activity,
      updated_at: tx.now.getTime(),
      ...(from.includes('active') && { attempt_id: null }),
      ...(to === 'queued' && { steps_completed: 0 }),
      ...(to === 'completed' && { steps_completed: sql<number>`steps_total` }),
    })
    .where('job_id', '=', jobId)
    .where('status', 'in', from)
    .execute();
  if (from.includes('completed') || to === 'completed') await countBlocked(tx, jobId);
  await countRunnable(tx, jobId);
}

async function endAttempts(tx: Tx, { jobId, attempts }: MassChange): Promise<void> {
  await tx.q
    .updateTable('task_attempts')
    .set({ ended_at: tx.now.getTime(), outcome: attempts.outcome, reason: attempts.reason })
    .where('job_id', '=', jobId)
    .where('ended_at', 'is', null)
    .execute();
}

const requeue = statement<NumberRun & { activity: string; updated_at: number }>()((q, p) =>
  q
    .updateTable('tasks')
    .set({ ...UNTRIED, status: 'queued', activity: p.activity, updated_at: p.updated_at })
    .where('id', '>=', p.first)
    .where('id', '<=', p.last)
    .where('status', '<>', 'queued'),
);

/** Puts some tasks of a job back into the queue, whatever became of them, and forgets who failed them. */
export async function requeueTasks(
  tx: Tx,
  jobId: number,
  taskIds: readonly number[],
  { activity, reason }: { readonly activity: string; readonly reason: string },
): Promise<void> {
  await eachRun(tx, taskIds, async (run) => {
    await forgetTries(tx, run, reason);
    await tx.run(requeue, { ...run, activity, updated_at: tx.now.getTime() });
  });
  await countBlocked(tx, jobId);
  await countRunnable(tx, jobId);
}

const forgetFailures = statement<NumberRun>()((q, p) =>
  q.deleteFrom('task_failures').where('task_id', '>=', p.first).where('task_id', '<=', p.last),
);
const endOpenAttempts = statement<NumberRun & { ended_at: number; reason: string }>()((q, p) =>
  q
    .updateTable('task_attempts')
    .set({ ended_at: p.ended_at, outcome: 'requeued', reason: p.reason })
    .where('task_id', '>=', p.first)
    .where('task_id', '<=', p.last)
    .where('ended_at', 'is', null),
);

/** Nothing remains of who failed these tasks, and the attempts at them that go on end. */
export async function forgetTries(tx: Tx, run: NumberRun, reason: string): Promise<void> {
  await tx.run(forgetFailures, run);
  await tx.run(endOpenAttempts, { ...run, ended_at: tx.now.getTime(), reason });
}

/** How many tasks of a job have each status, counted anew. */
export async function countStatuses(tx: Tx, jobId: number): Promise<StatusCounts> {
  const rows = await tx.q
    .selectFrom('tasks')
    .select((of) => ['status', of.fn.countAll<number | string>().as('tasks')])
    .where('job_id', '=', jobId)
    .groupBy('status')
    .execute();
  const counts = { queued: 0, 'soft-failed': 0, active: 0, completed: 0, failed: 0, canceled: 0, paused: 0 };
  for (const { status, tasks } of rows) counts[status] = Number(tasks);
  return counts;
}

/** The steps that the tasks of a job have behind them, or all of their steps. */
export async function sumOfSteps(
  tx: Tx,
  jobId: number,
  column: 'steps_completed' | 'steps_total' = 'steps_completed',
): Promise<number> {
  const { steps } = await tx.q
    .selectFrom('tasks')
    .select((of) => of.fn.sum<number | string | null>(column).as('steps'))
    .where('job_id', '=', jobId)
    .executeTakeFirstOrThrow();
  return Number(steps ?? 0);
}
