import type { Farm } from '../../farm/farm.js';
import type { AttemptOrder, FrameTimeOrder, TaskAttempt } from '../../farm/records.js';
import { attemptsOf, frameTimesOf, statusesOf } from '../../farm/use-cases/history/history-queries.js';
import type { HistoryPage } from '../../farm/use-cases/history/history-queries.js';
import type { Handlers } from '../context.js';
import { readChoices, readHistoryPage, readText } from '../list-parameters.js';
import type { PageParameters } from '../list-parameters.js';
import { toAttempt, toFrameTime, toStatusPeriod } from '../wire-history.js';

type HistoryOperations = Pick<
  Handlers,
  | 'fetchTaskAttempts'
  | 'fetchJobAttempts'
  | 'fetchWorkerAttempts'
  | 'fetchWorkerStatusHistory'
  | 'fetchTaskFrameTimes'
  | 'fetchJobFrameTimes'
>;

const OUTCOMES = ['completed', 'failed', 'requeued', 'canceled', 'paused', 'timed-out', 'running'] as const;
const ATTEMPT_ORDERS = ['started_at', 'ended_at'] as const satisfies readonly AttemptOrder[];
const FRAME_TIME_ORDERS = ['finished_at', 'frame', 'duration_ms'] as const satisfies readonly FrameTimeOrder[];

/** What happened on the farm: additions of this Manager (D8.2). */
export function historyOperations(farm: Farm): HistoryOperations {
  return {
    fetchTaskAttempts: async ({ path, query }) =>
      attempts(await attemptsOf(farm, { kind: 'task', uuid: path.task_id }, whichAttempts(query))),

    fetchJobAttempts: async ({ path, query }) =>
      attempts(await attemptsOf(farm, { kind: 'job', uuid: path.job_id }, whichAttempts(query))),

    fetchWorkerAttempts: async ({ path, query }) =>
      attempts(await attemptsOf(farm, { kind: 'worker', uuid: path.worker_id }, whichAttempts(query))),

    fetchWorkerStatusHistory: async ({ path, query }) => {
      const { items, total } = await statusesOf(farm, path.worker_id, readHistoryPage(query, ['since']));
      return { status: 200, body: { statuses: items.map(toStatusPeriod), total } };
    },

    fetchTaskFrameTimes: async ({ path, query }) => {
      const { items, total } = await frameTimesOf(farm, { kind: 'task', uuid: path.task_id }, whichFrames(query));
      return { status: 200, body: { frame_times: items.map(toFrameTime), total } };
    },

    fetchJobFrameTimes: async ({ path, query }) => {
      const { items, total } = await frameTimesOf(farm, { kind: 'job', uuid: path.job_id }, whichFrames(query));
      return { status: 200, body: { frame_times: items.map(toFrameTime), total } };
    },
  };
}

function attempts({ items, total }: HistoryPage<TaskAttempt>) {
  return { status: 200, body: { attempts: items.map(toAttempt), total } } as const;
}

function whichAttempts(query: PageParameters & { readonly outcome_in?: string }) {
  return {
    outcomes: readChoices('outcome_in', query.outcome_in, OUTCOMES),
    page: readHistoryPage(query, ATTEMPT_ORDERS),
  };
}

function whichFrames(query: PageParameters & { readonly worker?: string }) {
  return { workerUuid: readText(query.worker), page: readHistoryPage(query, FRAME_TIME_ORDERS) };
}
