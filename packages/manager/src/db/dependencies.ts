import { sql } from 'kysely';
import { chunks } from './chunks.js';
import { statement } from './statement.js';
import type { Tx } from './transaction.js';

/** A task whose number of open dependencies changed. */
export interface Dependent {
  readonly id: number;
  readonly typeKey: string;
  readonly blockedBy: number;
  /** Queued or soft-failed: it can run as soon as nothing blocks it. */
  readonly isSchedulable: boolean;
}

const dependents = statement<{ task_id: number }>()((q, p) =>
  q
    .selectFrom('task_dependencies')
    .innerJoin('tasks', 'tasks.id', 'task_dependencies.task_id')
    .select(['tasks.id', 'tasks.type_key', 'tasks.blocked_by', 'tasks.status'])
    .where('task_dependencies.dependency_id', '=', p.task_id),
);

const setBlocked = statement<{ id: number; blocked_by: number }>()((q, p) =>
  q.updateTable('tasks').set({ blocked_by: p.blocked_by }).where('id', '=', p.id),
);

/** Tells the tasks that wait for one that it was completed (−1), or that it is to be done again (+1). */
export async function moveBlocked(tx: Tx, taskId: number, by: 1 | -1): Promise<readonly Dependent[]> {
  const rows = await tx.all(dependents, { task_id: taskId });
  const moved = rows.map((row) => ({
    id: row.id,
    typeKey: row.type_key,
    blockedBy: row.blocked_by + by,
    isSchedulable: row.status === 'queued' || row.status === 'soft-failed',
  }));
  for (const { id, blockedBy } of moved) await tx.run(setBlocked, { id, blocked_by: blockedBy });
  return moved;
}

/** Counts the open dependencies of all tasks of a job anew; for changes of many tasks at once. */
export async function countBlocked(tx: Tx, jobId: number): Promise<void> {
  const open = sql<number>`(
    select count(*) from task_dependencies d join tasks dependency on dependency.id = d.dependency_id
    where d.task_id = tasks.id and dependency.status <> 'completed')`;
  await tx.q
    .updateTable('tasks')
    .set({ blocked_by: open })
    .where('job_id', '=', jobId)
    .where('blocked_by', '<>', open)
    .execute();
}

/** Direct and indirect dependents of a task, itself not among them. */
export async function allDependents(tx: Tx, taskId: number): Promise<number[]> {
  const found = new Set<number>();
  for (let next: number[] = [taskId]; next.length > 0;) {
    const rows: { readonly task_id: number }[] = [];
    for (const some of chunks(next)) {
      rows.push(
        ...(await tx.q.selectFrom('task_dependencies').select('task_id').where('dependency_id', 'in', some).execute()),
      );
    }
    next = [...new Set(rows.map(({ task_id }) => task_id))].filter((id) => !found.has(id));
    for (const id of next) found.add(id);
  }
  return [...found];
}
