import type { TaskStatus } from '@flamenco/api';
import { sql } from 'kysely';
import { statement } from './statement.js';
import type { Reader } from './transaction.js';

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
