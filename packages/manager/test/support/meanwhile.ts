import type { Database } from '../../src/db/database.js';
import type { Farm } from '../../src/farm/farm.js';

/**
 * Does a deed between what a work looks up and what it then changes, on every kind of database: the first transaction of
 * the work waits until the deed is done. Gives what the deed gave.
 */
export async function meanwhile<Given>(
  farm: Farm,
  work: (farm: Farm) => Promise<unknown>,
  deed: () => Promise<Given>,
): Promise<Given> {
  let done: Promise<Given> | undefined;
  const between = () => (done ??= deed());
  const db: Database = {
    dialect: farm.db.dialect,
    read: (ask) => farm.db.read(ask),
    transact: async (change) => {
      await between();
      return await farm.db.transact(change);
    },
    tryWriting: () => farm.db.tryWriting(),
    breathe: () => farm.db.breathe(),
    close: () => farm.db.close(),
  };
  await work({ ...farm, db });
  if (!done) throw new Error('the work changed nothing, so nothing happened meanwhile');
  return await done;
}
