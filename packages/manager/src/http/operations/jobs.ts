import type { Schemas } from '@flamenco/api';
import type { Farm } from '../../farm/farm.js';
import { FarmError } from '../../farm/errors.js';
import { checkJob } from '../../farm/use-cases/jobs/check-job.js';
import {
  fetchJob,
  lastRenderedOfFarm,
  lastRenderedOfJob,
  listJobs,
  listJobTasks,
  previewDeletion,
} from '../../farm/use-cases/jobs/job-queries.js';
import { massDelete } from '../../farm/use-cases/jobs/mass-delete.js';
import type { Submission } from '../../farm/use-cases/jobs/prepare-job.js';
import { requestDeletion } from '../../farm/use-cases/jobs/request-deletion.js';
import { setJobPriority } from '../../farm/use-cases/jobs/set-job-priority.js';
import { setJobStatus } from '../../farm/use-cases/jobs/set-job-status.js';
import { setJobTag } from '../../farm/use-cases/jobs/set-job-tag.js';
import { submitJob } from '../../farm/use-cases/jobs/submit-job.js';
import * as texts from '../../texts/http-errors.js';
import type { Handlers, RequestContext } from '../context.js';
import { readDateTime } from '../date-time.js';
import { HttpError } from '../http-error.js';
import { toJob, toTaskSummary } from '../wire.js';

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

    fetchJobs: async () => ({ status: 200, body: { jobs: (await listJobs(farm)).map(toJob) } }),

    fetchJob: async ({ path }) => ({ status: 200, body: toJob(await fetchJob(farm, path.job_id)) }),

    fetchJobTasks: async ({ path }) => ({
      status: 200,
      body: { tasks: (await listJobTasks(farm, path.job_id)).map(toTaskSummary) },
    }),

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
      await massDelete(farm, { lastUpdatedMax: lastUpdatedMax(body) });
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

function lastUpdatedMax({ last_updated_max: text }: Schemas['JobMassDeletionSelection']): Date {
  if (text === undefined) throw new FarmError('invalid', { tag: 'missing-time' });
  const time = readDateTime(text);
  if (!time) throw new HttpError(400, texts.invalidFormat);
  return time;
}

function imagesOrNone(images: Schemas['JobLastRenderedImageInfo'] | undefined) {
  return images ? ({ status: 200, body: images } as const) : ({ status: 204 } as const);
}
