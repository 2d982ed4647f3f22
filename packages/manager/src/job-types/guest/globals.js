import { author } from './author.js';
import { atob, btoa, TextDecoder, TextEncoder } from './encoding.js';
import { console, functions, path, process } from './functions.js';
import { GoError } from './host.js';
import { Object } from './primordials.js';
import { requireFrom } from './require.js';
import { structuredClone } from './structured-clone.js';

/** All names that scripts find (contract 04 §3, D3.2): ordinary properties that a script may replace or shadow. */
export function installGlobals() {
  const additions = { console, btoa, atob, TextEncoder, TextDecoder, structuredClone };
  const globals = { ...functions, ...additions, GoError, author, path, process, require: requireFrom('') };
  for (const name of Object.keys(globals)) {
    const value = globals[name];
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
