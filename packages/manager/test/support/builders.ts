import { randomUUID } from 'node:crypto';
import type { WorkerStatus } from '@flamenco/api';
import { insertJob } from '../../src/db/jobs.js';
import { insertTasks } from '../../src/db/new-tasks.js';
import type { NewTask } from '../../src/db/new-tasks.js';
import type { Tx } from '../../src/db/transaction.js';
import { changeStatus, insertWorker } from '../../src/db/workers.js';

/** A task of a job to be stored; names stand for UUIDs in `after`. */
export interface TaskPlan {
  readonly name: string;
  readonly type?: string;
  readonly priority?: number;
  readonly steps?: number;
  readonly after?: readonly string[];
  readonly pauseJobAfter?: boolean;
}

export interface JobPlan {
  readonly name?: string;
  readonly priority?: number;
  readonly tagId?: number;
  readonly tasks: readonly TaskPlan[];
}

/** A stored job with the UUIDs of its tasks by their names. */
export interface StoredJob {
  readonly id: number;
  readonly uuid: string;
  readonly tasks: Readonly<Record<string, string>>;
}

/** Stores a queued job. */
export async function storeJob(tx: Tx, plan: JobPlan): Promise<StoredJob> {
  const uuids = Object.fromEntries(plan.tasks.map(({ name }) => [name, randomUUID()]));
  const tasks: NewTask[] = plan.tasks.map(
    ({ name, type = 'blender', priority = 50, steps = 1, after = [], ...more }) => ({
      uuid: uuids[name] ?? '',
      name,
      type,
      priority,
      commands: [{ name: 'echo', parameters: { message: name }, totalStepCount: steps }],
      dependencies: after.map((dependency) => uuids[dependency] ?? dependency),
      stepsTotal: steps,
      pauseJobAfter: more.pauseJobAfter ?? false,
    }),
  );
  const uuid = randomUUID();
  const id = await insertJob(tx, {
    uuid,
    name: plan.name ?? 'shot 010',
    type: 'test',
    priority: plan.priority ?? 50,
    status: 'queued',
    activity: '',
    settings: { frames: '1-3' },
    metadata: { project: 'Sprite Fright' },
    warnings: [],
    workerTagId: plan.tagId,
    stepsTotal: tasks.reduce((sum, { stepsTotal }) => sum + stepsTotal, 0),
    tally: {
      ...{ queued: tasks.length, 'soft-failed': 0, active: 0, completed: 0, failed: 0, canceled: 0, paused: 0 },
    },
  });
  await insertTasks(tx, id, tasks);
  return { id, uuid, tasks: uuids };
}

/** Stores a Worker, awake unless told otherwise. */
export async function storeWorker(
  tx: Tx,
  name: string,
  { taskTypes = ['blender', 'ffmpeg'], status = 'awake' as WorkerStatus } = {},
): Promise<{ readonly id: number; readonly uuid: string; readonly name: string }> {
  const uuid = randomUUID();
  const worker = { uuid, secretHash: 'unused', name, address: '10.0.0.7', platform: 'linux', taskTypes };
  const id = await insertWorker(tx, worker);
  await changeStatus(tx, id, { status });
  return { id, uuid, name };
}
