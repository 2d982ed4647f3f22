import { EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import { LineFinder } from './line-finder.js';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.js';

/** Why a text is not YAML, or not a YAML that we read. */
export interface YamlProblem {
  readonly line: number;
  readonly detail: string;
}

/** With aliases a short text can stand for a tree that fills the memory. */
const MOST_NODES = 100_000;

/**
 * The first document of a YAML text; undefined if there is none or it is empty (contract 05 §3.2). The last of repeated
 * keys counts. Pure. The library's own loader forgets lines and quotes, and both are needed here.
 */
export function parseYaml(text: string): { readonly root: YamlNode | undefined } | { readonly problem: YamlProblem } {
  try {
    return { root: new TreeBuilder(text).build(parseEvents(text, {})) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): YamlProblem {
  if (error instanceof YAMLException) return { line: (error.mark?.line ?? 0) + 1, detail: error.reason };
  return { line: 1, detail: error instanceof Error ? error.message : String(error) };
}

/** A merge key says that its value's keys belong here too; quoted it is an ordinary key. */
const MERGE = Symbol('merge');

interface Pair {
  readonly key: string | typeof MERGE;
  readonly line: number;
  readonly value: YamlNode;
}

class TreeBuilder {
  readonly #lines: LineFinder;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #sizes = new Map<YamlNode, number>();
  #events: readonly Event[] = [];
  #next = 0;
  #position = 0;

  constructor(private readonly text: string) {
    this.#lines = new LineFinder(text);
  }

  build(events: readonly Event[]): YamlNode | undefined {
    this.#events = events;
    const start = this.#take();
    return start?.type === EVENT_ID.DOCUMENT ? this.#node() : undefined;
  }

  #take(): Event | undefined {
    const event = this.#events[this.#next++];
    if (event) this.#position = positionOf(event) ?? this.#position;
    return event;
  }

  #node(): YamlNode | undefined {
    const event = this.#take();
    if (!event || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return undefined;
    if (event.type === EVENT_ID.ALIAS) return this.#anchored(this.text.slice(event.anchorStart, event.anchorEnd));
    const node = this.#content(event);
    // Only now: a node that contains itself has no size.
    if (event.anchorStart >= 0) this.#anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    return node;
  }

  #content(event: Exclude<Event, { type: 1 | 5 | 6 }>): YamlNode {
    const line = this.#lines.at(this.#position);
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event, line);
    if (event.type === EVENT_ID.MAPPING) return this.#map(line);
    const items = [...this.#children()];
    return this.#measured({ kind: 'list', line, items }, items);
  }

  #scalar(event: ScalarEvent, line: number): YamlScalar {
    const tag = event.tagStart < 0 ? '' : this.text.slice(event.tagStart, event.tagEnd);
    const isText = tag === '!' || tag.endsWith('!str') || tag.endsWith(':str>');
    const plain = !isText && (event.style === SCALAR_STYLE.PLAIN || tag !== '');
    return { kind: 'scalar', line, text: getScalarValue(this.text, event), plain };
  }

  #map(line: number): YamlMap {
    const pairs = this.#pairs();
    const entries = new Map<string, YamlEntry>();
    for (const { key, value, line: at } of pairs) {
      if (typeof key !== 'string') continue;
      entries.delete(key);
      entries.set(key, { line: at, value });
    }
    for (const { key, value, line: at } of pairs) if (key === MERGE) mergeInto(entries, value, at);
    return this.#measured(
      { kind: 'map', line, entries },
      [...entries.values()].map((entry) => entry.value),
    );
  }

  #pairs(): Pair[] {
    const pairs: Pair[] = [];
    for (;;) {
      const key = this.#node();
      if (!key) return pairs;
      if (key.kind !== 'scalar') throw failure(key.line, 'a key has to be plain text');
      const value = this.#node();
      if (!value) return pairs;
      pairs.push({ key: key.plain && key.text === '<<' ? MERGE : key.text, line: key.line, value });
    }
  }

  *#children(): Generator<YamlNode> {
    for (let child = this.#node(); child; child = this.#node()) yield child;
  }

  #anchored(name: string): YamlNode {
    const node = this.#anchors.get(name);
    if (!node) throw failure(this.#lines.at(this.#position), `unknown anchor "${name}"`);
    return node;
  }

  #measured<N extends YamlList | YamlMap>(node: N, children: readonly YamlNode[]): N {
    const size = children.reduce((sum, child) => sum + (this.#sizes.get(child) ?? 1), 1);
    if (size > MOST_NODES) throw failure(node.line, 'this has too many entries');
    this.#sizes.set(node, size);
    return node;
  }
}

/** What stands here itself wins over what is merged, and the first merged over the later ones. */
function mergeInto(entries: Map<string, YamlEntry>, source: YamlNode, line: number): void {
  const sources = source.kind === 'list' ? source.items : [source];
  for (const map of sources) {
    if (map.kind !== 'map') throw failure(line, 'only mappings can be merged with <<');
    for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry);
  }
}

function failure(line: number, reason: string): YAMLException {
  return new YAMLException(reason, { buffer: '', position: 0, line: line - 1, column: 0 });
}

function positionOf(event: Event): number | undefined {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart < 0 ? undefined : event.valueStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start < 0 ? undefined : event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    default:
      return undefined;
  }
}
