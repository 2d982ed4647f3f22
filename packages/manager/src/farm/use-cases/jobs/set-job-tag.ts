import { changeJob } from '../../../db/jobs.js';
import { findTag, findTagByName } from '../../../db/tags.js';
import type { Reader } from '../../../db/transaction.js';
import { FarmError } from '../../errors.js';
import { jobEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { namedJob } from '../steps/known-job.js';
import { wakeForJob } from '../steps/wake-for-job.js';

/** A tag by its UUID, else by its name; neither takes the job's tag away. */
export interface TagChoice {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** Which Workers a job is for (contract 02 §6.4); running tasks go on. A tag that does not exist is refused (D2.16). */
export async function setJobTag(farm: Farm, uuid: string, choice: TagChoice): Promise<void> {
  await transact(farm, async (tx) => {
    const job = await namedJob(tx, uuid);
    const workerTagId = await chosenTag(tx, choice);
    await changeJob(tx, job.id, { worker_tag_id: workerTagId ?? null });
    tx.emit(jobEvent({ ...job, workerTagId, updatedAt: tx.now }));
    await wakeForJob(tx, job.id);
  });
}

async function chosenTag(reader: Reader, { id, name }: TagChoice): Promise<number | undefined> {
  if (id === undefined && name === undefined) return undefined;
  const [by, value] = id === undefined ? (['name', name ?? ''] as const) : (['id', id] as const);
  const tag = by === 'id' ? await findTag(reader, value) : await findTagByName(reader, value);
  if (!tag) throw new FarmError('invalid', { tag: 'tag-not-found', by, value });
  return tag.id;
}
