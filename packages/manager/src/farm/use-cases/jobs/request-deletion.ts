import { markForDeletion } from '../../../db/deletions.js';
import { lockJobByUuid } from '../../../db/jobs.js';
import { checkUuid, unknown } from '../../errors.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { JobState } from '../../records.js';
import { planDeletion } from '../../rules/deletion.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { applyJobSteps } from '../steps/apply-job-steps.js';

/** Marks a job for deletion; it is removed in the background (contract 02 §6.5, D2.15). */
export async function requestDeletion(farm: Farm, uuid: string): Promise<void> {
  checkUuid('job', uuid);
  await transact(farm, async (tx) => {
    const job = await lockJobByUuid(tx, uuid);
    if (!job) throw unknown('job', uuid);
    await markJob(tx, job);
    tx.afterCommit(farm.wakeDeletions);
  });
}

/** Cancels what runs of a job and marks it; nothing of it is handed out any more. */
export async function markJob(tx: FarmTx, job: JobState): Promise<void> {
  const stopped = await applyJobSteps(tx, job, planDeletion(job, job.tally));
  await markForDeletion(tx, job.id);
  tx.emit(jobEvent({ ...stopped, updatedAt: tx.now, deleteRequestedAt: tx.now }));
}
