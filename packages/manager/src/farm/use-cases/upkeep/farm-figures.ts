import { farmFigures as countFigures } from '../../../db/farm-figures.js';
import type { Farm } from '../../farm.js';
import type { FarmFigures } from '../../records.js';
import { read } from '../../transaction.js';

/** How many jobs, tasks and Workers there are, for whoever watches the farm. Rejects when the database does not answer. */
export async function farmFigures(farm: Farm): Promise<FarmFigures> {
  return await read(farm, countFigures);
}

/** Resolves when the database answers a question about its data, and can be written. */
export async function databaseWorks(farm: Farm): Promise<void> {
  await read(farm, ({ q }) =>
    q
      .selectFrom('jobs')
      .select('id')
      .limit((of) => of.lit(1))
      .execute(),
  );
  await farm.db.tryWriting();
}
