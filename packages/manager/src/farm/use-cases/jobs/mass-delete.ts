import { jobsUpdatedUntil } from '../../../db/deletions.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import { wholeSecond } from '../../rules/deletion.js';
import { ACTIVE_JOB_STATUSES } from '../../rules/statuses.js';
import { transact } from '../../transaction.js';
import { markJob } from './request-deletion.js';

/** Which jobs to delete. */
export interface MassDeletionInput {
  /** Those last updated then or earlier. */
  readonly lastUpdatedMax: Date;
  /** Takes active jobs too (D2.15). */
  readonly includesActive?: boolean;
}

/** Marks many jobs for deletion in one transaction (contract 02 §6.6, D2.15). */
export async function massDelete(farm: Farm, { lastUpdatedMax, includesActive }: MassDeletionInput): Promise<void> {
  await transact(farm, async (tx) => {
    const except = includesActive ? [] : [...ACTIVE_JOB_STATUSES];
    const jobs = await jobsUpdatedUntil(tx, wholeSecond(lastUpdatedMax), except);
    if (jobs.length === 0) throw new FarmError('refused', { tag: 'no-jobs-selected' });
    for (const job of jobs) await markJob(tx, job);
    tx.afterCommit(farm.wakeDeletions);
  });
}
