import { formatDuration } from '@flamenco/common';
import type { Node } from 'js-yaml';
import { FILE_VERSION } from './decode.js';
import type { ConfigDocument, DocumentValue, DocumentVariable, UnknownEntries } from './document.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS } from './keys.js';
import type { ConfigKey, KeyDescription, KeyKind, KindValues } from './keys.js';
import { compareNaturally } from './natural-order.js';
import { boolNode, flowListNode, intNode, listNode, mapNode, preservedNode, textNode, yamlText } from './yaml-text.js';

/** The document as YAML, without the comments on top (contract 05 §6). What means nothing to us is at the end. Pure. */
export function encodeDocument(document: ConfigDocument): string {
  const root = new Section();
  root.section('_meta').set('version', intNode(FILE_VERSION));
  for (const path of CONFIG_KEY_PATHS) {
    if (!isAddition(path) || document.given.has(path)) root.setAt(path.split('.'), valueNode(document, path));
  }
  root.set('variables', variablesNode(document.variables));
  for (const [section, entries] of document.unknown)
    root.at(section === '' ? [] : section.split('.')).preserve(entries);
  return yamlText(root.node());
}

function isAddition(path: ConfigKey): boolean {
  return CONFIG_KEYS[path].addition === true;
}

/** A mapping in the making. */
class Section {
  readonly #entries = new Map<string, Node | Section>();

  set(name: string, node: Node): void {
    this.#entries.set(name, node);
  }

  section(name: string): Section {
    const known = this.#entries.get(name);
    if (known instanceof Section) return known;
    const section = new Section();
    this.#entries.set(name, section);
    return section;
  }

  at(names: readonly string[]): Section {
    return names.reduce<Section>((section, name) => section.section(name), this);
  }

  setAt(names: readonly string[], node: Node): void {
    this.at(names.slice(0, -1)).set(names.at(-1) ?? '', node);
  }

  preserve(entries: UnknownEntries): void {
    for (const [name, { value }] of entries) this.set(name, preservedNode(value));
  }

  node(): Node {
    return mapNode(
      Array.from(this.#entries, ([name, entry]) => [name, entry instanceof Section ? entry.node() : entry] as const),
    );
  }
}

const ENCODERS: { readonly [K in KeyKind]: (value: KindValues[K]) => Node } = {
  string: textNode,
  path: textNode,
  bool: boolNode,
  int: intNode,
  duration: (ms) => textNode(formatDuration(ms)),
  strings: flowListNode,
};

function valueNode(document: ConfigDocument, path: ConfigKey): Node {
  const { kind }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  return encode(kind, document.values[path]);
}

function encode<K extends KeyKind>(kind: K, value: KindValues[KeyKind]): Node {
  // A key's value is of the key's kind: `ConfigValues` says so, but the compiler cannot follow it through a loop.
  return ENCODERS[kind](value as KindValues[K]);
}

function variablesNode(variables: ReadonlyMap<string, DocumentVariable>): Node {
  const sorted = [...variables].sort(([a], [b]) => compareNaturally(a, b));
  return mapNode(sorted.map(([name, variable]) => [name, variableNode(variable)] as const));
}

function variableNode({ isTwoWay, values, unknown }: DocumentVariable): Node {
  const section = new Section();
  if (isTwoWay) section.set('is_twoway', boolNode(true));
  section.set('values', listNode(values.map(variableValueNode)));
  section.preserve(unknown);
  return section.node();
}

function variableValueNode({ audience, platform, platforms, value, unknown }: DocumentValue): Node {
  const section = new Section();
  if (audience !== '') section.set('audience', textNode(audience));
  if (platform !== '') section.set('platform', textNode(platform));
  if (platforms.length > 0) section.set('platforms', flowListNode(platforms));
  section.set('value', textNode(value));
  section.preserve(unknown);
  return section.node();
}
