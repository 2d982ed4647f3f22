import { decodeVariables } from './decode-variables.js';
import type { Findings } from './decode-variables.js';
import { FILE_VERSION } from './decode.js';
import type { ConfigDocument, DocumentVariable } from './document.js';
import { shownValue, singleValues } from './encode-json.js';
import type { FileProblem } from './file-problems.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS } from './keys.js';
import type { ConfigKey, ConfigValues, KeyDescription, KeyKind } from './keys.js';
import { decodeNode, describeNode } from './scalar-values.js';
import type { ValueProblem } from './value-checks.js';
import type { YamlEntry, YamlNode } from './yaml-node.js';

export type DecodedJson =
  | { readonly kind: 'decoded'; readonly document: ConfigDocument }
  | { readonly kind: 'refused'; readonly problems: readonly FileProblem[] };

/**
 * The present document with what a client sends instead (contract 05 §9.3). Keys that the client leaves out stay, so
 * that a client which knows fewer of them takes nothing away (D4.2); variables are replaced as a whole. Unknown keys are
 * no keys. Pure.
 */
export function decodeJson(json: Readonly<Record<string, unknown>>, present: ConfigDocument): DecodedJson {
  const problems: FileProblem[] = [];
  checkVersion(json._meta, problems);
  const values: MutableValues = { ...present.values };
  const given = new Set(present.given);
  for (const path of CONFIG_KEY_PATHS) {
    const found = valueAt(json, path, problems);
    if (found === undefined || isSecretAsShown(present, path, found.value)) continue;
    const problem = take(values, path, found.value);
    if (problem) problems.push({ kind: 'value', line: 0, key: path, problem });
    else given.add(path);
  }
  const variables = 'variables' in json ? newVariables(json.variables, present, problems) : present.variables;
  return problems.length > 0
    ? { kind: 'refused', problems: withoutRepetitions(problems) }
    : { kind: 'decoded', document: { ...present, values, given, variables } };
}

type MutableValues = { -readonly [P in ConfigKey]: ConfigValues[P] };

function checkVersion(meta: unknown, problems: FileProblem[]): void {
  if (meta === undefined) return;
  const version: unknown = isObject(meta) ? meta.version : undefined;
  if (version === FILE_VERSION) return;
  problems.push({ kind: 'version', line: 0, found: typeof version === 'number' ? version : 0 });
}

/** The value of a key, wrapped; undefined if it, or a section around it, is left out or null. */
function valueAt(
  json: Readonly<Record<string, unknown>>,
  path: string,
  problems: FileProblem[],
): { readonly value: unknown } | undefined {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let section = json;
  for (const [depth, name] of names.entries()) {
    const next = Object.hasOwn(section, name) ? section[name] : undefined;
    if (next === undefined || next === null) return undefined;
    if (!isObject(next)) {
      const problem = { kind: 'no-mapping', found: describeNode(toNode(next)) } as const;
      problems.push({ kind: 'value', line: 0, key: names.slice(0, depth + 1).join('.'), problem });
      return undefined;
    }
    section = next;
  }
  return Object.hasOwn(section, last) ? { value: section[last] } : undefined;
}

/** A secret that comes back as it was shown stays what it is. */
function isSecretAsShown({ values }: ConfigDocument, path: ConfigKey, value: unknown): boolean {
  const shown = shownValue(values, path);
  return shown !== values[path] && value === shown;
}

/** A section that is no object is found once for every key in it. */
function withoutRepetitions(problems: readonly FileProblem[]): FileProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function take<P extends ConfigKey>(values: MutableValues, path: P, json: unknown): ValueProblem | undefined {
  const { kind }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  if (kind !== 'bool' && kind !== 'int' && (typeof json === 'number' || typeof json === 'boolean')) {
    return { kind: 'no-text', found: String(json) };
  }
  if (kind === 'duration' && json === null) return { kind: 'no-text', found: 'nothing' };
  const decoded = decodeNode(path, toNode(json));
  if ('problem' in decoded) return decoded.problem;
  values[path] = decoded.value;
  return undefined;
}

function newVariables(
  json: unknown,
  present: ConfigDocument,
  problems: FileProblem[],
): ReadonlyMap<string, DocumentVariable> {
  const found: Findings = { problems, unknownKeys: [] };
  const sent = decodeVariables({ line: 0, value: toNode(json) }, new Map(), found);
  return new Map(Array.from(sent, ([name, variable]) => [name, merged(present.variables.get(name), variable)]));
}

/** What the client got and sent back stays as it is in the file: with its lists of platforms and unknown keys. */
function merged(present: DocumentVariable | undefined, sent: DocumentVariable): DocumentVariable {
  if (!present) return sent;
  if (present.isTwoWay === sent.isTwoWay && isSame(singleValues(present), singleValues(sent))) return present;
  const values = sent.values.map((value) => {
    const former = present.values.find((it) => it.value === value.value && isSame(placeOf(it), placeOf(value)));
    return former ? { ...value, unknown: former.unknown } : value;
  });
  return { ...sent, values, unknown: present.unknown };
}

function placeOf({ audience, platform, platforms }: DocumentVariable['values'][number]): readonly unknown[] {
  return [audience || 'all', platform, platforms];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Deeper than anything in a configuration; a client must not be able to make us follow it for ever. */
const DEEPEST = 8;

/** JSON as the tree that the decoders of the file take: text is text, whatever it looks like. */
function toNode(json: unknown, depth = 0): YamlNode {
  if (typeof json === 'string') return { kind: 'scalar', line: 0, text: json, plain: false };
  if (json === null || depth > DEEPEST) return { kind: 'scalar', line: 0, text: 'null', plain: true };
  if (typeof json !== 'object') return { kind: 'scalar', line: 0, text: String(json), plain: true };
  if (Array.isArray(json)) return { kind: 'list', line: 0, items: json.map((item) => toNode(item, depth + 1)) };
  const entries = Object.entries(json).map(([name, value]): [string, YamlEntry] => [
    name,
    { line: 0, value: toNode(value, depth + 1) },
  ]);
  return { kind: 'map', line: 0, entries: new Map(entries) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
