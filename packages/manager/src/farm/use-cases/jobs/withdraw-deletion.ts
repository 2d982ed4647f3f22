import { unmarkForDeletion } from '../../../db/deletions.js';
import { lockJobByUuid } from '../../../db/jobs.js';
import { runnableTypes } from '../../../db/runnable.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';

/**
 * Keeps a job that is marked for deletion; one that is not marked stays as it is. What was cancelled for the deletion
 * stays cancelled, the rest can be handed out again. Refused once the job is being deleted.
 */
export async function withdrawDeletion(farm: Farm, uuid: string): Promise<void> {
  checkUuid('job', uuid);
  await transact(farm, async (tx) => {
    const job = await lockJobByUuid(tx, uuid);
    if (!job) throw unknown('job', uuid);
    if (!job.deleteRequestedAt) return;
    if (!(await unmarkForDeletion(tx, job.id))) throw new FarmError('conflict', { tag: 'deletion-began' });
    tx.emit(jobEvent({ ...job, updatedAt: tx.now, deleteRequestedAt: undefined }));
    tx.wake({ kind: 'work', typeKeys: new Set(await runnableTypes(tx, job.id)) });
  });
}
