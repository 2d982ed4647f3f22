import { formatDuration } from '@flamenco/common';
import { FILE_VERSION } from './decode.js';
import type { ConfigDocument, DocumentVariable } from './document.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS } from './keys.js';
import type { ConfigKey, ConfigValues, KeyDescription, KeyKind } from './keys.js';
import { compareNaturally } from './natural-order.js';
import { platformsOf } from './process-variables.js';

type JsonObject = Record<string, unknown>;

/**
 * The document as the API gives it: the keys of the file, durations as text, secrets masked (contract 05 §9.2).
 *
 * The original's settings page fails on keys that it does not know and loses lists of platforms. So it gets neither:
 * a value with several platforms becomes one value for each. Pure.
 *
 * @param withAdditions also the keys that the original does not have, and lists of platforms as they are
 */
export function documentToJson(document: ConfigDocument, withAdditions: boolean): JsonObject {
  const root: JsonObject = { _meta: { version: FILE_VERSION } };
  for (const path of CONFIG_KEY_PATHS) {
    const { addition }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
    if (withAdditions || addition !== true) setAt(root, path.split('.'), jsonValue(document, path));
  }
  const sorted = [...document.variables].sort(([a], [b]) => compareNaturally(a, b));
  root.variables = Object.fromEntries(sorted.map(([name, variable]) => [name, variableJson(variable, withAdditions)]));
  return root;
}

function setAt(root: JsonObject, names: readonly string[], value: unknown): void {
  const [name = '', ...deeper] = names;
  if (deeper.length === 0) root[name] = value;
  else {
    const section = (root[name] ?? {}) as JsonObject;
    root[name] = section;
    setAt(section, deeper, value);
  }
}

function jsonValue({ values }: ConfigDocument, path: ConfigKey): unknown {
  const { kind }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  const value = shownValue(values, path);
  return kind === 'duration' ? formatDuration(value as number) : value;
}

/** The value as users see it: without what is secret of it. */
export function shownValue(values: ConfigValues, path: ConfigKey): unknown {
  const { shownAs }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  return shownAs ? shownAs(values[path] as never) : values[path];
}

function variableJson(variable: DocumentVariable, withLists: boolean): JsonObject {
  const values = withLists ? variable.values.map(valueWithList) : singleValues(variable);
  return { ...(variable.isTwoWay && { is_twoway: true }), values };
}

/** One platform each; a value without any is kept, so that it can be corrected. */
export function singleValues({ values }: DocumentVariable): readonly JsonObject[] {
  return values.flatMap((it) => {
    const audience = it.audience || 'all';
    const platforms = platformsOf(it);
    if (platforms.length === 0) return [{ audience, value: it.value }];
    return platforms.map((platform) => ({ audience, platform, value: it.value }));
  });
}

function valueWithList({ audience, platform, platforms, value }: DocumentVariable['values'][number]): JsonObject {
  return {
    ...(audience !== '' && { audience }),
    ...(platform !== '' && { platform }),
    ...(platforms.length > 0 && { platforms }),
    value,
  };
}
