import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { toTask } from './codecs.js';
import type { Task } from './records.js';
import { selectTasks } from './tasks.js';
import type { Reader, Tx } from './transaction.js';

/** A Worker failed a task; a second time changes nothing (contract 03 §6.1). */
export async function addFailure(tx: Tx, task: Task, workerId: number): Promise<void> {
  await tx.q
    .insertInto('task_failures')
    .values({
      task_id: task.id,
      worker_id: workerId,
      job_id: task.jobId,
      type_key: task.typeKey,
      created_at: tx.now.getTime(),
    })
    .onConflict((conflict) => conflict.columns(['task_id', 'worker_id']).doNothing())
    .execute();
}

/** What the rules want to know about a failure (rules/failure.ts). */
export interface FailureCounts {
  /** Distinct Workers that failed the task. */
  readonly failedByWorkers: number;
  /** Distinct tasks of this type in this job that the Worker failed. */
  readonly workerFailures: number;
  /** Other Workers that could still run the task. */
  readonly eligibleForTask: number;
  /** Other Workers that could run tasks of this type on this job; who failed which task does not count. */
  readonly eligibleForType: number;
}

/** Offline Workers may come back; those that were away for longer are not waited for (D2.5). */
const OFFLINE_COUNTS_FOR_MS = 24 * 60 * 60 * 1000;

/**
 * Workers that may run tasks of a type on a job, whatever they failed of it (D2.5). One that is lost (`error`) is as silent
 * as one that is offline, and is waited for no longer.
 */
function eligibleWorkers(now: Date, job: RawBuilder<unknown>, typeKey: RawBuilder<unknown>) {
  const seenSince = now.getTime() - OFFLINE_COUNTS_FOR_MS;
  return sql`
    select w.id from workers w
      join worker_task_types t on t.worker_id = w.id and t.type_key = ${typeKey}
      join jobs j on j.id = ${job}
    where w.deleted_at is null
      and (w.status not in ('offline', 'error') or w.last_seen_at >= ${seenSince})
      and (j.worker_tag_id is null or exists (select 1 from worker_tag_membership m
        where m.worker_tag_id = j.worker_tag_id and m.worker_id = w.id))
      and not exists (select 1 from job_blocks b
        where b.job_id = j.id and b.worker_id = w.id and b.type_key = ${typeKey})`;
}

function eligibleFor({ now }: Tx, { jobId, typeKey }: Pick<Task, 'jobId' | 'typeKey'>) {
  return eligibleWorkers(now, sql`${jobId}`, sql`${typeKey}`);
}

/** The counts behind a failure of this Worker, its own entry included. */
export async function countFailures(tx: Tx, task: Task, workerId: number): Promise<FailureCounts> {
  const { id, jobId, typeKey } = task;
  const { rows } = await sql<Record<keyof FailureCounts, number | string>>`
    with eligible as (${eligibleFor(tx, task)})
    select
      (select count(*) from task_failures where task_id = ${id}) as "failedByWorkers",
      (select count(*) from task_failures
        where job_id = ${jobId} and worker_id = ${workerId} and type_key = ${typeKey}) as "workerFailures",
      (select count(*) from eligible where id <> ${workerId}) as "eligibleForType",
      (select count(*) from eligible e where e.id <> ${workerId} and not exists (select 1 from task_failures f
        where f.task_id = ${id} and f.worker_id = e.id)) as "eligibleForTask"`.execute(tx.q);
  const [counts] = rows;
  return {
    failedByWorkers: Number(counts?.failedByWorkers ?? 0),
    workerFailures: Number(counts?.workerFailures ?? 0),
    eligibleForTask: Number(counts?.eligibleForTask ?? 0),
    eligibleForType: Number(counts?.eligibleForType ?? 0),
  };
}

/** How many Workers failed a task. */
export async function countFailedBy(reader: Reader, taskId: number): Promise<number> {
  const { workers } = await reader.q
    .selectFrom('task_failures')
    .select((of) => of.fn.countAll<number | string>().as('workers'))
    .where('task_id', '=', taskId)
    .executeTakeFirstOrThrow();
  return Number(workers);
}

/** Waiting tasks of a type of a job that some Workers failed, and that nobody else may run any more. */
export async function tasksWithNobodyLeft(tx: Tx, of: Pick<Task, 'jobId' | 'typeKey'>): Promise<Task[]> {
  const nobodyLeft = sql<boolean>`
    exists (select 1 from task_failures f where f.task_id = tasks.id)
    and not exists (select 1 from (${eligibleFor(tx, of)}) e
      where not exists (select 1 from task_failures f where f.task_id = tasks.id and f.worker_id = e.id))`;
  const rows = await selectTasks(tx.q)
    .where('tasks.job_id', '=', of.jobId)
    .where('tasks.type_key', '=', of.typeKey)
    .where('tasks.status', 'in', ['queued', 'soft-failed', 'paused'])
    .where(nobodyLeft)
    .orderBy('tasks.id')
    .execute();
  return rows.map(toTask);
}

/** How many Workers could run tasks of a type on a job; who failed which task does not count (D2.5). */
export async function countEligibleForType(tx: Tx, of: Pick<Task, 'jobId' | 'typeKey'>): Promise<number> {
  const { rows } = await sql<{ workers: number | string }>`
    select count(*) as workers from (${eligibleFor(tx, of)}) e`.execute(tx.q);
  return Number(rows[0]?.workers ?? 0);
}

/** How many Workers could still run a task, now or when they are back (D2.5). */
export async function countEligible(tx: Tx, task: Task): Promise<number> {
  const { rows } = await sql<{ workers: number | string }>`
    select count(*) as workers from (${eligibleFor(tx, task)}) e
    where not exists (select 1 from task_failures f where f.task_id = ${task.id} and f.worker_id = e.id)`.execute(tx.q);
  return Number(rows[0]?.workers ?? 0);
}

/**
 * Waiting tasks of running jobs that somebody failed and that no eligible Worker is left for, whatever their job. Begins
 * with the running jobs: failure lists of jobs that are over are never looked at.
 */
export async function strandedTasks(reader: Reader, now: Date): Promise<{ readonly uuid: string }[]> {
  const { rows } = await sql<{ uuid: string }>`
    select distinct tasks.id, tasks.uuid
    from jobs running
      join task_failures entry on entry.job_id = running.id
      join tasks on tasks.id = entry.task_id
    where running.status in ('queued', 'active') and running.delete_requested_at is null
      and tasks.status in ('queued', 'soft-failed')
      and not exists (select 1 from (${eligibleWorkers(now, sql.ref('tasks.job_id'), sql.ref('tasks.type_key'))}) e
        where not exists (select 1 from task_failures f where f.task_id = tasks.id and f.worker_id = e.id))
    order by tasks.id`.execute(reader.q);
  return rows;
}

/** Forgets who failed a task. */
export async function clearFailuresOfTask(tx: Tx, taskId: number): Promise<void> {
  await tx.q.deleteFrom('task_failures').where('task_id', '=', taskId).execute();
}

/** Forgets who failed the tasks of a job that are in one of these statuses. */
export async function clearFailuresOfJob(tx: Tx, jobId: number, statuses: readonly Task['status'][]): Promise<void> {
  if (statuses.length === 0) return;
  await tx.q
    .deleteFrom('task_failures')
    .where('job_id', '=', jobId)
    .where((where) =>
      where(
        'task_id',
        'in',
        where.selectFrom('tasks').select('id').where('job_id', '=', jobId).where('status', 'in', statuses),
      ),
    )
    .execute();
}

/** Forgets what a Worker failed of a type on a job (D2.4, D2.6). */
export async function clearFailuresOfWorker(tx: Tx, jobId: number, workerId: number, typeKey: string): Promise<void> {
  await tx.q
    .deleteFrom('task_failures')
    .where('job_id', '=', jobId)
    .where('worker_id', '=', workerId)
    .where('type_key', '=', typeKey)
    .execute();
}
