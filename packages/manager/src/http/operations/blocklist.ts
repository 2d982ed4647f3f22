import type { Farm } from '../../farm/farm.js';
import { fetchBlocklist, removeFromBlocklist } from '../../farm/use-cases/jobs/edit-blocklist.js';
import type { Handlers } from '../context.js';
import { toBlocklistEntry } from '../wire.js';

type BlocklistOperations = Pick<Handlers, 'fetchJobBlocklist' | 'removeJobBlocklist'>;

/** Which Workers get no tasks of a job any more (contract 02 §7). */
export function blocklistOperations(farm: Farm): BlocklistOperations {
  return {
    fetchJobBlocklist: async ({ path }) => ({
      status: 200,
      body: (await fetchBlocklist(farm, path.job_id)).map(toBlocklistEntry),
    }),

    removeJobBlocklist: async ({ path, query, body = [] }) => {
      const entries = body.map(({ worker_id, task_type }) => ({ workerUuid: worker_id, taskType: task_type }));
      await removeFromBlocklist(farm, path.job_id, entries, { clearsFailures: query.clear_failures });
      return { status: 204 };
    },
  };
}
