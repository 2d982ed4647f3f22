import { randomUUID } from 'node:crypto';
import { findTag, insertTag } from '../../../db/tags.js';
import { checkUuid, FarmError } from '../../errors.js';
import { tagEvent } from '../../events.js';
import type { Farm } from '../../farm.js';
import type { WorkerTag } from '../../records.js';
import { transact } from '../../transaction.js';
import { checkTagName } from './tag-name.js';

/** A tag as a user makes it. */
export interface NewTag {
  /** Made up when it is left out or empty. */
  readonly uuid?: string | undefined;
  readonly name: string;
  readonly description: string;
}

/** Makes a worker tag (contract 01 §5.8). Every tag can be found by its ID, so that has to be a UUID. */
export async function createTag(farm: Farm, given: NewTag): Promise<WorkerTag> {
  const { name, description } = given;
  const uuid = given.uuid ? given.uuid : randomUUID();
  checkUuid('tag', uuid);
  return await transact(farm, async (tx) => {
    await checkTagName(tx, name);
    if (await findTag(tx, uuid)) throw new FarmError('conflict', { tag: 'duplicate-tag-id', id: uuid });
    const tag = { uuid, name, description };
    const stored = { id: await insertTag(tx, tag), ...tag };
    tx.emit(tagEvent(stored));
    return stored;
  });
}
