import type { JobStatus, TaskStatus, WorkerStatus } from '@flamenco/api';
import { RUNNING_JOB, SCHEDULABLE_JOB, SCHEDULABLE_TASK } from './statuses.js';
import type { StatusRequest } from './worker-status.js';

/** One reason why a Worker may not run a task now (contract 03 §5.1, §5.3). */
export type Obstacle =
  | { readonly tag: 'job-status'; readonly status: JobStatus }
  | { readonly tag: 'deletion-requested' }
  | { readonly tag: 'task-status'; readonly status: TaskStatus }
  /** So many tasks have to be completed first. */
  | { readonly tag: 'dependencies'; readonly open: number }
  /** The job is for Workers with another tag. */
  | { readonly tag: 'worker-tag'; readonly workerTagId: number }
  | { readonly tag: 'task-type'; readonly taskType: string }
  | { readonly tag: 'blocklisted'; readonly taskType: string }
  | { readonly tag: 'failed-before' }
  | { readonly tag: 'worker-status'; readonly status: WorkerStatus }
  | { readonly tag: 'status-requested'; readonly status: WorkerStatus };

export interface ObstacleTask {
  readonly status: TaskStatus;
  readonly type: string;
  /** The last Worker that had it. */
  readonly workerId?: number | undefined;
  /** How many of its dependencies are not completed. */
  readonly blockedBy: number;
  readonly failedByWorkerIds: readonly number[];
}

export interface ObstacleJob {
  readonly status: JobStatus;
  readonly deleteRequestedAt?: Date | undefined;
  readonly workerTagId?: number | undefined;
  readonly blocklist: readonly { readonly workerId: number; readonly taskType: string }[];
}

export interface ObstacleWorker {
  readonly id: number;
  readonly status: WorkerStatus;
  readonly statusRequest?: StatusRequest | undefined;
  readonly taskTypes: readonly string[];
  readonly tagIds: readonly number[];
}

/**
 * Every reason why this Worker may not run this task now; empty when it may (contract 03 §5.1–§5.3, D2.2, D2.5, D2.15).
 * A task that is the Worker's own already only needs a running job and a Worker that is awake (§5.2); what was begun of
 * a job that is being paused is finished.
 */
export function obstacles(task: ObstacleTask, job: ObstacleJob, worker: ObstacleWorker): Obstacle[] {
  const isOwn = task.status === 'active' && task.workerId === worker.id;
  const open = isOwn ? RUNNING_JOB : SCHEDULABLE_JOB;
  return [
    ...obstaclesOfJob(job, open),
    ...(isOwn ? [] : obstaclesOfTask(task, job, worker)),
    ...obstaclesOfWorker(worker),
  ];
}

function obstaclesOfJob(job: ObstacleJob, open: ReadonlySet<JobStatus>): Obstacle[] {
  const found: Obstacle[] = [];
  if (!open.has(job.status)) found.push({ tag: 'job-status', status: job.status });
  if (job.deleteRequestedAt) found.push({ tag: 'deletion-requested' });
  return found;
}

function obstaclesOfTask(task: ObstacleTask, job: ObstacleJob, worker: ObstacleWorker): Obstacle[] {
  const found: Obstacle[] = [];
  const { type: taskType } = task;
  const isOfType = (type: string) => sameType(type, taskType);
  if (!SCHEDULABLE_TASK.has(task.status)) found.push({ tag: 'task-status', status: task.status });
  if (task.blockedBy > 0) found.push({ tag: 'dependencies', open: task.blockedBy });
  const { workerTagId } = job;
  if (workerTagId !== undefined && !worker.tagIds.includes(workerTagId)) found.push({ tag: 'worker-tag', workerTagId });
  if (!worker.taskTypes.some(isOfType)) found.push({ tag: 'task-type', taskType });
  if (job.blocklist.some((entry) => entry.workerId === worker.id && isOfType(entry.taskType))) {
    found.push({ tag: 'blocklisted', taskType });
  }
  if (task.failedByWorkerIds.includes(worker.id)) found.push({ tag: 'failed-before' });
  return found;
}

function obstaclesOfWorker({ status, statusRequest }: ObstacleWorker): Obstacle[] {
  const found: Obstacle[] = [];
  if (status !== 'awake') found.push({ tag: 'worker-status', status });
  if (statusRequest) found.push({ tag: 'status-requested', status: statusRequest.status });
  return found;
}

/** Task types are compared without regard to case, and to blanks around them (D2.5). */
export function sameType(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
