import { changeJob } from '../../../db/jobs.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedJob } from '../steps/known-job.js';

/** The higher, the earlier its tasks are handed out; running ones go on (contract 02 §6.3). */
export async function setJobPriority(farm: Farm, uuid: string, priority: number): Promise<void> {
  await transact(farm, async (tx) => {
    const job = await namedJob(tx, uuid);
    await changeJob(tx, job.id, { priority });
    tx.emit(jobEvent({ ...job, priority, updatedAt: tx.now }));
  });
}
