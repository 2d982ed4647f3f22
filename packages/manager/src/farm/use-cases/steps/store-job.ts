import { typeKey } from '../../../db/codecs.js';
import { changeJob, insertJob, lockJob, saveJobState } from '../../../db/jobs.js';
import type { NewJob } from '../../../db/jobs.js';
import { insertTasks, storingSteps } from '../../../db/new-tasks.js';
import type { NewTask } from '../../../db/new-tasks.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import type { FarmTx } from '../../transaction.js';
import { removeUnfinishedJob } from './remove-unfinished-job.js';

/** Up to so many tasks a job is stored in one transaction, during which nobody else can write. */
const MOST_TASKS_AT_ONCE = 500;

/** Stores a job with its tasks, and tells everybody when all of it is there. */
export async function storeJob(farm: Farm, job: NewJob, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length > MOST_TASKS_AT_ONCE) return await storeInPieces(farm, job, tasks);
  await transact(farm, async (tx) => {
    const id = await insertJob(tx, job);
    await insertTasks(tx, id, tasks);
    await announce(tx, id, tasks);
  });
}

/**
 * A large job takes longer than others should have to wait: it is stored in pieces, under construction until the last one.
 * What is left of it if that goes wrong is removed, at the next start at the latest.
 */
async function storeInPieces(farm: Farm, job: NewJob, tasks: readonly NewTask[]): Promise<void> {
  const id = await transact(farm, (tx) => insertJob(tx, { ...job, status: 'under-construction' }));
  try {
    for (const step of storingSteps(id, tasks)) await transact(farm, step);
    await transact(farm, async (tx) => {
      const stored = await lockJob(tx, id);
      if (!stored) throw new Error(`the job ${job.uuid} was removed while it was being stored`);
      await changeJob(tx, id, { created_at: tx.now.getTime() });
      await saveJobState(tx, { ...stored, status: job.status, createdAt: tx.now, updatedAt: tx.now });
      await announce(tx, id, tasks);
    });
  } catch (error) {
    await removeUnfinishedJob(farm, id);
    throw error;
  }
}

async function announce(tx: FarmTx, id: number, tasks: readonly NewTask[]): Promise<void> {
  const stored = await lockJob(tx, id);
  if (stored) tx.emit(jobEvent(stored));
  tx.wake({ kind: 'work', typeKeys: new Set(tasks.map(({ type }) => typeKey(type))) });
}
