import { numberRuns } from '@flamenco/common';
import type { NumberRun } from '@flamenco/common';
import type { Tx } from './transaction.js';

/** Rows after which others get their turn. */
const ROWS_PER_BREATH = 1000;

/**
 * Changes many rows run by run. Tasks of a job were mostly stored one after the other, and a statement for a run of them takes
 * much less than one for a list, which has to be built anew each time.
 */
export async function eachRun(tx: Tx, ids: readonly number[], change: (run: NumberRun) => Promise<unknown>) {
  let rows = 0;
  for (const run of numberRuns(ids, ROWS_PER_BREATH)) {
    await change(run);
    rows += run.last - run.first + 1;
    if (rows < ROWS_PER_BREATH) continue;
    rows = 0;
    await tx.breathe();
  }
}
