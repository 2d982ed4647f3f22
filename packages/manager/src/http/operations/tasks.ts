import type { Farm } from '../../farm/farm.js';
import { setTaskStatus } from '../../farm/use-cases/tasks/set-task-status.js';
import { fetchTask, taskLogInfo, taskLogTail } from '../../farm/use-cases/tasks/task-queries.js';
import type { Handlers } from '../context.js';
import { toTask } from '../wire.js';

type TaskOperations = Pick<Handlers, 'fetchTask' | 'fetchTaskLogInfo' | 'fetchTaskLogTail' | 'setTaskStatus'>;

/** Tasks, as people see them (contract 02 §8). */
export function taskOperations(farm: Farm): TaskOperations {
  return {
    fetchTask: async ({ path }) => ({ status: 200, body: toTask(await fetchTask(farm, path.task_id)) }),

    fetchTaskLogInfo: async ({ path: { task_id } }) => {
      const log = await taskLogInfo(farm, task_id);
      if (!log) return { status: 204 };
      return { status: 200, body: { task_id, job_id: log.jobUuid, url: log.url, size: log.sizeBytes } };
    },

    fetchTaskLogTail: async ({ path }) => {
      const text = await taskLogTail(farm, path.task_id);
      return text === undefined ? { status: 204 } : { status: 200, body: text };
    },

    setTaskStatus: async ({ path, body: { status, reason, include_dependents: includesDependents } }) => {
      await setTaskStatus(farm, path.task_id, status, reason, { includesDependents });
      return { status: 204 };
    },
  };
}
