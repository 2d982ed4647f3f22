import { hasDriveLetter, isSeparator, isUnc, toSlash, trimTrailingSeparators } from './path-text.js';
import type { ManagerConfig, VariableDefinition } from './snapshot.js';

/** A variable as one audience sees it on one platform. */
export interface VisibleVariable {
  readonly name: string;
  /** `{name}` */
  readonly placeholder: string;
  readonly isTwoWay: boolean;
  /** Two-way values are without separators at the end (contract 05 §12.2). */
  readonly value: string;
}

/** A path of the Manager that other platforms know under another one. */
export interface Translation {
  readonly prefix: PathPrefix;
  readonly value: string;
}

/** Everything about the variables for one audience and platform, ready to be used for every task (D4.5). */
export interface VariableLookup {
  /** By name, in a fixed order: one-way before two-way, by name within each (contract 05 §12.3). */
  readonly visible: readonly VisibleVariable[];
  /** Two-way values to look for in submitted jobs, longest first. */
  readonly collapsible: readonly { readonly prefix: PathPrefix; readonly placeholder: string }[];
  /** From the Manager's paths to this platform's, longest first. */
  readonly translations: readonly Translation[];
}

const lookups = new WeakMap<ManagerConfig, Map<string, VariableLookup>>();

/**
 * The lookup for an audience and a platform; made once per configuration, because every task that is handed out needs
 * it. Platforms that no value names share one, so that made-up names of clients do not fill the memory.
 */
export function variableLookup(config: ManagerConfig, audience: string, platform: string): VariableLookup {
  const known = lookups.get(config) ?? new Map<string, VariableLookup>();
  lookups.set(config, known);
  const key = `${knownAudience(audience)}\n${isNamed(config, platform) ? platform : ''}`;
  const lookup = known.get(key) ?? makeLookup(config, audience, platform);
  known.set(key, lookup);
  return lookup;
}

function knownAudience(audience: string): string {
  return audience === 'workers' || audience === 'users' ? audience : '';
}

function isNamed({ variables }: ManagerConfig, platform: string): boolean {
  for (const { values } of variables.values()) if (values.some((it) => it.platforms.includes(platform))) return true;
  return false;
}

function makeLookup(config: ManagerConfig, audience: string, platform: string): VariableLookup {
  const visible = visibleVariables(config, audience, platform);
  const ofManager = new Map(visibleVariables(config, audience, config.platform).map((it) => [it.name, it]));
  const twoWay = visible.filter((it) => it.isTwoWay);
  return {
    visible,
    collapsible: twoWay
      .filter(({ value }) => value !== '')
      .map(({ value, placeholder }) => ({ prefix: new PathPrefix(value, false), placeholder }))
      .sort((a, b) => byLength(a.prefix, b.prefix)),
    translations: twoWay
      .flatMap(({ name, value }) => {
        const from = ofManager.get(name)?.value ?? '';
        const caseSensitive = !isCaseInsensitive(from, config.platform);
        return from === '' || value === '' ? [] : [{ prefix: new PathPrefix(from, caseSensitive), value }];
      })
      .sort((a, b) => byLength(a.prefix, b.prefix)),
  };
}

/** Stable, so that equally long ones stay in the order of their names. */
function byLength(a: PathPrefix, b: PathPrefix): number {
  return b.length - a.length;
}

/** Windows and macOS do not tell paths apart by case, Linux does. */
function isCaseInsensitive(path: string, platform: string): boolean {
  return platform === 'windows' || platform === 'darwin' || hasDriveLetter(path) || isUnc(path);
}

/** The variables that have a value for this audience and platform, the implicit `jobs` among them (contract 05 §12). */
function visibleVariables(config: ManagerConfig, audience: string, platform: string): VisibleVariable[] {
  if (knownAudience(audience) === '') return [];
  const own = Array.from(config.variables, ([name, definition]) =>
    visibleVariable(name, definition, audience, platform),
  );
  const all = [...own, visible('jobs', false, config.effectiveStoragePath)];
  return all
    .filter((it) => it !== undefined)
    .sort((a, b) => Number(a.isTwoWay) - Number(b.isTwoWay) || (a.name < b.name ? -1 : Number(a.name > b.name)));
}

function visibleVariable(
  name: string,
  { isTwoWay, values }: VariableDefinition,
  audience: string,
  platform: string,
): VisibleVariable | undefined {
  let best: { readonly rank: number; readonly value: string } | undefined;
  for (const { audience: whose, platforms, value } of values) {
    if (whose !== audience && whose !== 'all') continue;
    if (!platforms.includes(platform) && !platforms.includes('all')) continue;
    // Specific beats `all`, the platform more than the audience; of equals the last one counts (D4.5, contract 05 §12.2).
    const rank = (platforms.includes(platform) && platform !== 'all' ? 2 : 0) + (whose === audience ? 1 : 0);
    if (!best || rank >= best.rank) best = { rank, value };
  }
  return best && visible(name, isTwoWay, best.value);
}

function visible(name: string, isTwoWay: boolean, value: string): VisibleVariable {
  return { name, placeholder: `{${name}}`, isTwoWay, value: isTwoWay ? trimTrailingSeparators(value) : value };
}

/** A path that begins other paths, at the boundary of a path component (D4.5). */
export class PathPrefix {
  readonly length: number;
  readonly #folded: string;
  readonly #endsWithSeparator: boolean;

  constructor(
    path: string,
    private readonly caseSensitive: boolean,
  ) {
    this.length = path.length;
    this.#folded = this.#fold(path);
    this.#endsWithSeparator = isSeparator(path.at(-1));
  }

  /** What comes after the prefix, from its separator on; undefined if the text does not begin with the prefix. */
  restOf(text: string): string | undefined {
    if (text.length < this.length || this.#fold(text.slice(0, this.length)) !== this.#folded) return undefined;
    if (this.#endsWithSeparator) return text.slice(this.length - 1);
    return text.length === this.length || isSeparator(text[this.length]) ? text.slice(this.length) : undefined;
  }

  #fold(text: string): string {
    const slashes = toSlash(text);
    return this.caseSensitive ? slashes : slashes.toLowerCase();
  }
}
