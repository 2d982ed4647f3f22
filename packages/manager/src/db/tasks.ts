import type { TaskStatus } from '@flamenco/api';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { orNull, toCommands, toTask } from './codecs.js';
import type { Command, Task } from './records.js';
import type { Schema } from './schema.js';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

/** Every question for tasks begins like this. */
export const selectTasks = (q: Kysely<Schema>) =>
  q.selectFrom('tasks').innerJoin('jobs', 'jobs.id', 'tasks.job_id').selectAll('tasks').select('jobs.uuid as job_uuid');

const taskByUuid = statement<{ uuid: string }>()((q, p) => selectTasks(q).where('tasks.uuid', '=', p.uuid));

/** The present state of a task that this transaction is about to change. */
export async function lockTaskByUuid(tx: Tx, uuid: string): Promise<Task | undefined> {
  const row = await tx.first(taskByUuid, { uuid });
  return row && toTask(row);
}

/** A task as it is. */
export async function findTaskByUuid(reader: Reader, uuid: string): Promise<Task | undefined> {
  const row = await reader.first(taskByUuid, { uuid });
  return row && toTask(row);
}

const COULD_RUN = sql<number>`sum(case when status in ('queued', 'soft-failed') and blocked_by = 0 then 1 else 0 end)`;

/** Counts anew the tasks of a job that could run and that are to be done, per type; for changes of many tasks at once. */
export async function countRunnable(tx: Tx, jobId: number): Promise<void> {
  await tx.q.deleteFrom('job_runnable').where('job_id', '=', jobId).execute();
  await tx.q
    .insertInto('job_runnable')
    .columns(['job_id', 'type_key', 'runnable', 'unfinished'])
    .expression((q) =>
      q
        .selectFrom('tasks')
        .select((of) => ['job_id', 'type_key', COULD_RUN.as('runnable'), of.fn.countAll<number>().as('unfinished')])
        .where('job_id', '=', jobId)
        .where('status', 'in', ['queued', 'soft-failed', 'active', 'paused'])
        .groupBy(['job_id', 'type_key']),
    )
    .execute();
}

interface TaskStateColumns {
  readonly id: number;
  readonly status: TaskStatus;
  readonly activity: string;
  readonly worker_id: number | null;
  readonly attempt_id: number | null;
  readonly steps_completed: number;
  readonly updated_at: number;
  readonly last_touched_at: number | null;
}

const saveState = statement<TaskStateColumns>()((q, p) =>
  q
    .updateTable('tasks')
    .set({
      status: p.status,
      activity: p.activity,
      worker_id: p.worker_id,
      attempt_id: p.attempt_id,
      steps_completed: p.steps_completed,
      updated_at: p.updated_at,
      last_touched_at: p.last_touched_at,
    })
    .where('id', '=', p.id),
);

/** Stores what moves while a task is worked on. */
export async function saveTaskState(tx: Tx, task: Task): Promise<void> {
  await tx.run(saveState, {
    id: task.id,
    status: task.status,
    activity: task.activity,
    worker_id: orNull(task.workerId),
    attempt_id: orNull(task.attemptId),
    steps_completed: task.stepsCompleted,
    updated_at: task.updatedAt.getTime(),
    last_touched_at: orNull(task.lastTouchedAt?.getTime()),
  });
}

const saveProgress = statement<{ id: number; activity: string; steps_completed: number; at: number }>()((q, p) =>
  q
    .updateTable('tasks')
    .set({ activity: p.activity, steps_completed: p.steps_completed, updated_at: p.at, last_touched_at: p.at })
    .where('id', '=', p.id),
);

/** Stores what a Worker tells of a task that it goes on with. No index and no other table knows these columns. */
export async function saveTaskProgress(tx: Tx, { id, activity, stepsCompleted }: Task): Promise<void> {
  await tx.run(saveProgress, { id, activity, steps_completed: stepsCompleted, at: tx.now.getTime() });
}

const touch = statement<{ id: number; at: number }>()((q, p) =>
  q.updateTable('tasks').set({ last_touched_at: p.at }).where('id', '=', p.id),
);

/** Notes that the Worker of a task is alive; its time of change stays, so that people see real changes only. */
export async function touchTask(tx: Tx, id: number): Promise<void> {
  await tx.run(touch, { id, at: tx.now.getTime() });
}

const commandsOfTask = statement<{ id: number }>()((q, p) =>
  q.selectFrom('task_commands').select('commands').where('task_id', '=', p.id),
);

/** The commands of a task, with the variables in them. */
export async function taskCommands(reader: Reader, taskId: number): Promise<readonly Command[]> {
  const row = await reader.first(commandsOfTask, { id: taskId });
  return row ? toCommands(row.commands) : [];
}

const activeOfWorker = statement<{ worker_id: number }>()((q, p) =>
  selectTasks(q)
    .where('tasks.worker_id', '=', p.worker_id)
    .where('tasks.status', '=', sql.lit('active' as const))
    .orderBy('tasks.id'),
);

/** The tasks that a Worker has at the moment. */
export async function activeTasksOfWorker(reader: Reader, workerId: number): Promise<Task[]> {
  return (await reader.all(activeOfWorker, { worker_id: workerId })).map(toTask);
}

/** Active tasks that nobody touched since; never those that nobody ever touched (contract 03 §7.1). */
export async function activeTasksUntouchedSince(reader: Reader, since: Date): Promise<Task[]> {
  const rows = await selectTasks(reader.q)
    .where('tasks.status', '=', sql.lit('active' as const))
    .where('tasks.last_touched_at', '<=', since.getTime())
    .orderBy('tasks.id')
    .execute();
  return rows.map(toTask);
}

/** Tasks of a job that a Worker had last, of one type and in one status. */
export async function tasksLastHadBy(
  reader: Reader,
  which: { readonly jobId: number; readonly workerId: number; readonly typeKey: string; readonly status: TaskStatus },
): Promise<Task[]> {
  const rows = await selectTasks(reader.q)
    .where('tasks.worker_id', '=', which.workerId)
    .where('tasks.job_id', '=', which.jobId)
    .where('tasks.type_key', '=', which.typeKey)
    .where('tasks.status', '=', which.status)
    .orderBy('tasks.id')
    .execute();
  return rows.map(toTask);
}

/** The active tasks of a job. */
export async function activeTasksOfJob(reader: Reader, jobId: number): Promise<Task[]> {
  const rows = await selectTasks(reader.q)
    .where('tasks.job_id', '=', jobId)
    .where('tasks.status', '=', 'active')
    .orderBy('tasks.index_in_job')
    .execute();
  return rows.map(toTask);
}
