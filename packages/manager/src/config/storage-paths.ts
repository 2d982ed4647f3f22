import path from 'node:path';
import type { ConfigHost } from './host.js';
import { isUnc, trimTrailingSeparators } from './path-text.js';

type PathRules = Pick<ConfigHost, 'platform' | 'workingDirectory'>;

/** Absolute and clean, by the rules of the Manager's own system; empty stays empty (contract 05 §7). Pure. */
export function absolutePath(text: string, { platform, workingDirectory }: PathRules): string {
  if (text === '') return '';
  const resolved = native(platform).resolve(workingDirectory, text);
  return isUnc(resolved) ? trimTrailingSeparators(resolved) : resolved;
}

/** Where jobs have their files: the shared storage, or its `jobs` with Shaman; always absolute (contract 05 §12.4). Pure. */
export function effectiveStoragePath(sharedStorage: string, withShaman: boolean, host: PathRules): string {
  const base = sharedStorage === '' ? host.workingDirectory : absolutePath(sharedStorage, host);
  return withShaman ? native(host.platform).join(base, 'jobs') : base;
}

/**
 * Where the Manager keeps its own files: relative to the working directory, unless it exists only next to the program,
 * where the original keeps it (D4.7).
 */
export function localStoragePath(
  text: string,
  host: ConfigHost,
): { readonly path: string; readonly besideProgram: boolean } {
  const rules = native(host.platform);
  const here = rules.resolve(host.workingDirectory, text);
  const beside = rules.resolve(rules.dirname(host.programFile), text);
  const besideProgram = beside !== here && !host.exists(here) && host.exists(beside);
  return { path: besideProgram ? beside : here, besideProgram };
}

function native(platform: string): path.PlatformPath {
  return platform === 'windows' ? path.win32 : path.posix;
}
