import { jobTopic, taskLogTopic, TOPICS } from '@flamenco/api';
import type { EventKind, EventPayloads, FarmStatus, JobStatus, TaskStatus, Topic, WorkerStatus } from '@flamenco/api';
import type { JobState, Task, Worker, WorkerTag } from './records.js';

/** Something happened; built from stored rows, published after the commit (D2.1). */
export type FarmEvent = {
  readonly [Kind in EventKind]: {
    readonly topic: Topic;
    readonly kind: Kind;
    readonly payload: EventPayloads[Kind];
  };
}[EventKind];

/** A job as it is now (contract 08 §2). */
export function jobEvent(
  job: JobState,
  change: { readonly previousStatus?: JobStatus; readonly refreshTasks?: boolean } = {},
): FarmEvent {
  const { previousStatus, refreshTasks = false } = change;
  return {
    topic: TOPICS.jobs,
    kind: 'job',
    payload: {
      id: job.uuid,
      name: job.name,
      updated: job.updatedAt.toISOString(),
      status: job.status,
      ...(previousStatus && { previous_status: previousStatus }),
      type: job.type,
      priority: job.priority,
      refresh_tasks: refreshTasks,
      steps_completed: job.stepsCompleted,
      steps_total: job.stepsTotal,
      ...(job.deleteRequestedAt && { delete_requested_at: job.deleteRequestedAt.toISOString() }),
    },
  };
}

/** A job is gone (contract 08 §2). */
export function jobDeletedEvent(jobUuid: string): FarmEvent {
  return {
    topic: TOPICS.jobs,
    kind: 'job',
    payload: {
      id: jobUuid,
      was_deleted: true,
      status: '',
      type: '',
      priority: 0,
      refresh_tasks: false,
      steps_completed: 0,
      steps_total: 0,
      updated: '0001-01-01T00:00:00Z',
    },
  };
}

/** A task as it is now, with the Worker that had it last unless that is deleted (contract 08 §2). */
export function taskEvent(
  task: Task,
  worker: { readonly name: string; readonly uuid: string } | undefined,
  previousStatus?: TaskStatus,
): FarmEvent {
  return {
    topic: jobTopic(task.jobUuid),
    kind: 'task',
    payload: {
      id: task.uuid,
      job_id: task.jobUuid,
      name: task.name,
      updated: task.updatedAt.toISOString(),
      status: task.status,
      ...(previousStatus && { previous_status: previousStatus }),
      activity: task.activity,
      steps_completed: task.stepsCompleted,
      steps_total: task.stepsTotal,
      ...(worker && { worker: { name: worker.name, uuid: worker.uuid } }),
    },
  };
}

/** Text that was appended to a task's log, as it came (contract 08 §3.3). */
export function taskLogEvent(taskUuid: string, log: string): FarmEvent {
  return { topic: taskLogTopic(taskUuid), kind: 'taskLog', payload: { task_id: taskUuid, log } };
}

/** A Worker as it is now (contract 08 §2). */
export function workerEvent(worker: Worker, previousStatus?: WorkerStatus): FarmEvent {
  return {
    topic: TOPICS.workers,
    kind: 'worker',
    payload: {
      id: worker.uuid,
      name: worker.name,
      updated: worker.updatedAt.toISOString(),
      ...(worker.lastSeenAt && { last_seen: worker.lastSeenAt.toISOString() }),
      status: worker.status,
      ...(previousStatus && { previous_status: previousStatus }),
      ...(worker.statusRequest && {
        status_change: { status: worker.statusRequest.status, is_lazy: worker.statusRequest.isLazy },
      }),
      version: worker.softwareVersion,
      ...(worker.deletedAt && { deleted_at: worker.deletedAt.toISOString() }),
      can_restart: worker.canRestart,
    },
  };
}

/** A tag as it is now; its description also when empty (contract 08 §2). */
export function tagEvent({ uuid, name, description }: WorkerTag): FarmEvent {
  return { topic: TOPICS.workerTags, kind: 'workerTag', payload: { tag: { id: uuid, name, description } } };
}

export function tagDeletedEvent(uuid: string): FarmEvent {
  return {
    topic: TOPICS.workerTags,
    kind: 'workerTag',
    payload: { tag: { id: uuid, name: '' }, was_deleted: true },
  };
}

/** The farm in one word (contract 08 §2). */
export function farmStatusEvent(status: FarmStatus): FarmEvent {
  return { topic: TOPICS.farmStatus, kind: 'farmStatus', payload: { status } };
}
