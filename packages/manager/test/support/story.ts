import { afterAll, afterEach, beforeEach } from '@jest/globals';
import type { JobStatus, TaskStatus } from '@flamenco/api';
import type { ManagerConfig } from '../../src/config/snapshot.js';
import { changeJob } from '../../src/db/jobs.js';
import { insertTag, setTagsOfWorker } from '../../src/db/tags.js';
import type { FarmErrorReason } from '../../src/farm/errors.js';
import { FarmError } from '../../src/farm/errors.js';
import { fetchBlocklist } from '../../src/farm/use-cases/jobs/edit-blocklist.js';
import { listJobTasks } from '../../src/farm/use-cases/jobs/job-queries.js';
import { setJobStatus } from '../../src/farm/use-cases/jobs/set-job-status.js';
import { fetchTask } from '../../src/farm/use-cases/tasks/task-queries.js';
import { setTaskStatus } from '../../src/farm/use-cases/tasks/set-task-status.js';
import type { TaskUpdate } from '../../src/farm/use-cases/tasks/take-task-update.js';
import type { TaskDetails } from '../../src/farm/records.js';
import type { JobPlan, StoredJob, TaskPlan } from './builders.js';
import { forEachDatabase, stopSharedDatabases } from './databases.js';
import { makeFarm } from './make-farm.js';
import type { TestFarm, TestWorker } from './make-farm.js';

/** What the original web app gives as its reason. */
export const BY_USER = 'requested from web interface';

/** A job, and what it decides for itself instead of the configuration (D2.6). */
export interface StoryJobPlan extends JobPlan {
  readonly blocklistThreshold?: number;
  readonly softFailCount?: number;
  readonly status?: JobStatus;
}

/** A farm, and what Workers and people do with it in few words. Tasks are named by their names in a job. */
export class Story {
  #farm: TestFarm | undefined;

  get farm(): TestFarm {
    if (!this.#farm) throw new Error('the story has not begun');
    return this.#farm;
  }

  set farm(farm: TestFarm) {
    this.#farm = farm;
  }

  /** Awake Workers for all common types. */
  async workers<const Names extends readonly string[]>(
    ...names: Names
  ): Promise<{ readonly [Index in keyof Names]: TestWorker }> {
    const workers: TestWorker[] = [];
    for (const name of names) workers.push(await this.farm.storeWorker(name));
    return workers as unknown as { readonly [Index in keyof Names]: TestWorker };
  }

  async job({ blocklistThreshold, softFailCount, status, ...plan }: StoryJobPlan): Promise<StoredJob> {
    const job = await this.farm.storeJob(plan);
    await this.farm.db.transact((tx) =>
      changeJob(tx, job.id, {
        ...(blocklistThreshold !== undefined && { blocklist_threshold: blocklistThreshold }),
        ...(softFailCount !== undefined && { soft_fail_count: softFailCount }),
        ...(status !== undefined && { status }),
      }),
    );
    return job;
  }

  /** A tag that these Workers have, and no other tag; gives its number. */
  async tag(uuid: string, name: string, ...workers: readonly TestWorker[]): Promise<number> {
    return await this.farm.db.transact(async (tx) => {
      const id = await insertTag(tx, { uuid, name, description: '' });
      for (const worker of workers) await setTagsOfWorker(tx, worker.id, [id]);
      return id;
    });
  }

  fetch(worker: TestWorker): Promise<string> {
    return this.farm.fetch(worker);
  }

  report(worker: TestWorker, job: StoredJob, task: string, update: TaskUpdate): Promise<void> {
    return this.farm.report(worker, uuidOf(job, task), update);
  }

  complete(worker: TestWorker, job: StoredJob, task: string): Promise<void> {
    return this.report(worker, job, task, { taskStatus: 'completed', activity: 'Completed' });
  }

  fail(worker: TestWorker, job: StoredJob, task: string): Promise<void> {
    return this.report(worker, job, task, { taskStatus: 'failed', activity: 'Failed: no GPU' });
  }

  /** The Worker asks for a task, and is done with it at once; gives its name. */
  async render(worker: TestWorker, job: StoredJob): Promise<string> {
    const name = await this.fetch(worker);
    if (name in job.tasks) await this.complete(worker, job, name);
    return name;
  }

  /** The Worker asks for a task, and fails it; gives its name. */
  async spoil(worker: TestWorker, job: StoredJob): Promise<string> {
    const name = await this.fetch(worker);
    if (name in job.tasks) await this.fail(worker, job, name);
    return name;
  }

  setJob(job: StoredJob, status: JobStatus, reason = BY_USER): Promise<void> {
    return setJobStatus(this.farm, job.uuid, status, reason);
  }

  setTask(job: StoredJob, task: string, status: TaskStatus, reason = BY_USER): Promise<void> {
    return setTaskStatus(this.farm, uuidOf(job, task), status, reason);
  }

  async statusOf(job: StoredJob): Promise<JobStatus> {
    return (await this.farm.job(job.uuid)).status;
  }

  async activityOf(job: StoredJob): Promise<string> {
    return (await this.farm.job(job.uuid)).activity;
  }

  /** The statuses of all tasks in the order of the plan, such as `completed active queued`. */
  async tasksOf(job: StoredJob): Promise<string> {
    return (await listJobTasks(this.farm, job.uuid)).map(({ status }) => status).join(' ');
  }

  task(job: StoredJob, task: string): Promise<TaskDetails> {
    return fetchTask(this.farm, uuidOf(job, task));
  }

  /** Names of the Workers in the failure list. */
  async failedBy(job: StoredJob, task: string): Promise<string[]> {
    return (await this.task(job, task)).failedByWorkers.map(({ name }) => name);
  }

  /** `worker type` for each entry. */
  async blocklist(job: StoredJob): Promise<string[]> {
    const entries = await fetchBlocklist(this.farm, job.uuid);
    return entries.map(({ workerName, taskType }) => `${workerName} ${taskType}`);
  }

  /** The lines of a task's log without their times. */
  log(job: StoredJob, task: string): string[] {
    return this.farm.taskLogs.linesOf(uuidOf(job, task));
  }

  /** The statuses that a job had from event to event, such as `queued > active`. */
  chainOf(job: StoredJob): string[] {
    const events = this.farm.events.of('job').filter((event) => event.id === job.uuid);
    return events.flatMap((event) =>
      'previous_status' in event && event.previous_status ? [`${event.previous_status} > ${event.status}`] : [],
    );
  }
}

/** The UUID of a job's task; the job must have one of this name. */
export function uuidOf(job: StoredJob, task: string): string {
  const uuid = job.tasks[task];
  if (uuid === undefined) throw new Error(`the job has no task "${task}"`);
  return uuid;
}

/** Frames that can all be rendered at once: `frame 1` and so on. */
export function frames(count: number): TaskPlan[] {
  return Array.from({ length: count }, (_, index) => ({ name: `frame ${index + 1}` }));
}

/** Frames, and a video of them. */
export function framesAndVideo(count: number): TaskPlan[] {
  const all = frames(count);
  return [...all, { name: 'video', type: 'ffmpeg', after: all.map(({ name }) => name) }];
}

/** The reason with which something was refused. */
export async function refusalOf(attempt: Promise<unknown>): Promise<FarmErrorReason & { readonly kind: string }> {
  const error: unknown = await attempt.then(
    () => 'it was accepted',
    (thrown: unknown) => thrown,
  );
  if (error instanceof FarmError) return { kind: error.kind, ...error.reason };
  throw new Error(`not refused by the farm: ${String(error)}`);
}

/** Tells stories on a fresh farm each, on every kind of database; each must end with a sound farm. */
export function forEachFarm(
  tell: (story: Story) => void,
  config: Partial<ManagerConfig> = {},
  scripts: Readonly<Record<string, string>> = {},
): void {
  afterAll(stopSharedDatabases);
  forEachDatabase((kind) => {
    const story = new Story();
    beforeEach(async () => {
      story.farm = await makeFarm(kind, config, undefined, scripts);
    });
    afterEach(() => story.farm.close());
    tell(story);
  });
}
