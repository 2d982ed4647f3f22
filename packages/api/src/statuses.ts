import type { Schemas } from './operation-types.js';

export type JobStatus = Schemas['JobStatus'];
export type TaskStatus = Schemas['TaskStatus'];
export type WorkerStatus = Schemas['WorkerStatus'];
export type FarmStatus = Schemas['FarmStatus'];

/** All of `Member`, which the compiler insists on: a list with one too few or too many does not compile. */
type Complete<Member extends string, List extends readonly Member[]> = [Member] extends [List[number]] ? List : never;

function complete<Member extends string>() {
  return <const List extends readonly Member[]>(list: Complete<Member, List>): List => list;
}

/** Every status of a job (contract 02 §13.4). */
export const JOB_STATUSES = complete<JobStatus>()([
  'active',
  'canceled',
  'completed',
  'failed',
  'paused',
  'pause-requested',
  'queued',
  'cancel-requested',
  'requeueing',
  'under-construction',
]);

/** Every status of a task (contract 02 §13.5). */
export const TASK_STATUSES = complete<TaskStatus>()([
  'active',
  'canceled',
  'completed',
  'failed',
  'queued',
  'soft-failed',
  'paused',
]);

/** Every status of a Worker (contract 01 §6.3). */
export const WORKER_STATUSES = complete<WorkerStatus>()([
  'starting',
  'awake',
  'asleep',
  'error',
  'testing',
  'offline',
  'restart',
]);

/** Every status of the farm (contract 01 §6.2). */
export const FARM_STATUSES = complete<FarmStatus>()([
  'active',
  'idle',
  'waiting',
  'asleep',
  'inoperative',
  'unknown',
  'starting',
]);
