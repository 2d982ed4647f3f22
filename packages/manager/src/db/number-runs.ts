import type { Tx } from './transaction.js';

/** Numbers of rows that follow each other, both ends included. */
export interface NumberRun {
  readonly first: number;
  readonly last: number;
}

/** Rows after which others get their turn. */
const ROWS_PER_BREATH = 1000;

/** Numbers as runs of up to so many. Pure. */
export function numberRuns(ids: readonly number[], longest = ROWS_PER_BREATH): NumberRun[] {
  const runs: { first: number; last: number }[] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.last === id - 1 && id - run.first < longest) run.last = id;
    else runs.push({ first: id, last: id });
  }
  return runs;
}

/**
 * Changes many rows run by run. Tasks of a job were mostly stored one after the other, and a statement for a run of them takes
 * much less than one for a list, which has to be built anew each time.
 */
export async function eachRun(tx: Tx, ids: readonly number[], change: (run: NumberRun) => Promise<unknown>) {
  let rows = 0;
  for (const run of numberRuns(ids)) {
    await change(run);
    rows += run.last - run.first + 1;
    if (rows < ROWS_PER_BREATH) continue;
    rows = 0;
    await tx.breathe();
  }
}
