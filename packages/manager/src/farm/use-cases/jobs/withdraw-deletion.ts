import { unmarkForDeletion } from '../../../db/deletions.js';
import { FarmError } from '../../errors.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedJob } from '../steps/known-job.js';
import { wakeForJob } from '../steps/wake-for-job.js';

/**
 * Keeps a job that is marked for deletion; one that is not marked stays as it is. What was cancelled for the deletion
 * stays cancelled, the rest can be handed out again. Refused once the job is being deleted.
 */
export async function withdrawDeletion(farm: Farm, uuid: string): Promise<void> {
  await transact(farm, async (tx) => {
    const job = await namedJob(tx, uuid);
    if (!job.deleteRequestedAt) return;
    if (!(await unmarkForDeletion(tx, job.id))) throw new FarmError('conflict', { tag: 'deletion-began' });
    tx.emit(jobEvent({ ...job, updatedAt: tx.now, deleteRequestedAt: undefined }));
    await wakeForJob(tx, job.id);
  });
}
