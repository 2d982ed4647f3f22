import { sql } from 'kysely';
import type { TaskStatus } from '@flamenco/api';
import type { NumberRun } from '@flamenco/common';
import { chunks } from './chunks.js';
import { insertTaskRows } from './new-tasks.js';
import type { StoringStep, TaskRow } from './new-tasks.js';
import { eachRun } from './each-run.js';
import { statement } from './statement.js';
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

const handOver = statement<NumberRun & { stage: number }>()((q, p) =>
  q
    .updateTable('tasks')
    .set({ job_id: p.stage, index_in_job: sql<number>`-index_in_job`, status: 'canceled', attempt_id: null })
    .where('id', '>=', p.first)
    .where('id', '<=', p.last),
);

/** Takes tasks away from their job, and from everybody that waits for them. */
export async function handOverTasks(tx: Tx, stageId: number, ids: readonly number[]): Promise<void> {
  await eachRun(tx, ids, (run) => tx.run(handOver, { ...run, stage: stageId }));
  const goners = tx.q.selectFrom('tasks').select('id').where('job_id', '=', stageId).where('index_in_job', '<', 0);
  await tx.q.deleteFrom('task_dependencies').where('dependency_id', 'in', goners).execute();
  await tx.q.deleteFrom('task_failures').where('task_id', 'in', goners).execute();
  await tx.q.deleteFrom('task_attempts').where('task_id', 'in', goners).where('ended_at', 'is', null).execute();
}

/** Stores commands for later, with tasks whose place is the number of the task that gets them. */
export function commandStagingSteps(
  stageId: number,
  tasks: readonly (Omit<TaskRow, 'index'> & { readonly id: number })[],
): readonly StoringStep[] {
  return chunks(tasks, ROWS_PER_PIECE).map((some): StoringStep => (tx) => {
    const rows = some.map(({ id, ...task }) => ({ ...task, index: id }));
    return insertTaskRows(tx, { jobId: stageId, status: 'paused' }, rows, new Map());
  });
}

const takeCommands = statement<NumberRun & { stage: number }>()((q, p) =>
  q
    .updateTable('task_commands')
    .set({
      commands: sql<string>`(
        select staged.commands from tasks t join task_commands staged on staged.task_id = t.id
        where t.job_id = ${p.stage} and t.index_in_job = task_commands.task_id)`,
    })
    .where('task_id', '>=', p.first)
    .where('task_id', '<=', p.last),
);

/** Gives tasks the commands that wait for them. */
export async function takeStagedCommands(tx: Tx, stageId: number, ids: readonly number[]): Promise<void> {
  await eachRun(tx, ids, (run) => tx.run(takeCommands, { ...run, stage: stageId }));
}
