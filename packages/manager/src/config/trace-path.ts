import { hasDriveLetter, isUnc } from './path-text.js';
import type { ManagerConfig } from './snapshot.js';
import { variableLookup } from './variable-lookup.js';
import { collapseSettings, expandCommands } from './variables.js';

/** What is odd about a path, or about its way; `texts/storage-doctor.ts` words it. */
export type PathRemark =
  | { readonly kind: 'empty' | 'relative' | 'network' }
  | { readonly kind: 'of-other-platform'; readonly platform: string }
  | { readonly kind: 'no-variable'; readonly platform: string }
  | { readonly kind: 'no-value'; readonly variable: string; readonly platforms: readonly string[] }
  | { readonly kind: 'not-for-manager'; readonly variable: string; readonly platform: string };

/** A path on its way from a submitter to the Workers. */
export interface TracedPath {
  /** Where it is from, Go's name. */
  readonly platform: string;
  /** As a job would have it. */
  readonly stored: string;
  /** The two-way variable whose value begins it. */
  readonly variable: string | undefined;
  /** What Workers get, by their platform. */
  readonly seen: readonly { readonly platform: string; readonly path: string; readonly isGood: boolean }[];
  /** What the Manager calls it. */
  readonly atManager: string;
  readonly remarks: readonly PathRemark[];
}

const USUAL_PLATFORMS = ['linux', 'windows', 'darwin'];

/**
 * Follows a path as a submission and the scheduler would change it (contract 05 §13, §14). Pure.
 *
 * @param platform the submitter's, Go's name; the Manager's if undefined
 * @param more another platform of Workers to look at
 */
export function tracePath(
  config: ManagerConfig,
  path: string,
  platform = config.platform,
  more: string | undefined = undefined,
): TracedPath {
  const from = platform === 'manager' ? config.platform : platform;
  const stored = collapseSettings({ path }, {}, config, from).settings.path;
  const variable = variableThatBegins(stored, path, config, from);
  const seen = platformsOf(config, more).map((it) => {
    const expanded = expand(stored, config, it);
    return { platform: it, path: expanded, isGood: canBePathOf(expanded, it) };
  });
  const atManager = expand(stored, config, config.platform);
  const trace = { platform: from, stored, variable, seen, atManager };
  return { ...trace, remarks: remarksAbout(path, trace, config) };
}

function expand(stored: string, config: ManagerConfig, platform: string): string {
  const [command] = expandCommands([{ parameters: { stored } }], config, 'workers', platform);
  return String(command?.parameters?.stored ?? stored);
}

/** The one that a job's path was replaced with, or that somebody wrote. */
function variableThatBegins(stored: string, path: string, config: ManagerConfig, from: string): string | undefined {
  if (stored === path) return Array.from(config.variables.keys()).find((name) => stored.startsWith(`{${name}}`));
  return variableLookup(config, 'workers', from).visible.find(({ placeholder }) => stored.startsWith(placeholder))
    ?.name;
}

function platformsOf({ platform, variables }: ManagerConfig, more: string | undefined): readonly string[] {
  const named = [...variables.values()].flatMap(({ values }) => values.flatMap(({ platforms }) => platforms));
  const all = new Set([...USUAL_PLATFORMS, platform, ...named, ...(more === undefined ? [] : [more])]);
  all.delete('all');
  return [...all];
}

function canBePathOf(path: string, platform: string): boolean {
  if (path.startsWith('{')) return false;
  const isOfWindows = hasDriveLetter(path) || isUnc(path);
  return platform === 'windows' ? isOfWindows : path.startsWith('/');
}

function remarksAbout(path: string, trace: Omit<TracedPath, 'remarks'>, config: ManagerConfig): PathRemark[] {
  if (path.trim() === '') return [{ kind: 'empty' }];
  const { platform, stored, variable, seen, atManager } = trace;
  const remarks: PathRemark[] = [];
  const isPlaceholder = stored.startsWith('{');
  if (isUnc(path)) remarks.push({ kind: 'network' });
  else if (!isPlaceholder && !path.startsWith('/') && !hasDriveLetter(path)) remarks.push({ kind: 'relative' });
  else if (!isPlaceholder && !canBePathOf(path, platform)) remarks.push({ kind: 'of-other-platform', platform });
  const bad = seen.filter(({ isGood }) => !isGood).map((it) => it.platform);
  if (variable === undefined) {
    if (!isPlaceholder && bad.length > 0) remarks.push({ kind: 'no-variable', platform });
  } else if (bad.length > 0) remarks.push({ kind: 'no-value', variable, platforms: bad });
  if (variable !== undefined && !canBePathOf(atManager, config.platform)) {
    remarks.push({ kind: 'not-for-manager', variable, platform: config.platform });
  }
  return remarks;
}
