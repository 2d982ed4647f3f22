import type { TaskStatus } from '@flamenco/api';
import type { NumberRun } from '@flamenco/common';
import { sql } from 'kysely';
import { chunks } from './chunks.js';
import { forgetTries, UNTRIED } from './mass-changes.js';
import { insertTaskRows } from './new-tasks.js';
import type { TaskRow } from './new-tasks.js';
import { eachRun } from './each-run.js';
import { statement } from './statement.js';
import type { Tx } from './transaction.js';

/** Rows after which others get their turn. */
const ROWS_PER_BREATH = 200;
/** The same where a row costs one or two prepared statements. */
const CHEAP_ROWS_PER_BREATH = 1000;

/** Removes tasks with all that belongs to them. Their times are still counted: see `recountTimes`. */
export async function removeTasks(tx: Tx, ids: readonly number[]): Promise<void> {
  for (const some of chunks(ids, ROWS_PER_BREATH)) {
    await tx.q.deleteFrom('tasks').where('id', 'in', some).execute();
    await tx.breathe();
  }
}

/** Sums up anew how long the tasks and frames took that the job has. */
export async function recountTimes(tx: Tx, jobId: number): Promise<void> {
  await tx.q.deleteFrom('job_times').where('job_id', '=', jobId).execute();
  await tx.q
    .insertInto('job_times')
    .columns(['job_id', 'type_key', 'worker_id', 'tasks', 'total_ms'])
    .expression((q) =>
      q
        .selectFrom('task_attempts')
        .innerJoin('tasks', 'tasks.id', 'task_attempts.task_id')
        .select((of) => [
          'tasks.job_id',
          'tasks.type_key',
          'task_attempts.worker_id',
          of.fn.countAll<number>().as('tasks'),
          sql<number>`sum(task_attempts.ended_at - task_attempts.started_at)`.as('total_ms'),
        ])
        .where('task_attempts.job_id', '=', jobId)
        .where('tasks.job_id', '=', jobId)
        .where('outcome', '=', 'completed')
        .where('is_imported', '=', 0)
        .groupBy(['tasks.job_id', 'tasks.type_key', 'task_attempts.worker_id']),
    )
    .execute();
  const { frames, ms } = await tx.q
    .selectFrom('frame_times')
    .innerJoin('tasks', 'tasks.id', 'frame_times.task_id')
    .select((of) => [
      of.fn.countAll<number | string>().as('frames'),
      of.fn.sum<number | string | null>('duration_ms').as('ms'),
    ])
    .where('frame_times.job_id', '=', jobId)
    .where('tasks.job_id', '=', jobId)
    .executeTakeFirstOrThrow();
  await tx.q
    .updateTable('jobs')
    .set({ frames_timed: Number(frames), frame_ms: Number(ms ?? 0) })
    .where('id', '=', jobId)
    .execute();
}

const reopen = statement<NumberRun & { status: TaskStatus; activity: string; updated_at: number }>()((q, p) =>
  q
    .updateTable('tasks')
    .set({ ...UNTRIED, status: p.status, activity: p.activity, updated_at: p.updated_at })
    .where('id', '>=', p.first)
    .where('id', '<=', p.last),
);

/** Puts tasks into a status in which they are to be done, whatever became of them, and forgets who failed them. */
export async function reopenTasks(
  tx: Tx,
  ids: readonly number[],
  change: { readonly status: TaskStatus; readonly activity: string },
): Promise<void> {
  await eachRun(tx, ids, async (run) => {
    await forgetTries(tx, run, change.activity);
    await tx.run(reopen, { ...run, ...change, updated_at: tx.now.getTime() });
  });
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
  tasks: readonly { readonly id: number; readonly commands: string }[],
): Promise<void> {
  for (const { id, commands } of tasks) await tx.run(setCommands, { id, commands });
}

/** Gives tasks that are to be done another number of steps. */
export async function setStepsOfTasks(tx: Tx, tasks: readonly { readonly id: number; readonly steps: number }[]) {
  for (const some of chunks(tasks, CHEAP_ROWS_PER_BREATH)) {
    for (const { id, steps } of some) await tx.run(setSteps, { id, steps });
    await tx.breathe();
  }
}

/** What the job type says about a task besides its commands. */
export interface TaskPlace {
  readonly id: number;
  readonly index: number;
  readonly priority: number;
  readonly pauseJobAfter: boolean;
}

const leavePlace = statement<{ id: number }>()((q, p) =>
  q
    .updateTable('tasks')
    .set({ index_in_job: sql<number>`-index_in_job` })
    .where('id', '=', p.id),
);
const takePlace = statement<{ id: number; index: number; priority: number; pause: number }>()((q, p) =>
  q
    .updateTable('tasks')
    .set({ index_in_job: p.index, priority: p.priority, pause_job_after: p.pause })
    .where('id', '=', p.id),
);

/** Gives tasks other places in the job, where no other task may be. */
export async function placeTasks(tx: Tx, tasks: readonly TaskPlace[]): Promise<void> {
  for (const some of chunks(tasks, CHEAP_ROWS_PER_BREATH)) {
    for (const { id } of some) await tx.run(leavePlace, { id });
    await tx.breathe();
  }
  for (const some of chunks(tasks, CHEAP_ROWS_PER_BREATH)) {
    for (const { id, index, priority, pauseJobAfter } of some) {
      await tx.run(takePlace, { id, index, priority, pause: Number(pauseJobAfter) });
    }
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

const complete = statement<NumberRun & { activity: string }>()((q, p) =>
  q
    .updateTable('tasks')
    .set({ status: 'completed', activity: p.activity, steps_completed: sql<number>`steps_total` })
    .where('id', '>=', p.first)
    .where('id', '<=', p.last),
);

/** Completes tasks that nobody has to do. What is counted about that is the caller's business. */
export async function countAsDone(tx: Tx, ids: readonly number[], activity: string): Promise<void> {
  await eachRun(tx, ids, (run) => tx.run(complete, { ...run, activity }));
}

export type Edge = readonly [task: number, dependency: number];

const unlink = statement<{ task_id: number; dependency_id: number }>()((q, p) =>
  q.deleteFrom('task_dependencies').where('task_id', '=', p.task_id).where('dependency_id', '=', p.dependency_id),
);

/** Changes which tasks wait for which. What is counted about that is the caller's business. */
export async function changeEdges(
  tx: Tx,
  { gone, added }: { readonly gone: readonly Edge[]; readonly added: readonly Edge[] },
) {
  for (const some of chunks(gone, CHEAP_ROWS_PER_BREATH)) {
    for (const [task_id, dependency_id] of some) await tx.run(unlink, { task_id, dependency_id });
    await tx.breathe();
  }
  for (const some of chunks(added, ROWS_PER_BREATH)) {
    const rows = some.map(([task_id, dependency_id]) => ({ task_id, dependency_id }));
    await tx.q.insertInto('task_dependencies').values(rows).execute();
    await tx.breathe();
  }
}
