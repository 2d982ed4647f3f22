import { errorText } from '@flamenco/common';
import type { Farm } from '../../farm.js';

/** Does a work for each item in turn; where it fails, that is logged, and the others are served all the same. */
export async function eachOnItsOwn<Item>(
  farm: Farm,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  onFailure: { readonly message: string; readonly fields: (item: Item) => object },
): Promise<void> {
  for (const item of items) {
    await work(item).catch((error: unknown) => {
      farm.logger.error({ error: errorText(error), ...onFailure.fields(item) }, onFailure.message);
    });
  }
}
