import { CONFIG_KEY_PATHS, defaultValue } from './keys.js';
import type { ConfigKey, ConfigValues } from './keys.js';
import type { YamlEntry } from './yaml-node.js';

/** What stands in a mapping of the file and means nothing to us; it stays when the file is written (D4.2). */
export type UnknownEntries = ReadonlyMap<string, YamlEntry>;

/** One value of a variable, as written in the file. */
export interface DocumentValue {
  /** Empty when not given, as everything here. */
  readonly audience: string;
  readonly platform: string;
  readonly platforms: readonly string[];
  readonly value: string;
  readonly unknown: UnknownEntries;
}

/** A variable, as written in the file. */
export interface DocumentVariable {
  readonly isTwoWay: boolean;
  readonly values: readonly DocumentValue[];
  readonly unknown: UnknownEntries;
}

/**
 * What a configuration file says, over the defaults: complete, checked value by value, but not yet processed
 * (contract 05 §3.1). This is what gets written; environment and flags never enter it.
 */
export interface ConfigDocument {
  readonly values: ConfigValues;
  /** The keys that the file has. */
  readonly given: ReadonlySet<ConfigKey>;
  readonly variables: ReadonlyMap<string, DocumentVariable>;
  /** By the path of the mapping in which they stand, empty for the top level. */
  readonly unknown: ReadonlyMap<string, UnknownEntries>;
}

/** What a Manager without a file runs with (contract 05 §10). */
export function defaultDocument(platform: string): ConfigDocument {
  return {
    values: defaultValues(platform),
    given: new Set(),
    variables: new Map([
      [
        'blender',
        variable([
          ['linux', 'blender'],
          ['windows', 'blender.exe'],
          ['darwin', 'blender'],
        ]),
      ],
      ['blenderArgs', variable([['all', '-b -y']])],
    ]),
    unknown: new Map(),
  };
}

function defaultValues(platform: string): ConfigValues {
  const entries = CONFIG_KEY_PATHS.map((path) => [path, defaultValue(path, platform)] as const);
  return Object.fromEntries(entries) as ConfigValues;
}

function variable(values: readonly (readonly [platform: string, value: string])[]): DocumentVariable {
  return {
    isTwoWay: false,
    values: values.map(([platform, value]) => ({ audience: '', platform, platforms: [], value, unknown: new Map() })),
    unknown: new Map(),
  };
}
