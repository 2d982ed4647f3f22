import { errorText } from '@flamenco/common';
import { dueDeletions, postponeDeletion } from '../../../db/deletions.js';
import type { DueDeletion } from '../../../db/deletions.js';
import { lockJob, removeJob } from '../../../db/jobs.js';
import { consoleTexts } from '../../../texts/console.js';
import { jobDeletedEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { mayDelete, nextDeletionAttempt } from '../../rules/deletion.js';
import { read, transact } from '../../transaction.js';

/** Removes the jobs that are marked for it, one after the other (contract 02 §6.8, D2.15). */
export async function processDeletions(farm: Farm): Promise<void> {
  const due = await read(farm, (reader) => dueDeletions(reader, farm.clock.now()));
  for (const deletion of due) await deleteJob(farm, deletion);
}

/** Files first, so that nothing is left behind that no row knows any more. A failure is tried again later. */
async function deleteJob(farm: Farm, { job, attempts }: DueDeletion): Promise<void> {
  if (!mayDelete(job.tally)) return;
  try {
    farm.taskLogs.forgetJob(job.uuid);
    farm.images.forgetJob(job.uuid);
    await farm.storage.removeJob(job.uuid);
    await transact(farm, async (tx) => {
      if (!(await lockJob(tx, job.id))) return;
      await removeJob(tx, job.id);
      tx.emit(jobDeletedEvent(job.uuid));
      tx.tell('info', consoleTexts.jobDeleted, { job: job.uuid, name: job.name });
    });
  } catch (error) {
    await postpone(farm, { job, attempts: attempts + 1 }, errorText(error));
  }
}

async function postpone(farm: Farm, { job, attempts }: DueDeletion, error: string): Promise<void> {
  await transact(farm, async (tx) => {
    const nextAt = new Date(tx.now.getTime() + nextDeletionAttempt(attempts));
    await postponeDeletion(tx, job.id, { attempts, nextAt, error });
    tx.tell('error', consoleTexts.jobDeletionFailed, { error, job: job.uuid, attempts });
  });
}
