import { errorText } from '@flamenco/common';
import { beginDeletion, dueDeletions, postponeDeletion, removeSomeTasks } from '../../../db/deletions.js';
import type { DueDeletion } from '../../../db/deletions.js';
import { lockJob, removeJob } from '../../../db/jobs.js';
import { consoleTexts } from '../../../texts/console.js';
import { jobDeletedEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { JobState } from '../../records.js';
import { mayDelete, nextDeletionAttempt } from '../../rules/deletion.js';
import { read, transact } from '../../transaction.js';

/** Removes the jobs that are marked for it, one after the other (contract 02 §6.8, D2.15). */
export async function processDeletions(farm: Farm): Promise<void> {
  const due = await read(farm, (reader) => dueDeletions(reader, farm.clock.now()));
  for (const deletion of due) await deleteJob(farm, deletion);
}

/** Files first, so that nothing is left behind that no row knows any more. A failure is tried again later. */
async function deleteJob(farm: Farm, due: DueDeletion): Promise<void> {
  if (!(await begin(farm, due.job.id))) return;
  try {
    await removeFiles(farm, due.job);
  } catch (error) {
    return await postpone(farm, due, { error: errorText(error), isWhole: true });
  }
  try {
    await removeRows(farm, due.job);
  } catch (error) {
    await postpone(farm, due, { error: errorText(error), isWhole: false });
  }
}

/** Unless the deletion was withdrawn in the meantime, or something of the job runs. */
async function begin(farm: Farm, jobId: number): Promise<boolean> {
  return await transact(farm, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (!job?.deleteRequestedAt || !mayDelete(job.tally)) return false;
    await beginDeletion(tx, jobId);
    return true;
  });
}

async function removeFiles(farm: Farm, { uuid }: JobState): Promise<void> {
  farm.taskLogs.forgetJob(uuid);
  farm.images.forgetJob(uuid);
  await farm.storage.removeJob(uuid);
}

/** The tasks of a large job go in pieces, between which others are served. */
async function removeRows(farm: Farm, { id, uuid, name }: JobState): Promise<void> {
  while (await transact(farm, (tx) => removeSomeTasks(tx, id)));
  await transact(farm, async (tx) => {
    if (!(await lockJob(tx, id))) return;
    await removeJob(tx, id);
    tx.emit(jobDeletedEvent(uuid));
    tx.tell('info', consoleTexts.jobDeleted, { job: uuid, name });
  });
}

async function postpone(
  farm: Farm,
  { job, attempts: earlier }: DueDeletion,
  failure: { readonly error: string; readonly isWhole: boolean },
): Promise<void> {
  const attempts = earlier + 1;
  await transact(farm, async (tx) => {
    const nextAt = new Date(tx.now.getTime() + nextDeletionAttempt(attempts));
    await postponeDeletion(tx, job.id, { attempts, nextAt, ...failure });
    tx.tell('error', consoleTexts.jobDeletionFailed, { error: failure.error, job: job.uuid, attempts });
  });
}
