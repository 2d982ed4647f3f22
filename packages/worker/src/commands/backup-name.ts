/**
 * The name under which a directory is moved aside: its own, and when it was last changed, in local time, to the
 * nearest second (contract 07 §14.7). Pure.
 */
export function backupName(name: string, modified: Date): string {
  const time = new Date(Math.round(modified.getTime() / 1000) * 1000);
  const day = [String(time.getFullYear()).padStart(4, '0'), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${name}-${day}_${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}

/** The next free name when `name` is taken too: a number above all that follow it among `siblings`. Pure. */
export function numberedBackupName(name: string, siblings: readonly string[]): string {
  const numbers = siblings.filter((sibling) => sibling.startsWith(`${name}-`)).map(trailingNumber);
  const highest = numbers.reduce((a, b) => (a > b ? a : b), 0n);
  return `${name}-${String(highest + 1n).padStart(3, '0')}`;
}

function trailingNumber(name: string): bigint {
  return BigInt(/-(\d+)$/.exec(name)?.[1] ?? '0');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
