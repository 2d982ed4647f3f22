import { readFileSync } from 'node:fs';
import { GUEST_PREFIX } from './stack-position.js';

/**
 * The code that runs inside the sandbox before a script does is plain JavaScript for another engine, read as text. The
 * path leads from `src/job-types` as well as from `dist/job-types` to the one copy there is.
 */
const FOLDER = new URL('../../src/job-types/guest/', import.meta.url);

const sources = new Map<string, string>();

export const GUEST_MAIN = `${GUEST_PREFIX}main.js`;

/** The source of a guest module, from its name in the sandbox (`flamenco:json.js`). */
export function guestModule(name: string): string {
  const known = sources.get(name);
  if (known !== undefined) return known;
  const source = readFileSync(new URL(name.slice(GUEST_PREFIX.length), FOLDER), 'utf8');
  sources.set(name, source);
  return source;
}

/** `./json.js`, imported by a guest module, in the names of the sandbox. */
export function guestModuleName(requested: string): string {
  return requested.startsWith('./') ? `${GUEST_PREFIX}${requested.slice(2)}` : requested;
}
