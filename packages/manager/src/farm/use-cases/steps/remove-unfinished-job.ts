import { removeSomeTasks } from '../../../db/deletions.js';
import { lockJob, removeJob } from '../../../db/jobs.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';

/** Removes a job whose submission or edit was interrupted; nobody was told of it. */
export async function removeUnfinishedJob(farm: Farm, jobId: number): Promise<void> {
  const job = await removeHiddenJob(farm, jobId);
  if (job) farm.logger.warn({ job: job.uuid, name: job.name }, consoleTexts.unfinishedJobRemoved);
}

/** Removes a job that nobody sees; in pieces, as it was stored. Gives what it was called. */
export async function removeHiddenJob(farm: Farm, jobId: number) {
  while (await transact(farm, (tx) => removeSomeTasks(tx, jobId)));
  return await transact(farm, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (job?.status !== 'under-construction') return undefined;
    await removeJob(tx, jobId);
    return { uuid: job.uuid, name: job.name };
  });
}
