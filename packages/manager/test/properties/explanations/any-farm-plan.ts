import { randomUUID } from 'node:crypto';
import { JOB_STATUSES, TASK_STATUSES, WORKER_STATUSES } from '@flamenco/api';
import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';
import fc from 'fast-check';
import { block } from '../../../src/db/blocklist.js';
import { tallyColumns } from '../../../src/db/codecs.js';
import { countBlocked } from '../../../src/db/dependencies.js';
import { addFailure } from '../../../src/db/failures.js';
import { changeJob } from '../../../src/db/jobs.js';
import { insertTag, setTagsOfWorker } from '../../../src/db/tags.js';
import { countRunnable, lockTaskByUuid, saveTaskState } from '../../../src/db/tasks.js';
import type { Tx } from '../../../src/db/transaction.js';
import { changeStatus } from '../../../src/db/workers.js';
import type { ObstacleJob, ObstacleTask, ObstacleWorker } from '../../../src/farm/rules/obstacles.js';
import { storeJob, storeWorker } from '../../support/builders.js';
import { tallyOf } from '../../support/any-farm.js';

/** Mostly such that something may run; now and then what only few rules speak of. */
const mostly = <Value>(usual: Value, others: readonly Value[], special = usual) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constant(special) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** A job that is still being stored does not exist for anybody. */
const STORED_JOB = JOB_STATUSES.filter((status) => status !== 'under-construction');

const WORKERS = 3;
const TAGS = 2;
const anyTypes = fc.subarray(['blender', 'FFmpeg', 'misc'], { minLength: 0 });
const anyWorkerNumbers = fc.subarray([0, 1, 2]);

const anyWorkerPlan = fc.record({
  status: mostly<WorkerStatus>('awake', WORKER_STATUSES),
  request: mostly<WorkerStatus | undefined>(undefined, ['asleep', 'awake', 'restart']),
  taskTypes: fc.oneof(fc.constant<string[]>(['blender', 'ffmpeg']), anyTypes),
  tags: fc.subarray([0, 1]),
});

const anyTaskPlan = fc.record({
  status: mostly<TaskStatus>('queued', TASK_STATUSES, 'active'),
  type: mostly('blender', ['BLENDER', ' ffmpeg ', 'houdini']),
  priority: fc.integer({ min: 49, max: 51 }),
  worker: fc.integer({ min: 0, max: WORKERS - 1 }),
  failedBy: fc.oneof(fc.constant<number[]>([]), anyWorkerNumbers),
  after: fc.oneof(fc.constant<number[]>([]), fc.subarray([0, 1, 2, 3])),
});

const anyBlock = fc.record({
  worker: fc.integer({ min: 0, max: WORKERS - 1 }),
  type: fc.constantFrom('Blender', 'ffmpeg', 'misc'),
});

const anyJobPlan = fc.record({
  status: mostly<JobStatus>('active', STORED_JOB, 'pause-requested'),
  isToBeDeleted: mostly(false, [true]),
  priority: fc.integer({ min: 49, max: 51 }),
  tag: mostly<number | undefined>(undefined, [0, 1]),
  blocks: fc.array(anyBlock, { maxLength: 2 }),
  tasks: fc.array(anyTaskPlan, { minLength: 1, maxLength: 5 }),
});

export const anyFarmPlan = fc.record({
  workers: fc.array(anyWorkerPlan, { minLength: WORKERS, maxLength: WORKERS }),
  jobs: fc.array(anyJobPlan, { maxLength: 3 }),
});

type Plan<Any> = Any extends fc.Arbitrary<infer Value> ? Value : never;
type JobPlan = Plan<typeof anyJobPlan>;
type TaskPlan = Plan<typeof anyTaskPlan>;

export type StoredWorker = ObstacleWorker & { readonly uuid: string };
export type PlannedJob = ObstacleJob & { readonly uuid: string };
export type StoredTask = ObstacleTask & { readonly uuid: string; readonly job: PlannedJob };

/** A farm in the database, and the same as the rules see it, made from the plan and not from the database. */
export interface StoredFarm {
  readonly workers: readonly StoredWorker[];
  readonly jobs: readonly PlannedJob[];
  readonly tasks: readonly StoredTask[];
}

export async function emptyFarm(tx: Tx): Promise<void> {
  await tx.q.deleteFrom('jobs').execute();
  await tx.q.deleteFrom('workers').execute();
  await tx.q.deleteFrom('worker_tags').execute();
}

export async function storePlan(tx: Tx, plan: Plan<typeof anyFarmPlan>): Promise<StoredFarm> {
  const tagIds: number[] = [];
  for (let tag = 0; tag < TAGS; tag += 1) {
    tagIds.push(await insertTag(tx, { uuid: randomUUID(), name: `tag ${tag}`, description: '' }));
  }
  const workers: StoredWorker[] = [];
  for (const worker of plan.workers) workers.push(await storeWorkerPlan(tx, worker, tagIds));
  const jobs: PlannedJob[] = [];
  const tasks: StoredTask[] = [];
  const busy = new Set<number>();
  for (const job of plan.jobs) {
    const settled = { ...job, tasks: job.tasks.map((task) => withOneTaskEach(task, busy)) };
    const stored = await storeJobPlan(tx, settled, { tagIds, workers });
    jobs.push(stored.job);
    tasks.push(...stored.tasks);
  }
  return { workers, jobs, tasks };
}

/** No Worker has two tasks (db/invariants.ts). */
function withOneTaskEach(task: TaskPlan, busy: Set<number>): TaskPlan {
  if (task.status !== 'active') return task;
  if (busy.has(task.worker)) return { ...task, status: 'queued' };
  busy.add(task.worker);
  return task;
}

async function storeWorkerPlan(
  tx: Tx,
  { status, request, taskTypes, tags }: Plan<typeof anyWorkerPlan>,
  tagIds: readonly number[],
): Promise<StoredWorker> {
  const { id, uuid } = await storeWorker(tx, 'nora', { status, taskTypes });
  const statusRequest = request === undefined ? undefined : { status: request, isLazy: false };
  if (statusRequest) await changeStatus(tx, id, { statusRequest });
  const ownTags = tags.map((tag) => tagIds[tag] ?? 0);
  await setTagsOfWorker(tx, id, ownTags);
  return { id, uuid, status, statusRequest, taskTypes, tagIds: ownTags };
}

interface Around {
  readonly tagIds: readonly number[];
  readonly workers: readonly StoredWorker[];
}

async function storeJobPlan(tx: Tx, plan: JobPlan, { tagIds, workers }: Around) {
  const workerTagId = plan.tag === undefined ? undefined : tagIds[plan.tag];
  const idOf = (worker: number) => workers[worker]?.id ?? 0;
  const {
    id,
    uuid,
    tasks: taskUuids,
  } = await storeJob(tx, {
    priority: plan.priority,
    ...(workerTagId !== undefined && { tagId: workerTagId }),
    tasks: plan.tasks.map(({ type, priority, after }, index) => ({
      ...{ name: String(index), type, priority },
      after: dependenciesOf(after, index).map(String),
    })),
  });
  const blocklist = plan.blocks.map(({ worker, type }) => ({ workerId: idOf(worker), taskType: type }));
  for (const { workerId, taskType } of blocklist) await block(tx, id, workerId, taskType);
  const job: PlannedJob = {
    ...{ uuid, workerTagId, blocklist, status: plan.status },
    deleteRequestedAt: plan.isToBeDeleted ? tx.now : undefined,
  };
  const tasks: StoredTask[] = [];
  for (const [index, task] of plan.tasks.entries()) {
    const workerId = task.status === 'queued' ? undefined : idOf(task.worker);
    const failedByWorkerIds = task.failedBy.map(idOf);
    const stored = (await lockTaskByUuid(tx, taskUuids[index] ?? ''))!;
    await saveTaskState(tx, { ...stored, status: task.status, workerId });
    for (const failed of failedByWorkerIds) await addFailure(tx, stored, failed);
    const blockedBy = dependenciesOf(task.after, index).filter((it) => plan.tasks[it]?.status !== 'completed').length;
    tasks.push({
      job,
      uuid: stored.uuid,
      status: task.status,
      type: task.type,
      workerId,
      blockedBy,
      failedByWorkerIds,
    });
  }
  await countBlocked(tx, id);
  await countRunnable(tx, id);
  const counts: Partial<Record<TaskStatus, number>> = {};
  for (const { status } of plan.tasks) counts[status] = (counts[status] ?? 0) + 1;
  await changeJob(tx, id, {
    ...{ status: plan.status, ...tallyColumns(tallyOf(counts)) },
    ...(plan.isToBeDeleted && { delete_requested_at: tx.now.getTime() }),
  });
  return { job, tasks };
}

/** Tasks depend on earlier ones only. */
function dependenciesOf(after: readonly number[], index: number): number[] {
  return after.filter((it) => it < index);
}
