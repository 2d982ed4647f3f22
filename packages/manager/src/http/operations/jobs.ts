import type { Schemas } from '@flamenco/api';
import type { Farm } from '../../farm/farm.js';
import { checkJob } from '../../farm/use-cases/jobs/check-job.js';
import {
  countJobs,
  countJobTasks,
  lastRenderedOfFarm,
  lastRenderedOfJob,
  listJobs,
  listJobTasks,
  previewDeletion,
} from '../../farm/use-cases/jobs/job-queries.js';
import { fetchJobWithProgress, withProgress } from '../../farm/use-cases/jobs/job-progress.js';
import { massDelete } from '../../farm/use-cases/jobs/mass-delete.js';
import type { Submission } from '../../farm/use-cases/jobs/prepare-job.js';
import { requestDeletion } from '../../farm/use-cases/jobs/request-deletion.js';
import { setJobPriority } from '../../farm/use-cases/jobs/set-job-priority.js';
import { setJobStatus } from '../../farm/use-cases/jobs/set-job-status.js';
import { setJobTag } from '../../farm/use-cases/jobs/set-job-tag.js';
import { submitJob } from '../../farm/use-cases/jobs/submit-job.js';
import type { Handlers, RequestContext } from '../context.js';
import { massSelection } from '../mass-selection.js';
import { whichJobs, whichTasks } from '../list-filters.js';
import { isPage } from '../list-parameters.js';
import { toJob, toTaskSummary } from '../wire.js';
import { toJobWithProgress } from '../wire-progress.js';

type JobOperations = Pick<
  Handlers,
  | 'submitJob'
  | 'submitJobCheck'
  | 'fetchJobs'
  | 'fetchJob'
  | 'fetchJobTasks'
  | 'setJobStatus'
  | 'setJobPriority'
  | 'setJobTag'
  | 'deleteJob'
  | 'deleteJobMass'
  | 'deleteJobWhatWouldItDo'
  | 'fetchJobLastRenderedInfo'
  | 'fetchGlobalLastRenderedInfo'
>;

/** Jobs (contract 02 §4–6, §10.4–10.5). */
export function jobOperations(farm: Farm): JobOperations {
  return {
    submitJob: async ({ body }, context) => ({
      status: 200,
      body: toJob(await submitJob(farm, submission(body, context))),
    }),

    submitJobCheck: async ({ body, query }, context) => {
      await checkJob(farm, submission(body, context), { isStrict: query.strict ?? false });
      return { status: 204 };
    },

    fetchJobs: async ({ query }) => {
      const { filter, page } = whichJobs(query);
      const jobs = (await withProgress(farm, await listJobs(farm, filter, page))).map(toJobWithProgress);
      return { status: 200, body: { jobs, ...(isPage(page) && { total: await countJobs(farm, filter) }) } };
    },

    fetchJob: async ({ path }) => ({
      status: 200,
      body: toJobWithProgress(await fetchJobWithProgress(farm, path.job_id)),
    }),

    fetchJobTasks: async ({ path, query }) => {
      const { filter, page } = whichTasks(query);
      const tasks = (await listJobTasks(farm, path.job_id, filter, page)).map(toTaskSummary);
      const total = isPage(page) ? await countJobTasks(farm, path.job_id, filter) : undefined;
      return { status: 200, body: { tasks, ...(total !== undefined && { total }) } };
    },

    setJobStatus: async ({ path, body: { status, reason } }) => {
      await setJobStatus(farm, path.job_id, status, reason);
      return { status: 204 };
    },

    setJobPriority: async ({ path, body }) => {
      await setJobPriority(farm, path.job_id, body.priority);
      return { status: 204 };
    },

    setJobTag: async ({ path, body: { id, name } }) => {
      await setJobTag(farm, path.job_id, { id, name });
      return { status: 204 };
    },

    deleteJob: async ({ path }) => {
      await requestDeletion(farm, path.job_id);
      return { status: 204 };
    },

    deleteJobMass: async ({ body }) => {
      await massDelete(farm, massSelection(body));
      return { status: 204 };
    },

    deleteJobWhatWouldItDo: async ({ path }) => {
      const { removesCheckout } = await previewDeletion(farm, path.job_id);
      return { status: 200, body: { shaman_checkout: removesCheckout } };
    },

    fetchJobLastRenderedInfo: async ({ path }) => imagesOrNone(await lastRenderedOfJob(farm, path.job_id)),

    fetchGlobalLastRenderedInfo: async () => imagesOrNone(await lastRenderedOfFarm(farm)),
  };
}

function submission(job: Submission['job'], { clientAddress, userAgent }: RequestContext): Submission {
  return { job, clientAddress, userAgent };
}

function imagesOrNone(images: Schemas['JobLastRenderedImageInfo'] | undefined) {
  return images ? ({ status: 200, body: images } as const) : ({ status: 204 } as const);
}
