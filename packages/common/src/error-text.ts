import { types } from 'node:util';

/** How deep causes are followed; a ring of them has to end somewhere. */
const DEEPEST_CAUSE = 5;

/**
 * What went wrong, in one text: the message and those of its causes that it does not already contain, with a colon
 * between. Errors without a message, as Node has for refused connections, give those they are made of, or their code.
 */
export function errorText(error: unknown, depth = 0): string {
  if (!isError(error)) return typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error));
  const own = error.message || partsText(error, depth) || codeOf(error) || error.name;
  if (error.cause === undefined || depth >= DEEPEST_CAUSE) return own;
  const cause = errorText(error.cause, depth + 1);
  return own.includes(cause) ? own : `${own}: ${cause}`;
}

/** Also for errors of another realm, such as those that Node throws in a test, and for those that are no native ones. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value) || looksLikeError(value);
}

/** better-sqlite3 makes its errors by hand. */
function looksLikeError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('message' in value) || !('stack' in value)) return false;
  return typeof value.message === 'string' && typeof value.stack === 'string';
}

function partsText(error: Error, depth: number): string {
  if (!('errors' in error) || !Array.isArray(error.errors) || depth >= DEEPEST_CAUSE) return '';
  return [...new Set(error.errors.map((part: unknown) => errorText(part, depth + 1)))].join('; ');
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
