import { jobsUpdatedUntil, pageOfJobsUpdatedUntil } from '../../../db/deletions.js';
import { FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { JobState } from '../../records.js';
import { wholeSecond } from '../../rules/deletion.js';
import { ACTIVE_JOB_STATUSES } from '../../rules/statuses.js';
import { read, transact } from '../../transaction.js';
import { markJob } from './request-deletion.js';

/** Which jobs to delete. */
export interface MassDeletionInput {
  /** Those last updated then or earlier. */
  readonly lastUpdatedMax: Date;
  /** Takes active jobs too (D2.15). */
  readonly includesActive?: boolean | undefined;
}

/** Marks many jobs for deletion in one transaction (contract 02 §6.6, D2.15). */
export async function massDelete(farm: Farm, { lastUpdatedMax, includesActive }: MassDeletionInput): Promise<void> {
  await transact(farm, async (tx) => {
    const jobs = await jobsUpdatedUntil(tx, wholeSecond(lastUpdatedMax), statusesKept(includesActive));
    if (jobs.length === 0) throw new FarmError('refused', { tag: 'no-jobs-selected' });
    for (const job of jobs) await markJob(tx, job);
    tx.afterCommit(farm.wakeDeletions);
  });
}

/** The jobs that `massDelete` would mark now, oldest first, some of them; and how many there are. Changes nothing. */
export async function previewMassDeletion(
  farm: Farm,
  { lastUpdatedMax, includesActive }: MassDeletionInput,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly jobs: readonly JobState[]; readonly total: number }> {
  return await read(farm, (reader) =>
    pageOfJobsUpdatedUntil(reader, wholeSecond(lastUpdatedMax), statusesKept(includesActive), page),
  );
}

const statusesKept = (includesActive = false) => (includesActive ? [] : [...ACTIVE_JOB_STATUSES]);
