import type { ConfigDocument } from './document.js';
import { encodeDocument } from './encode.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS } from './keys.js';
import type { ConfigKey, ConfigValues, KeyDescription, KeyKind } from './keys.js';

/** Whether two documents make the same file. Pure. */
export function isSameDocument(a: ConfigDocument, b: ConfigDocument): boolean {
  return encodeDocument(a) === encodeDocument(b);
}

/** The keys that differ; `variables` for any of them. Pure. */
export function changedKeys(before: ConfigDocument, after: ConfigDocument): readonly (ConfigKey | 'variables')[] {
  const keys: (ConfigKey | 'variables')[] = CONFIG_KEY_PATHS.filter((path) => isChanged(path, before, after));
  const variablesOf = (document: ConfigDocument) => encodeDocument({ ...after, variables: document.variables });
  return variablesOf(before) === variablesOf(after) ? keys : [...keys, 'variables'];
}

/** The keys whose new values wait for a restart. Pure. */
export function keysForRestart(running: ConfigDocument, wanted: ConfigDocument): readonly ConfigKey[] {
  return CONFIG_KEY_PATHS.filter((path) => needsRestart(path) && isChanged(path, running, wanted));
}

/**
 * What is in effect when `wanted` is what is configured and the Manager was started with `running`: keys that need a
 * restart keep their values, so that no part of the Manager sees another one than its neighbours (D4.1). Pure.
 */
export function holdUntilRestart(running: ConfigDocument, wanted: ConfigDocument): ConfigDocument {
  const values: MutableValues = { ...wanted.values };
  for (const path of keysForRestart(running, wanted)) hold(values, path, running);
  return { ...wanted, values };
}

type MutableValues = { -readonly [P in ConfigKey]: ConfigValues[P] };

function hold<P extends ConfigKey>(values: MutableValues, path: P, running: ConfigDocument): void {
  values[path] = running.values[path];
}

function needsRestart(path: ConfigKey): boolean {
  const { applies }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  return applies === 'restart';
}

function isChanged(path: ConfigKey, before: ConfigDocument, after: ConfigDocument): boolean {
  return JSON.stringify(before.values[path]) !== JSON.stringify(after.values[path]);
}
