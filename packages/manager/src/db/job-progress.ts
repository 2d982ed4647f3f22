import { sql } from 'kysely';
import type { RunningTask, TypeProgress } from './records.js';
import { statement } from './statement.js';
import type { Reader } from './transaction.js';

/** Jobs of which it makes sense to say how long they will take. */
const isUnderWay = sql<boolean>`jobs.status = 'active'`;

const unfinished = statement<object>()((q) =>
  q
    .selectFrom('job_runnable')
    .innerJoin('jobs', 'jobs.id', 'job_runnable.job_id')
    .select(['job_id', 'type_key', 'unfinished'])
    .where(isUnderWay)
    .where('unfinished', '>', sql.lit(0)),
);

const completed = statement<object>()((q) =>
  q
    .selectFrom('job_times')
    .innerJoin('jobs', 'jobs.id', 'job_times.job_id')
    .select(['job_id', 'type_key', 'worker_id', 'tasks', 'total_ms'])
    .where(isUnderWay),
);

const running = statement<object>()((q) =>
  q
    .selectFrom('task_attempts')
    .innerJoin('tasks', 'tasks.id', 'task_attempts.task_id')
    .select(['tasks.job_id', 'tasks.type_key', 'task_attempts.worker_id', 'task_attempts.started_at'])
    .select(['tasks.steps_completed', 'tasks.steps_total'])
    .where('task_attempts.ended_at', 'is', null),
);

interface OfType {
  readonly job_id: number;
  readonly type_key: string;
}

/**
 * How far all jobs are that are under way, by their numbers: three questions whose cost grows with these jobs' types
 * and Workers, never with their tasks.
 */
export async function progressOfJobs(reader: Reader): Promise<ReadonlyMap<number, readonly TypeProgress[]>> {
  const completedOf = byType(await reader.all(completed, {}));
  const runningOf = byType(await reader.all(running, {}));
  const types = new Map<number, TypeProgress[]>();
  for (const row of await reader.all(unfinished, {})) {
    const done = completedOf.get(keyOf(row)) ?? [];
    const progress = {
      typeKey: row.type_key,
      unfinished: row.unfinished,
      completed: done.map(({ worker_id, tasks, total_ms }) => ({ workerId: worker_id, tasks, totalMs: total_ms })),
      running: (runningOf.get(keyOf(row)) ?? []).map(toRunningTask),
    };
    types.set(row.job_id, [...(types.get(row.job_id) ?? []), progress]);
  }
  return types;
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
