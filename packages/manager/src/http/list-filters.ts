import { JOB_STATUSES, TASK_STATUSES, WORKER_STATUSES } from '@flamenco/api';
import type { OperationRequest } from '@flamenco/api';
import type { JobOrder, TagOrder, TaskOrder, WorkerOrder } from '../farm/records.js';
import { readChoices, readPage, readText, readTime } from './list-parameters.js';

/** What each list can be asked for beyond what the original's gives. All pure. */

const JOB_ORDERS = ['created', 'updated', 'name', 'type', 'status', 'priority'] as const satisfies readonly JobOrder[];

export function whichJobs(query: OperationRequest<'fetchJobs'>['query']) {
  const filter = {
    statuses: readChoices('status_in', query.status_in, JOB_STATUSES),
    type: readText(query.type),
    search: readText(query.search),
    tagUuid: readText(query.tag),
    workerUuid: readText(query.worker),
    updatedSince: readTime('updated_since', query.updated_since),
  };
  return { filter, page: readPage(query, JOB_ORDERS) };
}

const TASK_ORDERS = [
  'index_in_job',
  'name',
  'task_type',
  'status',
  'priority',
  'updated',
] as const satisfies readonly TaskOrder[];

export function whichTasks(query: OperationRequest<'fetchJobTasks'>['query']) {
  const filter = {
    statuses: readChoices('status_in', query.status_in, TASK_STATUSES),
    type: readText(query.type),
    search: readText(query.search),
    workerUuid: readText(query.worker),
    updatedSince: readTime('updated_since', query.updated_since),
  };
  return { filter, page: readPage(query, TASK_ORDERS) };
}

const WORKER_ORDERS = [
  'registered',
  'name',
  'status',
  'last_seen',
  'updated',
] as const satisfies readonly WorkerOrder[];

export function whichWorkers(query: OperationRequest<'fetchWorkers'>['query']) {
  const filter = {
    statuses: readChoices('status_in', query.status_in, WORKER_STATUSES),
    type: readText(query.type),
    search: readText(query.search),
    tagUuid: readText(query.tag),
    updatedSince: readTime('updated_since', query.updated_since),
  };
  return { filter, page: readPage(query, WORKER_ORDERS) };
}

const TAG_ORDERS = ['created', 'updated', 'name'] as const satisfies readonly TagOrder[];

export function whichTags(query: OperationRequest<'fetchWorkerTags'>['query']) {
  const filter = {
    search: readText(query.search),
    workerUuid: readText(query.worker),
    updatedSince: readTime('updated_since', query.updated_since),
  };
  return { filter, page: readPage(query, TAG_ORDERS) };
}
