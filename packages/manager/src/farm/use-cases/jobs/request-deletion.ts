import { markForDeletion } from '../../../db/deletions.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { JobState } from '../../records.js';
import { planDeletion } from '../../rules/deletion.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { applyJobSteps } from '../steps/apply-job-steps.js';
import { namedJob } from '../steps/known-job.js';

/** Marks a job for deletion; it is removed in the background (contract 02 §6.5, D2.15). */
export async function requestDeletion(farm: Farm, uuid: string): Promise<void> {
  await transact(farm, async (tx) => {
    const job = await namedJob(tx, uuid);
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
