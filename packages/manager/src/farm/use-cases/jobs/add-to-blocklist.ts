import { typeKey } from '../../../db/codecs.js';
import { hasUnfinished } from '../../../db/runnable.js';
import { checkUuid, FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { BlocklistEntry } from '../../records.js';
import { transact } from '../../transaction.js';
import { blockByHand } from '../steps/block-by-hand.js';
import { namedJob } from '../steps/known-job.js';
import { namedWorker } from '../steps/known-worker.js';

/** Blocks Workers from task types of a job; what is there already is fine (D2.6). All of it or nothing. */
export async function addToBlocklist(
  farm: Farm,
  jobUuid: string,
  entries: readonly Pick<BlocklistEntry, 'workerUuid' | 'taskType'>[],
): Promise<void> {
  checkUuid('job', jobUuid);
  if (entries.length === 0) throw new FarmError('invalid', { tag: 'empty-blocklist' });
  await transact(farm, async (tx) => {
    let job = await namedJob(tx, jobUuid);
    for (const taskType of new Set(entries.map((entry) => entry.taskType))) {
      if (!(await hasUnfinished(tx, job.id, typeKey(taskType)))) {
        throw new FarmError('refused', { tag: 'no-such-tasks-left', taskType });
      }
    }
    for (const { workerUuid, taskType } of entries) {
      job = await blockByHand(farm, tx, job, await namedWorker(tx, workerUuid), taskType);
    }
  });
}
