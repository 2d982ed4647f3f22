import { removeSomeTasks } from '../../../db/deletions.js';
import { lockJob, removeJob } from '../../../db/jobs.js';
import { consoleTexts } from '../../../texts/console.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';

/** Removes a job whose submission was interrupted; nobody was told of it. In pieces, as it was stored. */
export async function removeUnfinishedJob(farm: Farm, jobId: number): Promise<void> {
  while (await transact(farm, (tx) => removeSomeTasks(tx, jobId)));
  await transact(farm, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (job?.status !== 'under-construction') return;
    await removeJob(tx, jobId);
    tx.tell('warn', consoleTexts.unfinishedJobRemoved, { job: job.uuid, name: job.name });
  });
}
