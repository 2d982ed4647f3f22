import type { DocumentValue, DocumentVariable, UnknownEntries } from './document.js';
import type { FileProblem, UnknownKey } from './file-problems.js';
import { booleanOf, describeNode, textOf, textsOf } from './scalar-values.js';
import type { Decoded } from './scalar-values.js';
import { isNull } from './yaml-node.js';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.js';

/** Where the decoders put what they find. */
export interface Findings {
  readonly problems: FileProblem[];
  readonly unknownKeys: UnknownKey[];
}

const VARIABLE_PARTS = ['is_twoway', 'values'];
const VALUE_PARTS = ['audience', 'platform', 'platforms', 'value'];
const NO_ENTRIES: UnknownEntries = new Map();

/**
 * The `variables` of a file over the default ones, merged by name: a file that defines one replaces it entirely, null
 * means none at all (contract 05 §3.2).
 */
export function decodeVariables(
  entry: YamlEntry,
  defaults: ReadonlyMap<string, DocumentVariable>,
  found: Findings,
): ReadonlyMap<string, DocumentVariable> {
  if (isNull(entry.value)) return new Map();
  const map = mapping(entry, 'variables', found);
  const variables = new Map(defaults);
  for (const [name, variable] of map?.entries ?? []) {
    if (VARIABLE_PARTS.includes(name) && variable.value.kind !== 'map') {
      found.problems.push({ kind: 'variable-part-misplaced', line: variable.line, part: name });
    } else variables.set(name, decodeVariable(variable, `variables.${name}`, found));
  }
  return variables;
}

/** Whether a mapping has what only variables have. */
export function looksLikeVariable(node: YamlNode): boolean {
  return node.kind === 'map' && VARIABLE_PARTS.some((part) => node.entries.has(part));
}

function decodeVariable(entry: YamlEntry, path: string, found: Findings): DocumentVariable {
  const map = isNull(entry.value) ? undefined : mapping(entry, path, found);
  return {
    isTwoWay: part(map, path, 'is_twoway', booleanOf, found) ?? false,
    values: decodeValues(map?.entries.get('values'), `${path}.values`, found),
    unknown: unknownEntries(map, path, VARIABLE_PARTS, found),
  };
}

function decodeValues(entry: YamlEntry | undefined, path: string, found: Findings): DocumentValue[] {
  if (!entry || isNull(entry.value)) return [];
  if (entry.value.kind === 'list') {
    return entry.value.items.map((item, index) => decodeValue(item, `${path}[${index}]`, found));
  }
  const problem = { kind: 'no-list', found: describeNode(entry.value) } as const;
  found.problems.push({ kind: 'value', line: entry.line, key: path, problem });
  return [];
}

function decodeValue(node: YamlNode, path: string, found: Findings): DocumentValue {
  const map = isNull(node) ? undefined : mapping({ line: node.line, value: node }, path, found);
  return {
    audience: part(map, path, 'audience', textOf, found) ?? '',
    platform: part(map, path, 'platform', textOf, found) ?? '',
    platforms: part(map, path, 'platforms', textsOf, found) ?? [],
    value: part(map, path, 'value', textOf, found) ?? '',
    unknown: unknownEntries(map, path, VALUE_PARTS, found),
  };
}

function part<T>(
  map: YamlMap | undefined,
  path: string,
  name: string,
  decode: (node: YamlNode) => Decoded<T>,
  found: Findings,
): T | undefined {
  const entry = map?.entries.get(name);
  if (!entry) return undefined;
  const decoded = decode(entry.value);
  if ('value' in decoded) return decoded.value;
  found.problems.push({ kind: 'value', line: entry.line, key: `${path}.${name}`, problem: decoded.problem });
  return undefined;
}

/** The mapping that has to be here; something else is a problem. */
export function mapping(entry: YamlEntry, path: string, found: Findings): YamlMap | undefined {
  if (entry.value.kind === 'map') return entry.value;
  const problem = { kind: 'no-mapping', found: describeNode(entry.value) } as const;
  found.problems.push({ kind: 'value', line: entry.line, key: path, problem });
  return undefined;
}

/** What a mapping has besides the known keys. */
export function unknownEntries(
  map: YamlMap | undefined,
  path: string,
  known: readonly string[],
  found: Findings,
): UnknownEntries {
  if (!map) return NO_ENTRIES;
  const unknown = [...map.entries].filter(([name]) => !known.includes(name));
  for (const [name, { line }] of unknown)
    found.unknownKeys.push({ path: path === '' ? name : `${path}.${name}`, line });
  return unknown.length === 0 ? NO_ENTRIES : new Map(unknown);
}
