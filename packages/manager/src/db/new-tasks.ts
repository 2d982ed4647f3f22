import type { TaskStatus } from '@flamenco/api';
import { chunks } from './chunks.js';
import { commandsText, typeKey } from './codecs.js';
import type { Command } from './records.js';
import { countRunnable } from './tasks.js';
import type { Tx } from './transaction.js';

/** A task before it is stored. */
export interface NewTask {
  readonly uuid: string;
  readonly name: string;
  readonly type: string;
  readonly priority: number;
  readonly commands: readonly Command[];
  /** UUIDs of tasks of the same submission. */
  readonly dependencies: readonly string[];
  readonly stepsTotal: number;
  /** The job is paused when the task is completed. */
  readonly pauseJobAfter?: boolean;
}

/** Rows per statement: many enough that a statement costs little per row, few enough for every database. */
const ROWS_AT_ONCE = 200;

/** Rows that are stored in a few milliseconds, so that nobody else waits long to write. */
const ROWS_PER_PIECE = 200;

/** A part of the work of storing a job's tasks; the parts have to be done in their order, in any number of transactions. */
export type StoringStep = (tx: Tx) => Promise<void>;

/** Stores the tasks of a new job in their order, all queued, with their commands and dependencies. */
export async function insertTasks(tx: Tx, jobId: number, tasks: readonly NewTask[]): Promise<void> {
  for (const step of storingSteps(jobId, tasks)) await step(tx);
}

/** The same in parts, the last of which counts what can run. */
export function storingSteps(jobId: number, tasks: readonly NewTask[]): readonly StoringStep[] {
  const ids = new Map<string, number>();
  const edges = tasks.flatMap(({ uuid, dependencies }) =>
    dependencies.map((dependency) => [uuid, dependency] as const),
  );
  return [
    ...chunks(tasks, ROWS_PER_PIECE).map((piece, number): StoringStep => {
      return (tx) => insertPiece(tx, { jobId, firstIndex: number * ROWS_PER_PIECE + 1 }, piece, ids);
    }),
    ...chunks(edges, ROWS_PER_PIECE).map(
      (piece): StoringStep =>
        (tx) =>
          insertEdges(tx, piece, ids),
    ),
    (tx) => countRunnable(tx, jobId),
  ];
}

async function insertPiece(
  tx: Tx,
  { jobId, firstIndex }: { readonly jobId: number; readonly firstIndex: number },
  tasks: readonly NewTask[],
  ids: Map<string, number>,
): Promise<void> {
  let index = firstIndex;
  for (const some of chunks(tasks, ROWS_AT_ONCE)) {
    const rows = some.map(({ commands, dependencies, ...task }) => ({
      ...task,
      index: index++,
      commands: commandsText(commands),
      blockedBy: dependencies.length,
    }));
    await insertTaskRows(tx, { jobId, status: 'queued' }, rows, ids);
  }
}

/** A task as it is stored, with its place in the job. */
export interface TaskRow extends Omit<NewTask, 'commands' | 'dependencies'> {
  readonly index: number;
  /** JSON. */
  readonly commands: string;
  /** How many tasks it waits for; 0 unless told otherwise. */
  readonly blockedBy?: number;
}

/** Stores tasks with their commands, and adds their numbers to those that are known by UUID. As many as a statement can take. */
export async function insertTaskRows(
  tx: Tx,
  { jobId, status }: { readonly jobId: number; readonly status: TaskStatus },
  tasks: readonly TaskRow[],
  ids: Map<string, number>,
): Promise<void> {
  const now = tx.now.getTime();
  const rows = tasks.map((task) => ({
    uuid: task.uuid,
    job_id: jobId,
    index_in_job: task.index,
    name: task.name,
    type: task.type,
    type_key: typeKey(task.type),
    priority: task.priority,
    status,
    activity: '',
    blocked_by: task.blockedBy ?? 0,
    steps_completed: 0,
    steps_total: task.stepsTotal,
    pause_job_after: Number(task.pauseJobAfter ?? false),
    created_at: now,
    updated_at: now,
  }));
  const stored = await tx.q.insertInto('tasks').values(rows).returning(['id', 'uuid']).execute();
  for (const { id, uuid } of stored) ids.set(uuid, id);
  const commands = tasks.map((task) => ({ task_id: idOf(ids, task.uuid), commands: task.commands }));
  await tx.q.insertInto('task_commands').values(commands).execute();
}

async function insertEdges(
  tx: Tx,
  edges: readonly (readonly [task: string, dependency: string])[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  for (const some of chunks(edges, ROWS_AT_ONCE)) {
    const rows = some.map(([task, dependency]) => ({ task_id: idOf(ids, task), dependency_id: idOf(ids, dependency) }));
    await tx.q.insertInto('task_dependencies').values(rows).execute();
  }
}

function idOf(ids: ReadonlyMap<string, number>, uuid: string): number {
  const id = ids.get(uuid);
  if (id === undefined) throw new Error(`a task depends on ${uuid}, which is not part of its job`);
  return id;
}
