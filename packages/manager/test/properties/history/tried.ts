import { FarmError } from '../../../src/farm/errors.js';
import { nothing } from './deed.js';
import type { Deed } from './deed.js';

/** Does what may be refused; then nothing may have changed. */
export async function tried(doing: Promise<unknown>, deed: Deed): Promise<Deed> {
  try {
    await doing;
    return deed;
  } catch (error) {
    if (!(error instanceof FarmError)) throw error;
    return { text: `${deed.text}, which is refused: ${error.message}`, permits: nothing, changesNothing: true };
  }
}
