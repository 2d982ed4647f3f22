import type { TaskStatus } from '@flamenco/api';
import { sql } from 'kysely';
import { chunks } from './chunks.js';
import { forgetTries, UNTRIED } from './mass-changes.js';
import { insertTaskRows } from './new-tasks.js';
import type { TaskRow } from './new-tasks.js';
import { eachRun } from './number-runs.js';
import type { NumberRun } from './number-runs.js';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

/** A stored task with what its job type said about it. */
export interface AuthoredTaskRow {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  readonly indexInJob: number;
  readonly pauseJobAfter: boolean;
  readonly stepsTotal: number;
  /** JSON. */
  readonly commands: string;
  /** Numbers of the tasks that it waits for. */
  readonly dependencies: readonly number[];
}

const authoredPiece = statement<{ job_id: number; after: number }>()((q, p) =>
  q
    .selectFrom('tasks')
    .innerJoin('task_commands', 'task_commands.task_id', 'tasks.id')
    .select(['id', 'name', 'type', 'priority', 'index_in_job', 'pause_job_after', 'steps_total', 'commands'])
    .where('job_id', '=', p.job_id)
    .where('index_in_job', '>', p.after)
    .orderBy('index_in_job')
    .limit(sql.lit(1000)),
);
const edgesOfPiece = statement<{ job_id: number; after: number; last: number }>()((q, p) =>
  q
    .selectFrom('task_dependencies')
    .innerJoin('tasks', 'tasks.id', 'task_dependencies.task_id')
    .select(['task_id', 'dependency_id'])
    .where('job_id', '=', p.job_id)
    .where('index_in_job', '>', p.after)
    .where('index_in_job', '<=', p.last),
);

/** The next thousand tasks of a job as its job type made them, in their order, from behind a place on. */
export async function authoredTasks(reader: Reader, jobId: number, after: number): Promise<AuthoredTaskRow[]> {
  const rows = await reader.all(authoredPiece, { job_id: jobId, after });
  const last = rows.at(-1)?.index_in_job ?? after;
  const edges = await reader.all(edgesOfPiece, { job_id: jobId, after, last });
  const dependencies = new Map<number, number[]>(rows.map(({ id }) => [id, []]));
  for (const { task_id, dependency_id } of edges) dependencies.get(task_id)?.push(dependency_id);
  return rows.map(({ id, name, type, priority, commands, index_in_job, pause_job_after, steps_total }) => ({
    ...{ id, name, type, priority, commands, indexInJob: index_in_job, pauseJobAfter: pause_job_after !== 0 },
    stepsTotal: steps_total,
    dependencies: dependencies.get(id) ?? [],
  }));
}

/** What became of the tasks of a job, by their numbers. */
export interface TaskStates {
  readonly statuses: ReadonlyMap<number, TaskStatus>;
  /** Those that no Worker ever had. */
  readonly untouched: ReadonlySet<number>;
  /** Equal as long as nothing of the above is another. */
  readonly fingerprint: string;
}

/** A few long rows instead of one for each task: a tenth of the time. */
const groupedStates = statement<{ job_id: number }>()((q, p) =>
  q
    .selectFrom('tasks')
    .select([
      'status',
      sql<number>`case when worker_id is null then 1 else 0 end`.as('is_untouched'),
      sql<string>`string_agg(cast(id as text), ',' order by id)`.as('ids'),
    ])
    .where('job_id', '=', p.job_id)
    .groupBy(['status', sql`case when worker_id is null then 1 else 0 end`])
    .orderBy('status')
    .orderBy('is_untouched'),
);

export async function taskStates(reader: Reader, jobId: number): Promise<TaskStates> {
  const rows = await reader.all(groupedStates, { job_id: jobId });
  const statuses = new Map<number, TaskStatus>();
  const untouched = new Set<number>();
  for (const { status, is_untouched: isUntouched, ids } of rows) {
    for (const id of ids.split(',').map(Number)) {
      statuses.set(id, status);
      if (isUntouched === 1) untouched.add(id);
    }
  }
  return { statuses, untouched, fingerprint: JSON.stringify(rows) };
}

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
