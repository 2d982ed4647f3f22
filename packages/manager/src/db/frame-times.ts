import { sql } from 'kysely';
import { orNull } from './codecs.js';
import { isAbout } from './history.js';
import { allOf, orderAndPart, orderOf } from './list-request.js';
import type { Condition, FrameTimeFilter, FrameTimeOrder, ListPage } from './list-request.js';
import type { FrameTime, Task } from './records.js';
import { statement } from './statement.js';
import type { Reader, Tx } from './transaction.js';

/** A frame that a Worker finished. */
export interface FinishedFrame {
  readonly frame: number;
  readonly durationMs: number;
}

/** Rows per statement, so that no statement has more parameters than a database takes. */
const ROWS_AT_ONCE = 200;

const count = statement<{ id: number; frames: number; ms: number }>()((q, p) =>
  q
    .updateTable('jobs')
    .set({ frames_timed: sql<number>`frames_timed + ${p.frames}`, frame_ms: sql<number>`frame_ms + ${p.ms}` })
    .where('id', '=', p.id),
);

/** Keeps how long frames of a task took, and adds them to the sums of its job (D8.2). */
export async function recordFrames(
  tx: Tx,
  task: Task,
  workerId: number,
  frames: readonly FinishedFrame[],
): Promise<void> {
  const common = {
    job_id: task.jobId,
    task_id: task.id,
    attempt_id: orNull(task.attemptId),
    worker_id: workerId,
    finished_at: tx.now.getTime(),
  };
  const rows = frames.map(({ frame, durationMs }) => ({ ...common, frame, duration_ms: durationMs }));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE);
    await tx.q.insertInto('frame_times').values(some).execute();
  }
  const ms = frames.reduce((sum, { durationMs }) => sum + durationMs, 0);
  await tx.run(count, { id: task.jobId, frames: frames.length, ms });
}

const ORDERS = {
  finished_at: sql`frame_times.finished_at`,
  frame: sql`frame_times.frame`,
  duration_ms: sql`frame_times.duration_ms`,
};

/** The frames that are wanted, in the order in which they were finished unless told otherwise. */
export async function listFrameTimes(
  reader: Reader,
  filter: FrameTimeFilter,
  page: ListPage<FrameTimeOrder> = {},
): Promise<FrameTime[]> {
  const part = sql<boolean>`frame_times.id in (select frame_times.id from frame_times
    where ${allOf(conditions(filter))} ${orderAndPart(page, ORDERS, 'frame_times.id')})`;
  const rows = await reader.q
    .selectFrom('frame_times')
    .innerJoin('tasks', 'tasks.id', 'frame_times.task_id')
    .innerJoin('workers', 'workers.id', 'frame_times.worker_id')
    .selectAll('frame_times')
    .select(['tasks.uuid as task_uuid', 'workers.uuid as worker_uuid', 'workers.name as worker_name'])
    .where(part)
    .modifyEnd(orderOf(page, ORDERS, 'frame_times.id'))
    .execute();
  return rows.map((row) => ({
    frame: row.frame,
    durationMs: row.duration_ms,
    finishedAt: new Date(row.finished_at),
    taskUuid: row.task_uuid,
    workerUuid: row.worker_uuid,
    workerName: row.worker_name,
    attemptId: row.attempt_id ?? undefined,
  }));
}

/** How many of them there are on all pages. */
export async function countFrameTimes(reader: Reader, filter: FrameTimeFilter): Promise<number> {
  const { total } = await reader.q
    .selectFrom('frame_times')
    .select((of) => of.fn.countAll().as('total'))
    .where(allOf(conditions(filter)))
    .executeTakeFirstOrThrow();
  return Number(total);
}

function conditions({ of, workerId }: FrameTimeFilter): Condition[] {
  return [isAbout('frame_times', of), ...(workerId === undefined ? [] : [isAbout('frame_times', { workerId })])];
}
