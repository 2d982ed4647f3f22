import { changeJob } from '../../../db/jobs.js';
import { findTag, jobsWithTag, removeTag, workersWithTag } from '../../../db/tags.js';
import { changeWorker } from '../../../db/workers.js';
import { checkUuid, FarmError, unknown } from '../../errors.js';
import { jobEvent, tagDeletedEvent, workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { JobState, Worker } from '../../records.js';
import { ENDED_JOB } from '../../rules/statuses.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { wakeForJob } from '../steps/wake-for-job.js';

/**
 * Removes a tag from the farm, its Workers and its jobs (contract 01 §5.8). Jobs that lose it are for every Worker then;
 * so it stays while unfinished ones need it, unless the user insists (D2.16).
 */
export async function deleteTag(farm: Farm, uuid: string, { force }: { readonly force: boolean }): Promise<void> {
  checkUuid('tag', uuid);
  await transact(farm, async (tx) => {
    const tag = await findTag(tx, uuid);
    if (!tag) throw unknown('tag', uuid);
    const jobs = await jobsWithTag(tx, tag.id);
    const unfinished = jobs.filter(({ status }) => !ENDED_JOB.has(status));
    if (unfinished.length > 0 && !force) {
      throw new FarmError('conflict', { tag: 'tag-in-use', name: tag.name, jobs: unfinished.length });
    }
    const workers = await workersWithTag(tx, tag.id);
    await removeTag(tx, tag.id);
    for (const job of jobs) await tellOfJob(tx, job);
    for (const worker of workers) await tellOfWorker(tx, worker);
    tx.emit(tagDeletedEvent(uuid));
  });
}

/** The time of change of a finished job stays: by it users choose what to delete, and it did not change in their eyes. */
async function tellOfJob(tx: FarmTx, job: JobState): Promise<void> {
  const untagged = { ...job, workerTagId: undefined };
  if (ENDED_JOB.has(job.status)) {
    tx.emit(jobEvent(untagged));
    return;
  }
  await changeJob(tx, job.id, { worker_tag_id: null });
  tx.emit(jobEvent({ ...untagged, updatedAt: tx.now }));
  await wakeForJob(tx, job.id);
}

async function tellOfWorker(tx: FarmTx, worker: Worker): Promise<void> {
  await changeWorker(tx, worker.id, {});
  tx.emit(workerEvent({ ...worker, updatedAt: tx.now }));
}
