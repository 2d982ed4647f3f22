import { findTag } from '../../../db/tags.js';
import type { Reader } from '../../../db/transaction.js';
import { findWorkerIds } from '../../../db/workers.js';
import { FarmError, isUuid } from '../../errors.js';

/** A filter as clients write it: tag and Worker by their UUIDs. */
export type Asked<Filter> = Omit<Filter, 'tagId' | 'workerId'> & {
  readonly tagUuid?: string | undefined;
  readonly workerUuid?: string | undefined;
};

/** What the UUIDs in a filter stand for; refused when nothing has them, so that a typing error is no empty list. */
export async function filterSubjects(
  reader: Reader,
  { tagUuid, workerUuid }: Asked<object>,
): Promise<{ readonly tagId: number | undefined; readonly workerId: number | undefined }> {
  return {
    tagId: tagUuid === undefined ? undefined : await tagIdOf(reader, tagUuid),
    workerId: workerUuid === undefined ? undefined : await workerIdOf(reader, workerUuid),
  };
}

async function tagIdOf(reader: Reader, uuid: string): Promise<number> {
  const tag = isUuid(uuid) ? await findTag(reader, uuid) : undefined;
  if (!tag) throw new FarmError('invalid', { tag: 'unknown-filter', parameter: 'tag', id: uuid });
  return tag.id;
}

/** Also of a deleted Worker: its work is still there to be found. */
async function workerIdOf(reader: Reader, uuid: string): Promise<number> {
  const id = isUuid(uuid) ? (await findWorkerIds(reader, [uuid])).get(uuid) : undefined;
  if (id === undefined) throw new FarmError('invalid', { tag: 'unknown-filter', parameter: 'worker', id: uuid });
  return id;
}
