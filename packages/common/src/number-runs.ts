/** Whole numbers that follow each other, both ends included. */
export interface NumberRun {
  readonly first: number;
  readonly last: number;
}

/** Numbers, none of them twice, as runs of up to so many. Pure. */
export function numberRuns(numbers: readonly number[], longest = Infinity): NumberRun[] {
  const runs: { first: number; last: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.last === number - 1 && number - run.first < longest) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs;
}
