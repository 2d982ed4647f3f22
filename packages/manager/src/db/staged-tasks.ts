import { sql } from 'kysely';
import type { TaskStatus } from '@flamenco/api';
import { chunks } from './chunks.js';
import { insertTaskRows } from './new-tasks.js';
import type { StoringStep, TaskRow } from './new-tasks.js';
import type { Tx } from './transaction.js';

/**
 * Tasks that come to a job all at once, or leave it, are with another job before or afterwards that nobody sees: moving
 * rows takes a fraction of the time that storing and removing them takes, which is done in pieces.
 */

/** Rows that are stored in a few milliseconds, so that nobody else waits long to write. */
const ROWS_PER_PIECE = 200;

/** Tasks that wait for their job, and what they depend on. */
export interface TasksToStage {
  readonly tasks: readonly TaskRow[];
  /** By UUID; of the other side the number if it is stored already. */
  readonly edges: readonly (readonly [task: string, dependency: string | number])[];
}

/** Stores tasks for later, to be done in this order; adds their numbers to `ids`. Nobody is given them meanwhile. */
export function stagingSteps(
  stageId: number,
  { tasks, edges }: TasksToStage,
  ids: Map<string, number>,
): readonly StoringStep[] {
  const idOf = (key: string | number) => (typeof key === 'number' ? key : (ids.get(key) ?? 0));
  return [
    ...chunks(tasks, ROWS_PER_PIECE).map(
      (some): StoringStep =>
        (tx) =>
          insertTaskRows(tx, { jobId: stageId, status: 'paused' }, some, ids),
    ),
    ...chunks(edges, ROWS_PER_PIECE).map((some): StoringStep => async (tx) => {
      const rows = some.map(([task, other]) => ({ task_id: idOf(task), dependency_id: idOf(other) }));
      await tx.q.insertInto('task_dependencies').values(rows).execute();
    }),
  ];
}

/** The tasks that wait get to their job. What they wait for is not counted yet. */
export async function adoptTasks(tx: Tx, stageId: number, jobId: number, status: TaskStatus): Promise<void> {
  const now = tx.now.getTime();
  await tx.q
    .updateTable('tasks')
    .set({ job_id: jobId, status, created_at: now, updated_at: now })
    .where('job_id', '=', stageId)
    .where('index_in_job', '>', 0)
    .execute();
}

/** Takes tasks away from their job, and from everybody that waits for them. */
export async function handOverTasks(tx: Tx, stageId: number, ids: readonly number[]): Promise<void> {
  for (const some of chunks(ids)) {
    await tx.q
      .updateTable('tasks')
      .set({ job_id: stageId, index_in_job: sql<number>`-index_in_job`, status: 'canceled', attempt_id: null })
      .where('id', 'in', some)
      .execute();
    await tx.breathe();
  }
  const goners = tx.q.selectFrom('tasks').select('id').where('job_id', '=', stageId).where('index_in_job', '<', 0);
  await tx.q.deleteFrom('task_dependencies').where('dependency_id', 'in', goners).execute();
  await tx.q.deleteFrom('task_failures').where('task_id', 'in', goners).execute();
  await tx.q.deleteFrom('task_attempts').where('task_id', 'in', goners).where('ended_at', 'is', null).execute();
}
