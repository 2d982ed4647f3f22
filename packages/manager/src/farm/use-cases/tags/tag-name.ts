import { findTagByName } from '../../../db/tags.js';
import type { Reader } from '../../../db/transaction.js';
import { FarmError } from '../../errors.js';

/** More characters than this fit nowhere on a screen. */
const LONGEST_NAME = 255;

/**
 * Refuses a name that says nothing, is too long, or belongs to another tag (contract 01 §5.8). Names differ by letter
 * case, and are kept as written.
 *
 * @param ownId the tag that is about to have the name
 */
export async function checkTagName(reader: Reader, name: string, ownId?: number): Promise<void> {
  if (name.trim() === '') throw new FarmError('invalid', { tag: 'empty-name', subject: 'tag' });
  if (name.length > LONGEST_NAME) {
    throw new FarmError('invalid', { tag: 'name-too-long', subject: 'tag', limit: LONGEST_NAME });
  }
  const namesake = await findTagByName(reader, name);
  if (namesake && namesake.id !== ownId) throw new FarmError('conflict', { tag: 'duplicate-tag', name });
}
