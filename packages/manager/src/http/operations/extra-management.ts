import type { Farm } from '../../farm/farm.js';
import { addToBlocklist } from '../../farm/use-cases/jobs/add-to-blocklist.js';
import { previewMassDeletion } from '../../farm/use-cases/jobs/mass-delete.js';
import { setFailureLimits } from '../../farm/use-cases/jobs/set-failure-limits.js';
import { withdrawDeletion } from '../../farm/use-cases/jobs/withdraw-deletion.js';
import { setBlockExempt } from '../../farm/use-cases/workers/set-block-exempt.js';
import type { Handlers } from '../context.js';
import { massSelection } from '../mass-selection.js';
import { toJobToDelete } from '../wire-management.js';

type ExtraManagementOperations = Pick<
  Handlers,
  | 'addJobBlocklist'
  | 'setWorkerBlocklistExempt'
  | 'setJobFailureLimits'
  | 'deleteJobMassWhatWouldItDo'
  | 'withdrawJobDeletion'
>;

/** The longest list in one answer. */
const LONGEST_PAGE = 1000;

/** Blocks by hand, limits for failures, and second thoughts about deletions (D2.6, D2.15). */
export function extraManagementOperations(farm: Farm): ExtraManagementOperations {
  return {
    addJobBlocklist: async ({ path, body }) => {
      const entries = body.map(({ worker_id, task_type }) => ({ workerUuid: worker_id, taskType: task_type }));
      await addToBlocklist(farm, path.job_id, entries);
      return { status: 204 };
    },

    setWorkerBlocklistExempt: async ({ path, body }) => {
      await setBlockExempt(farm, path.worker_id, body.blocklist_exempt);
      return { status: 204 };
    },

    setJobFailureLimits: async ({ path, body }) => {
      const { blocklist_threshold: blocklistThreshold, task_fail_after_softfail_count: softFailCount } = body;
      await setFailureLimits(farm, path.job_id, { blocklistThreshold, softFailCount });
      return { status: 204 };
    },

    deleteJobMassWhatWouldItDo: async ({ body, query: { limit = LONGEST_PAGE, offset = 0 } }) => {
      const { jobs, total } = await previewMassDeletion(farm, massSelection(body), { limit, offset });
      return { status: 200, body: { jobs: jobs.map(toJobToDelete), total } };
    },

    withdrawJobDeletion: async ({ path }) => {
      await withdrawDeletion(farm, path.job_id);
      return { status: 204 };
    },
  };
}
