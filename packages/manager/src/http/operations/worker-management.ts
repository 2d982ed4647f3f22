import type { Farm } from '../../farm/farm.js';
import { deleteWorker } from '../../farm/use-cases/workers/delete-worker.js';
import { requestStatus } from '../../farm/use-cases/workers/request-status.js';
import { saveSleepSchedule } from '../../farm/use-cases/workers/save-sleep-schedule.js';
import { setTags } from '../../farm/use-cases/workers/set-tags.js';
import {
  countWorkers,
  fetchSleepSchedule,
  fetchWorker,
  listWorkers,
} from '../../farm/use-cases/workers/worker-queries.js';
import { askedThroughManager } from '../../texts/status-reasons.js';
import type { Handlers } from '../context.js';
import { whichWorkers } from '../list-filters.js';
import { isPage } from '../list-parameters.js';
import { toSleepSchedule, toWorker, toWorkerSummary } from '../wire.js';

type WorkerManagementOperations = Pick<
  Handlers,
  | 'fetchWorkers'
  | 'fetchWorker'
  | 'deleteWorker'
  | 'requestWorkerStatusChange'
  | 'setWorkerTags'
  | 'fetchWorkerSleepSchedule'
  | 'setWorkerSleepSchedule'
>;

/** People who look after Workers (contract 01 §5.1–5.7). */
export function workerManagementOperations(farm: Farm): WorkerManagementOperations {
  return {
    fetchWorkers: async ({ query }) => {
      const { filter, page } = whichWorkers(query);
      const workers = (await listWorkers(farm, filter, page)).map(toWorkerSummary);
      return { status: 200, body: { workers, ...(isPage(page) && { total: await countWorkers(farm, filter) }) } };
    },

    fetchWorker: async ({ path }) => ({ status: 200, body: toWorker(await fetchWorker(farm, path.worker_id)) }),

    deleteWorker: async ({ path }) => {
      await deleteWorker(farm, path.worker_id);
      return { status: 204 };
    },

    requestWorkerStatusChange: async ({ path, body }, { clientAddress }) => {
      const reason = askedThroughManager(clientAddress);
      await requestStatus(farm, path.worker_id, { status: body.status, isLazy: body.is_lazy, reason });
      return { status: 204 };
    },

    setWorkerTags: async ({ path, body }) => {
      await setTags(farm, path.worker_id, body.tag_ids);
      return { status: 204 };
    },

    fetchWorkerSleepSchedule: async ({ path }) => {
      const schedule = await fetchSleepSchedule(farm, path.worker_id);
      return schedule ? { status: 200, body: toSleepSchedule(schedule) } : { status: 204 };
    },

    setWorkerSleepSchedule: async ({ path, body }) => {
      const { is_active: isActive, days_of_week: daysOfWeek, start_time: startTime, end_time: endTime } = body;
      await saveSleepSchedule(farm, path.worker_id, { isActive, daysOfWeek, startTime, endTime });
      return { status: 204 };
    },
  };
}
