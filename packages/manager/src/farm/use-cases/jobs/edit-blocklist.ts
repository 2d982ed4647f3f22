import { blocklistOfJob, unblock } from '../../../db/blocklist.js';
import { typeKey } from '../../../db/codecs.js';
import { clearFailuresOfWorker } from '../../../db/failures.js';
import { lockJobByUuid } from '../../../db/jobs.js';
import { findWorkerIds } from '../../../db/workers.js';
import { checkUuid, FarmError } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { BlocklistEntry } from '../../records.js';
import { read, transact } from '../../transaction.js';

/** Sorted by the Workers' names; empty for an unknown job (contract 02 §7.1). */
export async function fetchBlocklist(farm: Farm, jobUuid: string): Promise<readonly BlocklistEntry[]> {
  checkUuid('job', jobUuid);
  return await read(farm, (reader) => blocklistOfJob(reader, jobUuid));
}

/** How entries are taken off. */
export interface RemovalOptions {
  /** Also forgets what these Workers failed of these types in the job, so that they may try it again (D2.6). */
  readonly clearsFailures?: boolean | undefined;
}

/** Takes entries away; what is not there is fine (contract 02 §7.2). */
export async function removeFromBlocklist(
  farm: Farm,
  jobUuid: string,
  entries: readonly Pick<BlocklistEntry, 'workerUuid' | 'taskType'>[],
  { clearsFailures = false }: RemovalOptions = {},
): Promise<void> {
  checkUuid('job', jobUuid);
  if (entries.length === 0) throw new FarmError('invalid', { tag: 'empty-blocklist' });
  await transact(farm, async (tx) => {
    const job = await lockJobByUuid(tx, jobUuid);
    if (!job) return;
    const ids = await findWorkerIds(
      tx,
      entries.map(({ workerUuid }) => workerUuid),
    );
    for (const { workerUuid, taskType } of entries) {
      const workerId = ids.get(workerUuid);
      if (workerId === undefined) continue;
      await unblock(tx, job.id, workerId, taskType);
      if (clearsFailures) await clearFailuresOfWorker(tx, job.id, workerId, typeKey(taskType));
    }
    tx.wake({ kind: 'work', typeKeys: new Set(entries.map(({ taskType }) => typeKey(taskType))) });
  });
}
