import { progressOfJobs } from '../../../db/job-progress.js';
import type { Farm } from '../../farm.js';
import type { Job, TypeProgress } from '../../records.js';
import { averageFrameMs, elapsedMs } from '../../rules/elapsed.js';
import { estimateJob } from '../../rules/estimate.js';
import type { Estimate } from '../../rules/estimate.js';
import { read } from '../../transaction.js';
import { fetchJob } from './job-queries.js';

/** A job, and how far it is. */
export interface JobWithProgress extends Job {
  /** For how long at least one of its tasks was active. */
  readonly elapsedMs: number;
  /** Undefined when no Worker told how long a frame took. */
  readonly averageFrameMs?: number | undefined;
  /** Undefined while there is nothing that it could rest on. */
  readonly estimate?: Estimate | undefined;
}

/** Adds to jobs how long they took and will still take; the same few questions whatever the number of jobs. */
export async function withProgress(farm: Farm, jobs: readonly Job[]): Promise<JobWithProgress[]> {
  const isWorthAsking = jobs.some(({ status }) => status === 'active');
  const progress = isWorthAsking ? await read(farm, (reader) => progressOfJobs(reader)) : undefined;
  const now = farm.clock.now();
  return jobs.map((job) => measured(job, progress?.get(job.id) ?? [], now));
}

export async function fetchJobWithProgress(farm: Farm, uuid: string): Promise<JobWithProgress> {
  const job = await fetchJob(farm, uuid);
  const progress = job.status === 'active' ? await read(farm, (reader) => progressOfJobs(reader, job.id)) : undefined;
  return measured(job, progress?.get(job.id) ?? [], farm.clock.now());
}

function measured(job: Job, types: readonly TypeProgress[], now: Date): JobWithProgress {
  return {
    ...job,
    elapsedMs: elapsedMs(job.times, now),
    averageFrameMs: averageFrameMs(job.times),
    estimate: estimateJob(types, now),
  };
}
