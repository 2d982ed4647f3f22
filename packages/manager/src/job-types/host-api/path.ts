import { posix } from 'node:path';

/**
 * The `path` of job type scripts (contract 04 §4.9): understands both separators whatever the Manager runs on, and
 * answers with `/`. Its corner cases differ from Node's, and scripts in use depend on them.
 */

/** The part after the last separator, `.` for nothing, `/` for only separators. */
export function basename(path: string): string {
  const clean = slashes(path);
  if (clean === '') return '.';
  const bare = withoutTrailingSlashes(clean);
  return bare === '' ? '/' : bare.slice(bare.lastIndexOf('/') + 1);
}

/** Everything up to the last separator, not cleaned: one trailing `/` is dropped unless it is all there is. */
export function dirname(path: string): string {
  const clean = slashes(path);
  const directory = clean.slice(0, clean.lastIndexOf('/') + 1);
  if (directory === '') return '.';
  return directory.length > 1 ? directory.slice(0, -1) : directory;
}

/** Joins what is not empty and cleans it; only afterwards are backslashes turned, so they survive the cleaning. */
export function join(...parts: readonly string[]): string {
  const joined = parts.filter((part) => part !== '').join('/');
  if (joined === '') return '';
  const clean = posix.normalize(joined);
  return slashes(clean === '/' ? clean : withoutTrailingSlashes(clean));
}

/** The base name without its last extension. */
export function stem(path: string): string {
  const base = basename(path);
  const dot = base.lastIndexOf('.');
  return dot < 0 ? base : base.slice(0, dot);
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A loop, not `/\/+$/`: on a long run of slashes that does not end the text the pattern takes quadratic time. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}
