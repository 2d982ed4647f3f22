import type { Schemas } from '@flamenco/api';
import type {
  BlocklistEntry,
  Command,
  Job,
  SleepSchedule,
  StatusRequest,
  TaskDetails,
  TaskSummary,
  TaskWorker,
  Worker,
  WorkerDetails,
  WorkerTag,
} from '../farm/records.js';
import type { MayRun } from '../farm/rules/may-run.js';
import type { AssignedTask } from '../farm/use-cases/tasks/schedule-task.js';
import { mayRunReason } from '../texts/may-run.js';

/**
 * From the farm's records to the JSON of the API (contract 01 §6, 02 §13). Properties without a value are left out,
 * never `null`: the original add-on's client fails on it (D10.1). All pure.
 */

const time = (date: Date) => date.toISOString();

/** What an original client would see of a task that nobody had yet (contract 02 §5.3). */
const NOBODY: Schemas['TaskWorker'] = { id: '', name: '', address: '' };

export function toJob(job: Job): Schemas['Job'] {
  return {
    id: job.uuid,
    name: job.name,
    type: job.type,
    priority: job.priority,
    // Not stored; the original sends it empty (contract 02 §4.1).
    submitter_platform: '',
    settings: withoutNulls(job.settings),
    metadata: job.metadata,
    created: time(job.createdAt),
    updated: time(job.updatedAt),
    status: job.status,
    activity: job.activity,
    steps_completed: job.stepsCompleted,
    steps_total: job.stepsTotal,
    ...(job.checkoutPath && { storage: { shaman_checkout_id: job.checkoutPath } }),
    ...(job.workerTagUuid && { worker_tag: job.workerTagUuid }),
    ...(job.deleteRequestedAt && { delete_requested_at: time(job.deleteRequestedAt) }),
    ...(job.blocklistThreshold !== undefined && { blocklist_threshold: job.blocklistThreshold }),
    ...(job.softFailCount !== undefined && { task_fail_after_softfail_count: job.softFailCount }),
    ...(job.deletionError && { deletion_error: job.deletionError }),
    ...(job.warnings.length > 0 && { warnings: job.warnings }),
  };
}

/** A setting that is null counts as left out (D3.4, D10.1). */
function withoutNulls(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

export function toTaskSummary(task: TaskSummary): Schemas['TaskSummary'] {
  return {
    id: task.uuid,
    name: task.name,
    status: task.status,
    index_in_job: task.indexInJob,
    priority: task.priority,
    task_type: task.type,
    updated: time(task.updatedAt),
    worker: toTaskWorker(task.worker),
    steps_completed: task.stepsCompleted,
    steps_total: task.stepsTotal,
  };
}

export function toTask(task: TaskDetails): Schemas['Task'] {
  return {
    ...toTaskSummary(task),
    created: time(task.createdAt),
    job_id: task.jobUuid,
    activity: task.activity,
    commands: task.commands.map(toCommand),
    failed_by_workers: task.failedByWorkers.map(toTaskWorker),
    ...(task.lastTouchedAt && { last_touched: time(task.lastTouchedAt) }),
  };
}

function toTaskWorker(worker: TaskWorker | undefined): Schemas['TaskWorker'] {
  return worker ? { id: worker.uuid, name: worker.name, address: worker.address } : NOBODY;
}

function toCommand({ name, parameters, totalStepCount }: Command): Schemas['Command'] {
  return { name, parameters: parameters ?? {}, total_step_count: totalStepCount };
}

export function toAssignedTask({ task, job, commands }: AssignedTask): Schemas['AssignedTask'] {
  return {
    uuid: task.uuid,
    job: task.jobUuid,
    name: task.name,
    status: task.status,
    priority: task.priority,
    job_priority: job.priority,
    job_type: job.type,
    task_type: task.type,
    commands: commands.map(toCommand),
    steps_completed: task.stepsCompleted,
    steps_total: task.stepsTotal,
  };
}

/** All three properties, always (contract 01 §4.8). */
export function toMayKeepRunning(verdict: MayRun): Schemas['MayKeepRunning'] {
  return {
    mayKeepRunning: verdict.outcome === 'yes',
    reason: mayRunReason(verdict),
    statusChangeRequested: verdict.outcome === 'status-change',
  };
}

export function toWorkerSummary(worker: Worker): Schemas['WorkerSummary'] {
  return {
    id: worker.uuid,
    name: worker.name,
    status: worker.status,
    version: worker.softwareVersion,
    can_restart: worker.canRestart,
    ...(worker.isBlockExempt && { blocklist_exempt: true }),
    ...(worker.statusRequest && { status_change: toStatusRequest(worker.statusRequest) }),
    ...(worker.lastSeenAt && { last_seen: time(worker.lastSeenAt) }),
  };
}

function toStatusRequest({ status, isLazy }: StatusRequest): Schemas['WorkerStatusChangeRequest'] {
  return { status, is_lazy: isLazy };
}

/** With `tags` also when there are none: the add-on's client asks for lists (D10.1). */
export function toWorker(worker: WorkerDetails): Schemas['Worker'] {
  return {
    ...toWorkerSummary(worker),
    ip_address: worker.address,
    platform: worker.platform,
    supported_task_types: worker.taskTypes,
    tags: worker.tags.map(toTag),
    ...(worker.hostFacts && { host: worker.hostFacts }),
    ...(worker.task && { task: { ...toTaskSummary(worker.task), job_id: worker.task.jobUuid } }),
  };
}

/** The answer to a registration (contract 01 §4.1); the status is a real one (D2.12). */
export function toRegisteredWorker(worker: Worker): Schemas['RegisteredWorker'] {
  return {
    uuid: worker.uuid,
    name: worker.name,
    address: worker.address,
    platform: worker.platform,
    software: worker.softwareVersion,
    status: worker.status,
    supported_task_types: worker.taskTypes,
  };
}

export function toTag({ uuid, name, description }: WorkerTag): Schemas['WorkerTag'] {
  return { id: uuid, name, ...(description !== '' && { description }) };
}

export function toSleepSchedule(schedule: SleepSchedule): Schemas['WorkerSleepSchedule'] {
  return {
    is_active: schedule.isActive,
    days_of_week: schedule.daysOfWeek,
    start_time: schedule.startTime,
    end_time: schedule.endTime,
  };
}

export function toBlocklistEntry({ workerUuid, taskType, workerName }: BlocklistEntry): Schemas['JobBlocklistEntry'] {
  return { worker_id: workerUuid, task_type: taskType, worker_name: workerName };
}
