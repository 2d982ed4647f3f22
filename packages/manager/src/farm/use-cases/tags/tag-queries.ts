import { findTag } from '../../../db/tags.js';
import * as stored from '../../../db/worker-lists.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { ListPage, TagFilter, TagOrder, WorkerTag } from '../../records.js';
import { read } from '../../transaction.js';
import { filterSubjects } from '../steps/filter-subjects.js';
import type { Asked } from '../steps/filter-subjects.js';

/** The tags that are wanted, all unless told otherwise, in the order of their creation (contract 01 §5.8). */
export async function listTags(
  farm: Farm,
  filter: Asked<TagFilter> = {},
  page: ListPage<TagOrder> = {},
): Promise<readonly WorkerTag[]> {
  return await read(farm, async (reader) => {
    const { workerId } = await filterSubjects(reader, filter);
    return await stored.listTags(reader, { ...filter, workerId }, page);
  });
}

/** How many of them there are on all pages. */
export async function countTags(farm: Farm, filter: Asked<TagFilter>): Promise<number> {
  return await read(farm, async (reader) => {
    const { workerId } = await filterSubjects(reader, filter);
    return await stored.countTags(reader, { ...filter, workerId });
  });
}

export async function fetchTag(farm: Farm, uuid: string): Promise<WorkerTag> {
  checkUuid('tag', uuid);
  const tag = await read(farm, (reader) => findTag(reader, uuid));
  if (!tag) throw unknown('tag', uuid);
  return tag;
}
