import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { RunningTask, TypeProgress } from './records.js';
import { statement } from './statement.js';
import type { Reader } from './transaction.js';

interface Wanted {
  readonly job_id: number;
}

/** The questions, about the jobs that are wanted; `jobId` is the column with the number of a job. */
const questions = (isWanted: (jobId: string, p: Wanted) => RawBuilder<boolean>) => ({
  unfinished: statement<Wanted>()((q, p) =>
    q
      .selectFrom('job_runnable')
      .select(['job_id', 'type_key', 'unfinished'])
      .where(isWanted('job_runnable.job_id', p))
      .where('unfinished', '>', sql.lit(0)),
  ),
  completed: statement<Wanted>()((q, p) =>
    q
      .selectFrom('job_times')
      .select(['job_id', 'type_key', 'worker_id', 'tasks', 'total_ms'])
      .where(isWanted('job_times.job_id', p)),
  ),
  running: statement<Wanted>()((q, p) =>
    q
      .selectFrom('task_attempts')
      .innerJoin('tasks', 'tasks.id', 'task_attempts.task_id')
      .select(['tasks.job_id', 'tasks.type_key', 'task_attempts.worker_id', 'task_attempts.started_at'])
      .select(['tasks.steps_completed', 'tasks.steps_total'])
      .where(isWanted('task_attempts.job_id', p))
      .where('task_attempts.ended_at', 'is', null),
  ),
});

/** An estimate makes sense for active jobs only. */
const ofActiveJobs = questions(
  (jobId) => sql<boolean>`${sql.ref(jobId)} in (select jobs.id from jobs where jobs.status = 'active')`,
);
const ofOneJob = questions((jobId, p) => sql<boolean>`${sql.ref(jobId)} = ${p.job_id}`);

interface OfType {
  readonly job_id: number;
  readonly type_key: string;
}

/**
 * How far active jobs are, by their numbers: three questions whose cost grows with these jobs' types and Workers, never
 * with their tasks.
 *
 * @param jobId the only job that is wanted; left out for all
 */
export async function progressOfJobs(
  reader: Reader,
  jobId?: number,
): Promise<ReadonlyMap<number, readonly TypeProgress[]>> {
  const { unfinished, completed, running } = jobId === undefined ? ofActiveJobs : ofOneJob;
  const wanted = { job_id: jobId ?? 0 };
  const completedOf = byType(await reader.all(completed, wanted));
  const runningOf = byType(await reader.all(running, wanted));
  const types = new Map<number, TypeProgress[]>();
  for (const row of await reader.all(unfinished, wanted)) {
    const progress = toTypeProgress(row, completedOf.get(keyOf(row)) ?? [], runningOf.get(keyOf(row)) ?? []);
    const known = types.get(row.job_id);
    if (known) known.push(progress);
    else types.set(row.job_id, [progress]);
  }
  return types;
}

function toTypeProgress(
  { type_key, unfinished }: OfType & { readonly unfinished: number },
  completed: readonly CompletedRow[],
  running: readonly RunningRow[],
): TypeProgress {
  return {
    typeKey: type_key,
    unfinished,
    completed: completed.map(({ worker_id, tasks, total_ms }) => ({ workerId: worker_id, tasks, totalMs: total_ms })),
    running: running.map(toRunningTask),
  };
}

interface CompletedRow {
  readonly worker_id: number;
  readonly tasks: number;
  readonly total_ms: number;
}

const keyOf = ({ job_id, type_key }: OfType) => `${job_id} ${type_key}`;

function byType<Item extends OfType>(rows: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

interface RunningRow {
  readonly worker_id: number;
  readonly started_at: number;
  readonly steps_completed: number;
  readonly steps_total: number;
}

function toRunningTask({ worker_id, started_at, steps_completed, steps_total }: RunningRow): RunningTask {
  return {
    workerId: worker_id,
    startedAt: new Date(started_at),
    stepsCompleted: steps_completed,
    stepsTotal: steps_total,
  };
}
