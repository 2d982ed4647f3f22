/** Every sentence that `npm test` says. */

/**
 * @param {string} word
 * @param {readonly string[]} names
 */
export function unknownPart(word, names) {
  return `There is no part "${word}". Without a name all of them run; the names are: ${names.join(', ')}.`;
}

/** @param {string} name */
export function partBegins(name) {
  return `\n=== ${name} ===`;
}

/**
 * @param {string} name
 * @param {import('./sum.mjs').Sum} sum
 * @param {number} milliseconds
 */
export function partEnded(name, sum, milliseconds) {
  const seconds = (milliseconds / 1000).toFixed(1);
  const tests = sum.passed + sum.failed + sum.skipped > 1 || sum.passed > 0 ? ` (${total(sum)})` : '';
  return `${sum.failed > 0 ? 'FAILED' : 'ok'} ${name}${tests}, ${seconds} s`;
}

/**
 * The last line; programs read it.
 * @param {import('./sum.mjs').Sum} sum
 */
export function total({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {number} count */
export function skippedInCi(count) {
  return `${count} skipped: with CI=true that is an error, as nobody would notice.`;
}
