import type { Schemas } from '@flamenco/api';
import { findJob as findStoredJob, listJobs as listStoredJobs } from '../../../db/jobs.js';
import { findLastRenderedJob } from '../../../db/last-rendered.js';
import { listTasksOfJob } from '../../../db/task-lists.js';
import { submissionTexts as texts } from '../../../texts/submissions.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { AvailableJobType } from '../../ports.js';
import type { Job, TaskSummary } from '../../records.js';
import { read } from '../../transaction.js';

/** Where images are found. */
export type ImagesInfo = Schemas['JobLastRenderedImageInfo'];

/** All jobs, oldest first (contract 02 §5.1). */
export async function listJobs(farm: Farm): Promise<readonly Job[]> {
  return await read(farm, listStoredJobs);
}

export async function fetchJob(farm: Farm, uuid: string): Promise<Job> {
  checkUuid('job', uuid);
  const job = await read(farm, (reader) => findStoredJob(reader, uuid));
  if (!job) throw unknown('job', uuid);
  return job;
}

/** The tasks of a job in their order; none for an unknown job (contract 02 §5.3). */
export async function listJobTasks(farm: Farm, jobUuid: string): Promise<readonly TaskSummary[]> {
  checkUuid('job', jobUuid);
  return await read(farm, (reader) => listTasksOfJob(reader, jobUuid));
}

/** What deleting a job would remove besides the job (contract 02 §6.7). */
export async function previewDeletion(farm: Farm, uuid: string): Promise<{ readonly removesCheckout: boolean }> {
  const job = await fetchJob(farm, uuid);
  const { shaman, isFirstRun } = farm.config.current();
  return { removesCheckout: shaman.enabled && !isFirstRun && job.checkoutPath !== undefined };
}

/** The images of a job; undefined when it has none, also for an unknown job (contract 02 §10.4). */
export async function lastRenderedOfJob(farm: Farm, jobUuid: string): Promise<ImagesInfo | undefined> {
  checkUuid('job', jobUuid);
  return await Promise.resolve(farm.images.info(jobUuid));
}

/** The images of the job with the newest one (contract 02 §10.5). */
export async function lastRenderedOfFarm(farm: Farm): Promise<ImagesInfo | undefined> {
  const jobUuid = await read(farm, findLastRenderedJob);
  return jobUuid === undefined ? undefined : farm.images.info(jobUuid);
}

/** All usable job types, sorted by name. */
export async function listJobTypes(farm: Farm): Promise<readonly AvailableJobType[]> {
  return (await farm.jobTypes.list()).jobTypes;
}

export async function fetchJobType(farm: Farm, name: string): Promise<AvailableJobType> {
  const found = await farm.jobTypes.find(name);
  if (!found) throw new FarmError('not-found', { tag: 'unknown-job-type', name });
  if (!('problem' in found)) return found;
  // It is there, but its script has to be mended: nothing that the client did.
  const message = texts.brokenJobType(name, found.problem.message);
  throw new FarmError('refused', { tag: 'broken-job-type', message });
}
