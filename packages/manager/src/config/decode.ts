import { isUtf8 } from 'node:buffer';
import { decodeVariables, looksLikeVariable, mapping, unknownEntries } from './decode-variables.js';
import type { Findings } from './decode-variables.js';
import { defaultDocument } from './document.js';
import type { ConfigDocument, DocumentVariable, UnknownEntries } from './document.js';
import type { FileProblem, UnknownKey } from './file-problems.js';
import { CONFIG_KEY_PATHS } from './keys.js';
import type { ConfigKey, ConfigValues } from './keys.js';
import { decodeNode, describeNode, integerOf } from './scalar-values.js';
import { isNull } from './yaml-node.js';
import type { YamlEntry, YamlMap, YamlNode } from './yaml-node.js';
import { parseYaml } from './yaml-tree.js';

export type DecodedFile =
  | { readonly kind: 'decoded'; readonly document: ConfigDocument; readonly unknownKeys: readonly UnknownKey[] }
  | { readonly kind: 'refused'; readonly problems: readonly FileProblem[] };

/** The only structure of the file that Flamenco 3 knows. */
export const FILE_VERSION = 3;

/** Decodes the bytes of a configuration file over the defaults of a platform (contract 05 §3). Pure. */
export function decodeFile(bytes: Uint8Array, platform: string): DecodedFile {
  const text = decodeUtf8(bytes);
  if (typeof text !== 'string') return { kind: 'refused', problems: [text] };
  const parsed = parseYaml(text);
  if ('problem' in parsed) return { kind: 'refused', problems: [{ kind: 'syntax', ...parsed.problem }] };
  return new DocumentDecoder(platform).decode(parsed.root);
}

/** Editors of Windows may save in an old 8-bit encoding; guessing one would damage paths. */
function decodeUtf8(bytes: Uint8Array): string | FileProblem {
  // A zero byte is in no text, and in nearly every other file: also in UTF-16, which Notepad calls Unicode.
  const text = Buffer.from(bytes).toString('utf8');
  if (isUtf8(bytes) && !text.includes('\0')) return text.replace(/^\ufeff/, '');
  const [good = ''] = text.split(/[\0\ufffd]/, 1);
  return { kind: 'encoding', line: good.split('\n').length };
}

/** The mappings in which keys stand, and the keys in each: `shaman.garbageCollect` has `period` and `maxAge`. */
const SECTIONS = sectionsOf(['_meta.version', 'variables', ...CONFIG_KEY_PATHS]);

function sectionsOf(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  for (const path of paths) {
    const names = path.split('.');
    names.forEach((name, depth) => {
      const section = names.slice(0, depth).join('.');
      const known = sections.get(section) ?? [];
      if (!known.includes(name)) sections.set(section, [...known, name]);
    });
  }
  return sections;
}

type MutableValues = { -readonly [P in ConfigKey]: ConfigValues[P] };

class DocumentDecoder implements Findings {
  readonly problems: FileProblem[] = [];
  readonly unknownKeys: UnknownKey[] = [];
  readonly #values: MutableValues;
  readonly #given = new Set<ConfigKey>();
  readonly #unknown = new Map<string, UnknownEntries>();
  #variables: ReadonlyMap<string, DocumentVariable>;

  constructor(platform: string) {
    const { values, variables } = defaultDocument(platform);
    this.#values = { ...values };
    this.#variables = variables;
  }

  decode(root: YamlNode | undefined): DecodedFile {
    if (root && !isNull(root)) this.#root(root);
    else this.problems.push({ kind: 'version', line: 1, found: 0 });
    if (this.problems.length > 0) return { kind: 'refused', problems: this.problems.sort(byLine) };
    const document = { values: this.#values, given: this.#given, variables: this.#variables, unknown: this.#unknown };
    return { kind: 'decoded', document, unknownKeys: this.unknownKeys.sort(byLine) };
  }

  #root(root: YamlNode): void {
    const map = mapping({ line: root.line, value: root }, '', this);
    if (!map) return;
    const problem = versionProblem(map);
    // Whatever else is wrong with a file of another version is no mistake.
    if (problem) this.problems.push(problem);
    else this.#section(map, '');
  }

  #section(map: YamlMap, section: string): void {
    const known = SECTIONS.get(section) ?? [];
    for (const [name, entry] of map.entries) {
      if (known.includes(name)) this.#entry(section === '' ? name : `${section}.${name}`, entry);
      else this.#checkShape(name, entry, section);
    }
    const unknown = unknownEntries(map, section, known, this);
    if (unknown.size > 0) this.#unknown.set(section, unknown);
  }

  #entry(path: string, entry: YamlEntry): void {
    if (path === 'variables') this.#variables = decodeVariables(entry, this.#variables, this);
    else if (isConfigKey(path)) this.#value(path, entry.value, entry.line);
    else if (SECTIONS.has(path) && isNull(entry.value)) this.#clear(path, entry);
    else if (SECTIONS.has(path)) this.#subsection(path, entry);
  }

  #subsection(path: string, entry: YamlEntry): void {
    const map = mapping(entry, path, this);
    if (map) this.#section(map, path);
  }

  /** A section that is null has zero values only (contract 05 §3.2). */
  #clear(section: string, entry: YamlEntry): void {
    for (const path of CONFIG_KEY_PATHS) {
      if (path.startsWith(`${section}.`)) this.#value(path, entry.value, entry.line);
    }
  }

  #value<P extends ConfigKey>(path: P, node: YamlNode, line: number): void {
    const decoded = decodeNode(path, node);
    if ('problem' in decoded) {
      this.problems.push({ kind: 'value', line, key: path, problem: decoded.problem });
      return;
    }
    this.#values[path] = decoded.value;
    this.#given.add(path);
  }

  /** Wrong indentation turns parts of the variables into keys that would only be ignored (D4.3). */
  #checkShape(name: string, { line, value }: YamlEntry, section: string): void {
    if (section === '' && looksLikeVariable(value)) this.problems.push({ kind: 'variable-on-top', line, name });
    if (section !== '' && name === 'variables') this.problems.push({ kind: 'variables-too-deep', line, section });
  }
}

function byLine(a: { readonly line: number }, b: { readonly line: number }): number {
  return a.line - b.line;
}

function isConfigKey(path: string): path is ConfigKey {
  return (CONFIG_KEY_PATHS as readonly string[]).includes(path);
}

function versionProblem(root: YamlMap): FileProblem | undefined {
  const meta = root.entries.get('_meta');
  const entry = meta?.value.kind === 'map' ? meta.value.entries.get('version') : undefined;
  const misplaced = root.entries.get('version');
  if (misplaced && !entry)
    return { kind: 'version-misplaced', line: misplaced.line, found: describeNode(misplaced.value) };
  const line = entry?.line ?? meta?.line ?? 1;
  if (meta && meta.value.kind !== 'map' && !isNull(meta.value)) {
    return { kind: 'value', line, key: '_meta', problem: { kind: 'no-mapping', found: describeNode(meta.value) } };
  }
  if (!entry || isNull(entry.value)) return { kind: 'version', line, found: 0 };
  const version = integerOf(entry.value);
  if ('problem' in version) return { kind: 'value', line, key: '_meta.version', problem: version.problem };
  return version.value === FILE_VERSION ? undefined : { kind: 'version', line, found: version.value };
}
