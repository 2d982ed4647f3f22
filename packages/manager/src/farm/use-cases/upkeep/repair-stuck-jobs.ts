import { jobsInStatus, lockJob } from '../../../db/jobs.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import { planStuckJob } from '../../rules/job-chain.js';
import { STUCK_JOB } from '../../rules/statuses.js';
import { read, transact } from '../../transaction.js';
import { applyRequest } from '../steps/apply-job-steps.js';
import { removeUnfinishedJob } from '../steps/remove-unfinished-job.js';
import { eachOnItsOwn } from './each-on-its-own.js';

/**
 * Takes jobs that were left between two statuses to their end, before anybody else works with them (contract 03 §4.6).
 * Ours are never left so; those of a database from elsewhere may be.
 */
export async function repairStuckJobs(farm: Farm): Promise<void> {
  const stuck = await read(farm, (reader) => jobsInStatus(reader, [...STUCK_JOB]));
  await eachOnItsOwn(farm, stuck, ({ id }) => repairJob(farm, id), {
    message: consoleTexts.stuckJobFailed,
    fields: ({ uuid }) => ({ job: uuid }),
  });
}

/** Removes what is left of submissions that an end of the Manager interrupted; to be called before there are new ones. */
export async function removeUnfinishedJobs(farm: Farm): Promise<void> {
  const unfinished = await read(farm, (reader) => jobsInStatus(reader, ['under-construction']));
  await eachOnItsOwn(farm, unfinished, ({ id }) => removeUnfinishedJob(farm, id), {
    message: consoleTexts.stuckJobFailed,
    fields: ({ uuid }) => ({ job: uuid }),
  });
}

async function repairJob(farm: Farm, jobId: number): Promise<void> {
  await transact(farm, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (job) await applyRequest(tx, job, planStuckJob(job, job.tally));
  });
}
