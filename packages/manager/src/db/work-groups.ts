import { sql } from 'kysely';
import { namedTasks } from './named-tasks.js';
import type { NamedTask } from './named-tasks.js';
import type { Reader } from './transaction.js';

// What there is to run, in groups of one job and one type, and what keeps Workers from it: a job of 100 000 tasks is
// explained as fast as one of ten.

/** The tasks of one type of a job that could run now. */
export interface WorkOfType {
  readonly jobId: number;
  readonly typeKey: string;
  readonly runnable: number;
}

/** What a job has to run, by type. */
export async function workOfJob(reader: Reader, jobId: number): Promise<WorkOfType[]> {
  return await reader.q
    .selectFrom('job_runnable')
    .select(['job_id as jobId', 'type_key as typeKey', 'runnable'])
    .where('job_id', '=', jobId)
    .where('runnable', '>', 0)
    .orderBy('type_key')
    .execute();
}

/** What a job has to run of a type, with what rules ask about the job. */
export interface WorkOfFarm extends WorkOfType {
  readonly jobUuid: string;
  readonly jobName: string;
  readonly workerTagId: number | null;
  readonly jobStatus: 'active' | 'queued';
}

/** What the farm has to run, in the order in which it would be run. */
export async function workOfFarm(reader: Reader): Promise<WorkOfFarm[]> {
  const rows = await reader.q
    .selectFrom('jobs')
    .innerJoin('job_runnable', 'job_runnable.job_id', 'jobs.id')
    .select(['jobs.id as jobId', 'jobs.uuid as jobUuid', 'jobs.name as jobName', 'jobs.worker_tag_id as workerTagId'])
    .select(['jobs.status as jobStatus', 'job_runnable.type_key as typeKey', 'job_runnable.runnable'])
    .where('jobs.status', 'in', ['queued', 'active'])
    .where('jobs.delete_requested_at', 'is', null)
    .where('job_runnable.runnable', '>', 0)
    .orderBy('jobs.priority', 'desc')
    .orderBy('jobs.created_at')
    .orderBy('jobs.id')
    .orderBy('job_runnable.type_key')
    .execute();
  return rows.map((row) => ({ ...row, jobStatus: row.jobStatus === 'active' ? 'active' : 'queued' }));
}

/** So many of the tasks of a type that a job could run now were failed by a Worker. */
export interface FailedWork {
  readonly jobId: number;
  readonly workerId: number;
  readonly typeKey: string;
  readonly failed: number;
}

/** Of one job, or of one Worker. */
export type Whose = { readonly jobId: number } | { readonly workerId: number };

/** Who failed how much of what could run now. */
export async function failedWork(reader: Reader, of: Whose): Promise<FailedWork[]> {
  const failures = reader.q
    .selectFrom('task_failures')
    .innerJoin('tasks', 'tasks.id', 'task_failures.task_id')
    .select(['task_failures.job_id as jobId', 'task_failures.worker_id as workerId'])
    .select((select) => ['tasks.type_key as typeKey', select.fn.countAll<number | string>().as('failed')])
    .where('tasks.status', 'in', ['queued', 'soft-failed'])
    .where('tasks.blocked_by', '=', 0)
    .groupBy(['task_failures.job_id', 'task_failures.worker_id', 'tasks.type_key']);
  const rows = await (
    'jobId' in of
      ? failures.where('task_failures.job_id', '=', of.jobId)
      : failures.where('task_failures.worker_id', '=', of.workerId)
  ).execute();
  return rows.map((row) => ({ ...row, failed: Number(row.failed) }));
}

/** Numbers of the Workers that failed a task. */
export async function failedTask(reader: Reader, taskId: number): Promise<number[]> {
  const rows = await reader.q
    .selectFrom('task_failures')
    .select('worker_id')
    .where('task_id', '=', taskId)
    .orderBy('worker_id')
    .execute();
  return rows.map(({ worker_id }) => worker_id);
}

/** A block, by numbers. */
export interface BlockedWork {
  readonly jobId: number;
  readonly workerId: number;
  readonly taskType: string;
}

/** The blocklist of a job, or all blocks of a Worker. */
export async function blockedWork(reader: Reader, of: Whose): Promise<BlockedWork[]> {
  const blocks = reader.q
    .selectFrom('job_blocks')
    .select(['job_id as jobId', 'worker_id as workerId', 'task_type as taskType']);
  return await ('jobId' in of ? blocks.where('job_id', '=', of.jobId) : blocks.where('worker_id', '=', of.workerId))
    .orderBy('job_id')
    .orderBy('worker_id')
    .execute();
}

/** A task that a Worker failed before it was blocked from its type. */
export interface FailureBehindBlock extends NamedTask {
  readonly workerId: number;
  readonly type: string;
}

/**
 * The failures behind the blocks of a job or of a Worker, the newest first. They are taken from the history of attempts:
 * a block clears the failure list (D2.4).
 */
export async function failuresBehindBlocks(reader: Reader, of: Whose): Promise<FailureBehindBlock[]> {
  const failures = namedTasks(reader)
    .innerJoin('task_attempts', 'task_attempts.task_id', 'tasks.id')
    .innerJoin('job_blocks', (join) =>
      join
        .onRef('job_blocks.job_id', '=', 'task_attempts.job_id')
        .onRef('job_blocks.worker_id', '=', 'task_attempts.worker_id')
        .onRef('job_blocks.type_key', '=', 'tasks.type_key'),
    )
    .select(['job_blocks.worker_id as workerId', 'tasks.type'])
    .where('task_attempts.outcome', 'in', [sql.lit('failed' as const), sql.lit('timed-out' as const)])
    .whereRef('task_attempts.ended_at', '<=', 'job_blocks.created_at')
    .orderBy('task_attempts.id', 'desc');
  return await (
    'jobId' in of
      ? failures.where('job_blocks.job_id', '=', of.jobId)
      : failures.where('job_blocks.worker_id', '=', of.workerId)
  ).execute();
}
