import type { Schemas, TaskStatus } from '@flamenco/api';
import type {
  AssignedTaskView,
  BlocklistEntryView,
  CommandView,
  JobView,
  SleepScheduleView,
  StatusRequestView,
  TagView,
  TaskSummaryView,
  TaskView,
  TaskWorkerView,
  WorkerSummaryView,
  WorkerView,
} from './use-cases.js';

/**
 * From the farm's records to the JSON of the API (contract 01 §6, 02 §13). Properties without a value are left out,
 * never `null`: the original add-on's client fails on it (D10.1). All pure.
 */

const time = (date: Date) => date.toISOString();

/** What an original client would see of a task that nobody had yet (contract 02 §5.3). */
const NOBODY: Schemas['TaskWorker'] = { id: '', name: '', address: '' };

export function toJob(job: JobView): Schemas['Job'] {
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
    ...(job.checkoutId && { storage: { shaman_checkout_id: job.checkoutId } }),
    ...(job.workerTagUuid && { worker_tag: job.workerTagUuid }),
    ...(job.deleteRequestedAt && { delete_requested_at: time(job.deleteRequestedAt) }),
    ...(job.warnings.length > 0 && { warnings: job.warnings }),
  };
}

/** A setting that is null counts as left out (D3.4, D10.1). */
function withoutNulls(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

export function toTaskSummary(task: TaskSummaryView): Schemas['TaskSummary'] {
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

export function toTask(task: TaskView): Schemas['Task'] {
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

function toTaskWorker(worker: TaskWorkerView | undefined): Schemas['TaskWorker'] {
  return worker ? { id: worker.uuid, name: worker.name, address: worker.address } : NOBODY;
}

function toCommand({ name, parameters, totalStepCount }: CommandView): Schemas['Command'] {
  return { name, parameters: parameters ?? {}, total_step_count: totalStepCount };
}

const ACTIVE: TaskStatus = 'active';

export function toAssignedTask(task: AssignedTaskView): Schemas['AssignedTask'] {
  return {
    uuid: task.uuid,
    job: task.jobUuid,
    name: task.name,
    status: ACTIVE,
    priority: task.priority,
    job_priority: task.jobPriority,
    job_type: task.jobType,
    task_type: task.type,
    commands: task.commands.map(toCommand),
    steps_completed: task.stepsCompleted,
    steps_total: task.stepsTotal,
  };
}

export function toWorkerSummary(worker: WorkerSummaryView): Schemas['WorkerSummary'] {
  return {
    id: worker.uuid,
    name: worker.name,
    status: worker.status,
    version: worker.softwareVersion,
    can_restart: worker.canRestart,
    ...(worker.statusRequest && { status_change: toStatusRequest(worker.statusRequest) }),
    ...(worker.lastSeenAt && { last_seen: time(worker.lastSeenAt) }),
  };
}

function toStatusRequest({ status, isLazy }: StatusRequestView): Schemas['WorkerStatusChangeRequest'] {
  return { status, is_lazy: isLazy };
}

/** With `tags` also when there are none: the add-on's client asks for lists (D10.1). */
export function toWorker(worker: WorkerView): Schemas['Worker'] {
  return {
    ...toWorkerSummary(worker),
    ip_address: worker.address,
    platform: worker.platform,
    supported_task_types: worker.taskTypes,
    tags: worker.tags.map(toTag),
    ...(worker.task && { task: { ...toTaskSummary(worker.task), job_id: worker.task.jobUuid } }),
  };
}

/** The answer to a registration (contract 01 §4.1); the status is a real one (D2.12). */
export function toRegisteredWorker(worker: WorkerView): Schemas['RegisteredWorker'] {
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

export function toTag({ uuid, name, description }: TagView): Schemas['WorkerTag'] {
  return { id: uuid, name, ...(description !== '' && { description }) };
}

export function toSleepSchedule(schedule: SleepScheduleView): Schemas['WorkerSleepSchedule'] {
  return {
    is_active: schedule.isActive,
    days_of_week: schedule.daysOfWeek,
    start_time: schedule.startTime,
    end_time: schedule.endTime,
  };
}

export function toBlocklistEntry({
  workerUuid,
  taskType,
  workerName,
}: BlocklistEntryView): Schemas['JobBlocklistEntry'] {
  return { worker_id: workerUuid, task_type: taskType, worker_name: workerName };
}
