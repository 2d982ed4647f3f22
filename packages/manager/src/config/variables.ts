import type { Schemas } from '@flamenco/api';
import { ensureDriveAbsolute, isSeparator, toPlatform } from './path-text.js';
import type { ManagerConfig } from './snapshot.js';
import { variableLookup } from './variable-lookup.js';
import type { VariableLookup, VisibleVariable } from './variable-lookup.js';

/** What replacement needs of a command. */
interface WithParameters {
  /** Null when the job type gave none. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
}

/**
 * Commands with the values of variables in their parameters, at any depth, and with the Manager's paths as this audience
 * knows them on this platform (contract 05 §14, D4.5). Placeholders without a value stay. What does not change is not copied.
 * Pure.
 *
 * @param audience `workers` or `users`; anybody else sees no variables
 * @param platform Go's name of the system
 */
export function expandCommands<C extends WithParameters>(
  commands: readonly C[],
  config: ManagerConfig,
  audience: string,
  platform: string,
): readonly C[] {
  const lookup = variableLookup(config, audience, platform);
  return mapped(commands, (command) => {
    const parameters = command.parameters && expandRecord(command.parameters, lookup, platform);
    return parameters === command.parameters ? command : { ...command, parameters };
  });
}

/** The variables that this audience has on this platform, as the API answers them (contract 05 §9.5). Pure. */
export function variablesFor(config: ManagerConfig, audience: string, platform: string): Schemas['ManagerVariables'] {
  const { visible } = variableLookup(config, audience, platform);
  return Object.fromEntries(visible.map(({ name, value, isTwoWay }) => [name, { value, is_twoway: isTwoWay }]));
}

/** Where jobs have their files, as this audience knows it on this platform (contract 05 §9.6). Pure. */
export function sharedStorageFor(config: ManagerConfig, audience: string, platform: string): string {
  return expandText(config.effectiveStoragePath, variableLookup(config, audience, platform), platform);
}

/** What a submitter has that may name paths of its platform. */
export interface Submitted<S, M> {
  readonly settings: S;
  readonly metadata: M;
}

/**
 * Settings and metadata of a submitted job with `{name}` for the two-way values that begin them (contract 05 §13, D4.5).
 * Only texts on the top level. Pure.
 *
 * @param submitterPlatform Go's name of the submitter's system; `manager` for the Manager's
 */
export function collapseSettings<
  S extends Readonly<Record<string, unknown>>,
  M extends Readonly<Record<string, string>>,
>(settings: S, metadata: M, config: ManagerConfig, submitterPlatform: string): Submitted<S, M> {
  const platform = submitterPlatform === 'manager' ? config.platform : submitterPlatform;
  const { collapsible } = variableLookup(config, 'workers', platform);
  return { settings: collapseRecord(settings, collapsible), metadata: collapseRecord(metadata, collapsible) };
}

/** Texts stay texts, and all else stays what it is, so that the record keeps its type. */
function collapseRecord<R extends Readonly<Record<string, unknown>>>(record: R, collapsible: Collapsible): R {
  if (collapsible.length === 0) return record;
  const collapsed = Object.entries(record).map(
    ([key, value]) => [key, typeof value === 'string' ? collapseText(value, collapsible) : value] as const,
  );
  return Object.fromEntries(collapsed) as R;
}

type Collapsible = VariableLookup['collapsible'];

function collapseText(text: string, collapsible: Collapsible): string {
  for (const { prefix, placeholder } of collapsible) {
    const rest = prefix.restOf(text);
    if (rest !== undefined) return placeholder + rest;
  }
  return text;
}

function expandValue(value: unknown, lookup: VariableLookup, platform: string): unknown {
  if (typeof value === 'string') return expandText(value, lookup, platform);
  if (Array.isArray(value)) return mapped(value as readonly unknown[], (item) => expandValue(item, lookup, platform));
  return isRecord(value) ? expandRecord(value, lookup, platform) : value;
}

function expandRecord(
  record: Readonly<Record<string, unknown>>,
  lookup: VariableLookup,
  platform: string,
): Readonly<Record<string, unknown>> {
  const values = Object.values(record);
  const expanded = mapped(values, (value) => expandValue(value, lookup, platform));
  if (expanded === values) return record;
  return Object.fromEntries(Object.keys(record).map((key, index) => [key, expanded[index]]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The list with every item changed; the very same list when none changes. */
function mapped<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

function expandText(text: string, lookup: VariableLookup, platform: string): string {
  const filled = text.includes('{') ? fillIn(text, lookup.visible) : { text, isPath: false, isTranslated: false };
  const translated = filled.isTranslated ? undefined : translate(filled.text, lookup.translations, platform);
  if (translated !== undefined) return toPlatform(translated, platform);
  return filled.isPath ? toPlatform(filled.text, platform) : filled.text;
}

interface FilledText {
  readonly text: string;
  /** A two-way value is in it. */
  readonly isPath: boolean;
  /** It begins with a two-way value of the platform, and must not be taken for a path of the Manager. */
  readonly isTranslated: boolean;
}

/** Every `{name}` with its value. */
function fillIn(text: string, visible: readonly VisibleVariable[]): FilledText {
  let filled = text;
  let isPath = false;
  let isTranslated = false;
  for (const { placeholder, value, isTwoWay } of visible) {
    if (!filled.includes(placeholder)) continue;
    isPath ||= isTwoWay;
    isTranslated ||= isTwoWay && filled.startsWith(placeholder);
    filled = isTwoWay ? joinEach(filled.split(placeholder), value) : filled.replaceAll(placeholder, () => value);
  }
  return { text: filled, isPath, isTranslated };
}

function joinEach([first = '', ...others]: readonly string[], value: string): string {
  return first + others.map((rest) => joinPath(value, rest)).join('');
}

/** The text with the platform's path in the place of the Manager's; undefined if it does not begin with any of those. */
function translate(text: string, translations: VariableLookup['translations'], platform: string): string | undefined {
  for (const { prefix, value } of translations) {
    const rest = prefix.restOf(text);
    if (rest === undefined) continue;
    const path = joinPath(value, rest);
    return platform === 'windows' ? ensureDriveAbsolute(path) : path;
  }
  return undefined;
}

/** One after the other; only the root has a separator at its end, and `/` and `/x` are `/x`. */
function joinPath(prefix: string, rest: string): string {
  return isSeparator(prefix.at(-1)) && isSeparator(rest[0]) ? prefix + rest.slice(1) : prefix + rest;
}
