import { readFileSync, statSync } from 'node:fs';
import { join as joinNative } from 'node:path';
import { posix } from 'node:path';
import { requireTexts as texts } from '../../texts/job-types.js';

/** A file found by `require`. `path` is relative to its script folder, with `/`. */
export interface FoundModule {
  readonly path: string;
  readonly kind: 'script' | 'json';
  readonly source: string;
}

/** Something else than a module file of a script folder was asked for. */
export class ModuleError extends Error {
  override readonly name = 'ModuleError';
}

/** Larger files are no helpers of a job type. */
const MAX_MODULE_BYTES = 16 * 1024 * 1024;
/** No path of a helper is longer. */
const MAX_ID_CHARACTERS = 1000;
/** A script that looks for more files means to keep the Manager busy: it remembers each, and looks whether it changed. */
export const MAX_LOOKED = 10_000;
const ENTRY_FILES = ['index.js', 'index.json'];

/**
 * Finds what `require(id)` means to a script file in the folder `from` (relative to its script folder, `''` at the
 * top): relative ids from there, bare ones in `node_modules` there and above (contract 04 §4.9). `folders` come with
 * the strongest first. Every file looked at, there or not, is told to `looked`, for whoever caches the outcome.
 *
 * @throws ModuleError for a path outside the folder and for a module that is not there.
 */
export function findModule(id: string, from: string, folders: readonly string[], looked: Set<string>): FoundModule {
  for (const base of bases(id, from)) {
    const found = findAt(base, folders, looked);
    if (found !== undefined) return found;
  }
  throw new ModuleError(texts.unknown(id));
}

/** The paths, relative to a script folder, at which a module of this id may begin. */
function bases(id: string, from: string): string[] {
  if (id === '' || id.length > MAX_ID_CHARACTERS || id.includes('\0') || id.includes('\\'))
    throw new ModuleError(texts.unknown(id));
  if (posix.isAbsolute(id) || /^[A-Za-z]:/.test(id)) throw new ModuleError(texts.outside(id));
  if (!/^\.{1,2}(\/|$)/.test(id)) return searchFolders(from).map((folder) => inside(posix.join(folder, id), id));
  return [inside(posix.join(from, id), id)];
}

function searchFolders(from: string): string[] {
  const steps = from === '' ? [] : from.split('/');
  return Array.from({ length: steps.length + 1 }, (_, up) =>
    posix.join(...steps.slice(0, steps.length - up), 'node_modules'),
  );
}

/** Neither `..` nor anything else leads out of a script folder; links that its owner made there are followed. */
function inside(path: string, id: string): string {
  if (path === '..' || path.startsWith('../')) throw new ModuleError(texts.outside(id));
  return path;
}

function findAt(base: string, folders: readonly string[], looked: Set<string>): FoundModule | undefined {
  for (const candidate of [base, `${base}.js`, `${base}.json`]) {
    const found = readFrom(folders, candidate, looked);
    if (found !== undefined) return found;
  }
  return findPackage(base, folders, looked);
}

/** A folder is the file that its `package.json` names as `main`, else its `index`. */
function findPackage(base: string, folders: readonly string[], looked: Set<string>): FoundModule | undefined {
  const description = readFrom(folders, posix.join(base, 'package.json'), looked);
  const main = description === undefined ? undefined : mainOf(description.source);
  const entries = main === undefined ? ENTRY_FILES : [main, `${main}.js`, posix.join(main, 'index.js'), ...ENTRY_FILES];
  for (const entry of entries) {
    const found = readFrom(folders, inside(posix.join(base, entry), entry), looked);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mainOf(description: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(description);
    const main = typeof parsed === 'object' && parsed !== null && 'main' in parsed ? parsed.main : undefined;
    return typeof main === 'string' && main !== '' ? main : undefined;
  } catch {
    return undefined; // as if there were none: `index.js` may still be there
  }
}

function readFrom(folders: readonly string[], path: string, looked: Set<string>): FoundModule | undefined {
  for (const folder of folders) {
    const file = joinNative(folder, path);
    looked.add(file);
    if (looked.size > MAX_LOOKED) throw new ModuleError(texts.tooMany(MAX_LOOKED));
    const size = fileSize(file);
    if (size === undefined) continue;
    if (size > MAX_MODULE_BYTES) throw new ModuleError(texts.tooLarge(path, MAX_MODULE_BYTES));
    return { path, kind: path.endsWith('.json') ? 'json' : 'script', source: readFileSync(file, 'utf8') };
  }
  return undefined;
}

function fileSize(file: string): number | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true ? found.size : undefined;
}
