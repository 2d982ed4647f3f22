import type { TaskStatus } from '@flamenco/api';
import { sql } from 'kysely';
import { chunks } from './chunks.js';
import { forgetTries, untried } from './mass-changes.js';
import { insertTaskRows } from './new-tasks.js';
import type { TaskRow } from './new-tasks.js';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

/** A stored task with what its job type said about it. */
export interface AuthoredTaskRow {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
  readonly status: TaskStatus;
  readonly priority: number;
  readonly indexInJob: number;
  /** JSON. */
  readonly commands: string;
  /** Numbers of the tasks that it waits for. */
  readonly dependencies: readonly number[];
}

/** The tasks of a job as its job type made them, in their order. */
export async function authoredTasks(reader: Reader, jobId: number): Promise<AuthoredTaskRow[]> {
  const rows = await reader.q
    .selectFrom('tasks')
    .innerJoin('task_commands', 'task_commands.task_id', 'tasks.id')
    .select(['id', 'uuid', 'name', 'type', 'status', 'priority', 'index_in_job', 'commands'])
    .where('job_id', '=', jobId)
    .orderBy('index_in_job')
    .execute();
  const edges = await reader.q
    .selectFrom('task_dependencies')
    .innerJoin('tasks', 'tasks.id', 'task_dependencies.task_id')
    .select(['task_id', 'dependency_id'])
    .where('job_id', '=', jobId)
    .execute();
  const dependencies = new Map<number, number[]>(rows.map(({ id }) => [id, []]));
  for (const { task_id, dependency_id } of edges) dependencies.get(task_id)?.push(dependency_id);
  return rows.map(({ index_in_job, ...row }) => ({
    ...row,
    indexInJob: index_in_job,
    dependencies: dependencies.get(row.id) ?? [],
  }));
}

/** Rows after which others get their turn. */
const ROWS_PER_BREATH = 200;

/** Removes tasks with all that belongs to them, and counts anew what was summed up over them. */
export async function removeTasks(tx: Tx, jobId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  for (const some of chunks(ids, ROWS_PER_BREATH)) {
    await tx.q.deleteFrom('tasks').where('id', 'in', some).execute();
    await tx.breathe();
  }
  await tx.q.deleteFrom('job_times').where('job_id', '=', jobId).execute();
  await tx.q
    .insertInto('job_times')
    .columns(['job_id', 'type_key', 'worker_id', 'tasks', 'total_ms'])
    .expression((q) =>
      q
        .selectFrom('task_attempts')
        .innerJoin('tasks', 'tasks.id', 'task_attempts.task_id')
        .select((of) => [
          'task_attempts.job_id',
          'tasks.type_key',
          'task_attempts.worker_id',
          of.fn.countAll<number>().as('tasks'),
          sql<number>`sum(task_attempts.ended_at - task_attempts.started_at)`.as('total_ms'),
        ])
        .where('task_attempts.job_id', '=', jobId)
        .where('outcome', '=', 'completed')
        .where('is_imported', '=', 0)
        .groupBy(['task_attempts.job_id', 'tasks.type_key', 'task_attempts.worker_id']),
    )
    .execute();
  const { frames, ms } = await tx.q
    .selectFrom('frame_times')
    .select((of) => [
      of.fn.countAll<number | string>().as('frames'),
      of.fn.sum<number | string | null>('duration_ms').as('ms'),
    ])
    .where('job_id', '=', jobId)
    .executeTakeFirstOrThrow();
  await tx.q
    .updateTable('jobs')
    .set({ frames_timed: Number(frames), frame_ms: Number(ms ?? 0) })
    .where('id', '=', jobId)
    .execute();
}

/** Puts tasks into a status in which they are to be done, whatever became of them, and forgets who failed them. */
export async function reopenTasks(
  tx: Tx,
  ids: readonly number[],
  change: { readonly status: TaskStatus; readonly activity: string },
): Promise<void> {
  for (const some of chunks(ids, ROWS_PER_BREATH)) {
    await forgetTries(tx, some, change.activity);
    await tx.q
      .updateTable('tasks')
      .set({ ...change, ...untried(tx) })
      .where('id', 'in', some)
      .execute();
    await tx.breathe();
  }
}

const setCommands = statement<{ id: number; commands: string }>()((q, p) =>
  q.updateTable('task_commands').set({ commands: p.commands }).where('task_id', '=', p.id),
);
const setSteps = statement<{ id: number; steps: number }>()((q, p) =>
  q.updateTable('tasks').set({ steps_total: p.steps }).where('id', '=', p.id),
);

/** Gives tasks that are to be done other commands. */
export async function setCommandsOfTasks(
  tx: Tx,
  tasks: readonly { readonly id: number; readonly commands: string; readonly stepsTotal: number }[],
): Promise<void> {
  for (const some of chunks(tasks, ROWS_PER_BREATH)) {
    for (const { id, commands, stepsTotal } of some) {
      await tx.run(setCommands, { id, commands });
      await tx.run(setSteps, { id, steps: stepsTotal });
    }
    await tx.breathe();
  }
}

const place = statement<{ id: number; index: number; priority: number }>()((q, p) =>
  q.updateTable('tasks').set({ index_in_job: p.index, priority: p.priority }).where('id', '=', p.id),
);

/** Gives tasks their places in the job; those of all its tasks have to be among them, because no two may be equal. */
export async function placeTasks(
  tx: Tx,
  jobId: number,
  tasks: readonly { readonly id: number; readonly index: number; readonly priority: number }[],
): Promise<void> {
  await tx.q
    .updateTable('tasks')
    .set({ index_in_job: sql<number>`-index_in_job` })
    .where('job_id', '=', jobId)
    .execute();
  for (const some of chunks(tasks, ROWS_PER_BREATH)) {
    for (const task of some) await tx.run(place, task);
    await tx.breathe();
  }
}

/** Adds tasks to a job, which wait for nothing yet; gives their numbers by UUID. */
export async function addTasks(
  tx: Tx,
  jobId: number,
  tasks: readonly TaskRow[],
  status: TaskStatus,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (const some of chunks(tasks, ROWS_PER_BREATH)) {
    await insertTaskRows(tx, { jobId, status }, some, ids);
    await tx.breathe();
  }
  return ids;
}

type Edge = readonly [task: number, dependency: number];

const unlink = statement<{ task_id: number; dependency_id: number }>()((q, p) =>
  q.deleteFrom('task_dependencies').where('task_id', '=', p.task_id).where('dependency_id', '=', p.dependency_id),
);

/** Changes which tasks wait for which. What is counted about that is the caller's business. */
export async function changeEdges(
  tx: Tx,
  { gone, added }: { readonly gone: readonly Edge[]; readonly added: readonly Edge[] },
) {
  for (const some of chunks(gone, ROWS_PER_BREATH)) {
    for (const [task_id, dependency_id] of some) await tx.run(unlink, { task_id, dependency_id });
    await tx.breathe();
  }
  for (const some of chunks(added, ROWS_PER_BREATH)) {
    const rows = some.map(([task_id, dependency_id]) => ({ task_id, dependency_id }));
    await tx.q.insertInto('task_dependencies').values(rows).execute();
    await tx.breathe();
  }
}
