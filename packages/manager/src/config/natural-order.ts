/**
 * Order of names in which digits compare as numbers: `a9` before `a10`; upper case before lower case
 * (contract 05 §6). Pure; for `sort`.
 */
export function compareNaturally(a: string, b: string): number {
  const left = runs(a);
  const right = runs(b);
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareRuns(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  // `a01` and `a1` differ only now.
  return left.length - right.length || compareText(a, b);
}

/** Runs of digits and of other characters, in turn. */
function runs(text: string): readonly string[] {
  return text.match(/[0-9]+|[^0-9]+/g) ?? [];
}

function compareRuns(a: string, b: string): number {
  if (!/^[0-9]/.test(a) || !/^[0-9]/.test(b)) return compareText(a, b);
  const left = BigInt(a);
  const right = BigInt(b);
  return left < right ? -1 : Number(left > right);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
