import { changeTag, findTag } from '../../../db/tags.js';
import { checkUuid, unknown } from '../../errors.js';
import { tagEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import { transact } from '../../transaction.js';
import { checkTagName } from './tag-name.js';

/** What a tag is called from now on. */
export interface TagUpdate {
  readonly name: string;
  /** Stays when it is left out; empty takes it away. */
  readonly description?: string | undefined;
}

/** Changes the name and the description of a tag (contract 01 §5.8). */
export async function updateTag(farm: Farm, uuid: string, { name, description }: TagUpdate): Promise<void> {
  checkUuid('tag', uuid);
  await transact(farm, async (tx) => {
    const tag = await findTag(tx, uuid);
    if (!tag) throw unknown('tag', uuid);
    await checkTagName(tx, name, tag.id);
    const change = { name, ...(description !== undefined && { description }) };
    await changeTag(tx, tag.id, change);
    tx.emit(tagEvent({ ...tag, ...change }));
  });
}
