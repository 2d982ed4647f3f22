import { changeJob, lockJobByUuid } from '../../../db/jobs.js';
import { checkUuid, unknown } from '../../errors.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';

/** The higher, the earlier its tasks are handed out; running ones go on (contract 02 §6.3). */
export async function setJobPriority(farm: Farm, uuid: string, priority: number): Promise<void> {
  checkUuid('job', uuid);
  await transact(farm, async (tx) => {
    const job = await lockJobByUuid(tx, uuid);
    if (!job) throw unknown('job', uuid);
    await changeJob(tx, job.id, { priority });
    tx.emit(jobEvent({ ...job, priority, updatedAt: tx.now }));
  });
}
