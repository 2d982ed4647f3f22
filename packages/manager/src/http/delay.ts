/** Mean, deviation and limit of the delay that `-delay` adds, in milliseconds (contract 01 §1.12). */
const MEAN_MS = 125;
const DEVIATION_MS = 250;
const LIMIT_MS = 1000;

/**
 * How long to hold an answer back, in milliseconds, so that developers notice what depends on a fast network. Normally
 * distributed; below zero means no delay. Pure.
 *
 * @param first,second independent random numbers, at least 0 and less than 1
 */
export function randomDelay(first: number, second: number): number {
  const standardNormal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  return Math.min(Math.max(MEAN_MS + DEVIATION_MS * standardNormal, 0), LIMIT_MS);
}
