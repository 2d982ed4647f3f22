import { findTagsByUuid, setTagsOfWorker } from '../../../db/tags.js';
import { changeWorker } from '../../../db/workers.js';
import { FarmError } from '../../errors.js';
import { workerEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedWorker } from '../steps/known-worker.js';

/** Gives a Worker these tags and no others; nothing changes when one of them does not exist (D2.16). */
export async function setTags(farm: Farm, workerUuid: string, tagUuids: readonly string[]): Promise<void> {
  await transact(farm, async (tx) => {
    const worker = await namedWorker(tx, workerUuid);
    const tags = await findTagsByUuid(tx, tagUuids);
    const known = new Set(tags.map(({ uuid }) => uuid));
    const ids = [...new Set(tagUuids)].filter((uuid) => !known.has(uuid));
    if (ids.length > 0) throw new FarmError('invalid', { tag: 'unknown-tags', ids });
    await setTagsOfWorker(
      tx,
      worker.id,
      tags.map(({ id }) => id),
    );
    await changeWorker(tx, worker.id, {});
    tx.emit(workerEvent({ ...worker, updatedAt: tx.now }));
    tx.wake({ kind: 'worker', workerId: worker.id });
  });
}
