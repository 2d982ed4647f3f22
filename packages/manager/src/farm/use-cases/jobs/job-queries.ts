import type { Schemas } from '@flamenco/api';
import * as stored from '../../../db/job-lists.js';
import { findJob as findStoredJob } from '../../../db/jobs.js';
import { findLastRenderedJob } from '../../../db/last-rendered.js';
import { countTasksOfJob, listTasksOfJob } from '../../../db/task-lists.js';
import { submissionTexts as texts } from '../../../texts/submissions.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { AvailableJobType } from '../../ports.js';
import type { Job, JobFilter, JobOrder, ListPage, TaskFilter, TaskOrder, TaskSummary } from '../../records.js';
import { read } from '../../transaction.js';
import { filterSubjects } from '../steps/filter-subjects.js';
import type { Asked } from '../steps/filter-subjects.js';

/** Where images are found. */
export type ImagesInfo = Schemas['JobLastRenderedImageInfo'];

/** The jobs that are wanted, all unless told otherwise, oldest first (contract 02 §5.1). */
export async function listJobs(
  farm: Farm,
  filter: Asked<JobFilter> = {},
  page: ListPage<JobOrder> = {},
): Promise<readonly Job[]> {
  return await read(farm, async (reader) => {
    return await stored.listJobs(reader, { ...filter, ...(await filterSubjects(reader, filter)) }, page);
  });
}

/** How many of them there are on all pages. */
export async function countJobs(farm: Farm, filter: Asked<JobFilter>): Promise<number> {
  return await read(farm, async (reader) => {
    return await stored.countJobs(reader, { ...filter, ...(await filterSubjects(reader, filter)) });
  });
}

export async function fetchJob(farm: Farm, uuid: string): Promise<Job> {
  checkUuid('job', uuid);
  const job = await read(farm, (reader) => findStoredJob(reader, uuid));
  if (!job) throw unknown('job', uuid);
  return job;
}

/** The tasks of a job that are wanted, all unless told otherwise; none for an unknown job (contract 02 §5.3). */
export async function listJobTasks(
  farm: Farm,
  jobUuid: string,
  filter: Asked<TaskFilter> = {},
  page: ListPage<TaskOrder> = {},
): Promise<readonly TaskSummary[]> {
  checkUuid('job', jobUuid);
  if (isEverything(filter) && isEverything(page)) return await listInPieces(farm, jobUuid);
  return await read(farm, async (reader) => {
    const { workerId } = await filterSubjects(reader, filter);
    return await listTasksOfJob(reader, jobUuid, { ...filter, workerId }, page);
  });
}

const isEverything = (asked: object) => Object.values(asked).every((value) => value === undefined);

/** Tasks that are read in a few milliseconds. */
const TASKS_PER_PIECE = 1000;

/**
 * All tasks of a job, read in pieces between which others are served: ten thousand at once would hold everybody up. Their
 * number and order change only when somebody edits the job's settings, and then clients are told to load them again.
 */
async function listInPieces(farm: Farm, jobUuid: string): Promise<readonly TaskSummary[]> {
  const all: TaskSummary[] = [];
  for (;;) {
    const page = { limit: TASKS_PER_PIECE, offset: all.length };
    const piece = await read(farm, (reader) => listTasksOfJob(reader, jobUuid, {}, page));
    all.push(...piece);
    if (piece.length < TASKS_PER_PIECE) return all;
    await farm.db.breathe();
  }
}

/** How many of them there are on all pages. */
export async function countJobTasks(farm: Farm, jobUuid: string, filter: Asked<TaskFilter>): Promise<number> {
  return await read(farm, async (reader) => {
    const { workerId } = await filterSubjects(reader, filter);
    return await countTasksOfJob(reader, jobUuid, { ...filter, workerId });
  });
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
