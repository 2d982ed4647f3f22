import { orNull } from '../../../db/codecs.js';
import { changeJob } from '../../../db/jobs.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedJob } from '../steps/known-job.js';

/** What a job makes of failures; what is left out follows the configuration (D2.6). */
export interface FailureLimits {
  /** Failed tasks of a type after which a Worker is blocked from it; 0 for never. */
  readonly blocklistThreshold?: number | undefined;
  /** Workers that have to fail a task before it fails for good. */
  readonly softFailCount?: number | undefined;
}

/** Gives a job limits of its own, from its next failure on. */
export async function setFailureLimits(farm: Farm, uuid: string, limits: FailureLimits): Promise<void> {
  await transact(farm, async (tx) => {
    const job = await namedJob(tx, uuid);
    const { blocklistThreshold, softFailCount } = limits;
    const columns = { blocklist_threshold: orNull(blocklistThreshold), soft_fail_count: orNull(softFailCount) };
    await changeJob(tx, job.id, columns);
    tx.emit(jobEvent({ ...job, blocklistThreshold, softFailCount, updatedAt: tx.now }));
  });
}
