import { findTag, listTags as listStoredTags } from '../../../db/tags.js';
import { checkUuid, unknown } from '../../errors.js';
import type { Farm } from '../../farm.js';
import type { WorkerTag } from '../../records.js';
import { read } from '../../transaction.js';

/** In the order of their creation (contract 01 §5.8). */
export async function listTags(farm: Farm): Promise<readonly WorkerTag[]> {
  return await read(farm, listStoredTags);
}

export async function fetchTag(farm: Farm, uuid: string): Promise<WorkerTag> {
  checkUuid('tag', uuid);
  const tag = await read(farm, (reader) => findTag(reader, uuid));
  if (!tag) throw unknown('tag', uuid);
  return tag;
}
