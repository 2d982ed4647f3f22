import { parseDuration } from '@flamenco/common';
import { CONFIG_KEYS } from './keys.js';
import type { ConfigKey, ConfigValues, KeyDescription, KeyKind, KindValues } from './keys.js';
import type { ValueProblem } from './value-checks.js';
import { isNull } from './yaml-node.js';
import type { YamlNode, YamlScalar } from './yaml-node.js';

export type Decoded<T> = { readonly value: T } | { readonly problem: ValueProblem };

/** A value as the configuration file has it. Null is the zero value of the kind, not the default (contract 05 §3.2). */
export function decodeNode<P extends ConfigKey>(path: P, node: YamlNode): Decoded<ConfigValues[P]> {
  const { kind }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  return checked(path, isNull(node) ? { value: ZEROS[kind] } : NODE_DECODERS[kind](node));
}

/** A value as environment variables and flags have it: always text; lists are separated by commas (D4.3). */
export function decodeText<P extends ConfigKey>(path: P, text: string): Decoded<ConfigValues[P]> {
  const { kind }: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  return checked(path, TEXT_DECODERS[kind](text));
}

/** A text of the configuration file: any scalar, as written. */
export function textOf(node: YamlNode): Decoded<string> {
  if (isNull(node)) return { value: '' };
  return node.kind === 'scalar' ? { value: node.text } : refused('no-text', node);
}

export function textsOf(node: YamlNode): Decoded<readonly string[]> {
  if (isNull(node)) return { value: [] };
  if (node.kind !== 'list' || node.items.some((item) => item.kind !== 'scalar')) return refused('no-texts', node);
  return { value: node.items.map((item) => (item.kind === 'scalar' && !isNull(item) ? item.text : '')) };
}

export function booleanOf(node: YamlNode): Decoded<boolean> {
  if (isNull(node)) return { value: false };
  const value = node.kind === 'scalar' && node.plain ? readBoolean(node.text) : undefined;
  return value === undefined ? refused('no-boolean', node) : { value };
}

export function integerOf(node: YamlNode): Decoded<number> {
  const value = node.kind === 'scalar' && node.plain ? readInteger(node.text) : undefined;
  return value === undefined ? refused('no-integer', node) : { value };
}

function durationOf(text: string): Decoded<number> {
  const parsed = parseDuration(text);
  return 'ms' in parsed ? { value: parsed.ms } : { problem: { kind: 'bad-duration', detail: parsed.problem } };
}

type Decoder<From> = { readonly [K in KeyKind]: (from: From) => Decoded<KindValues[K]> };

const NODE_DECODERS: Decoder<YamlNode> = {
  string: textOf,
  path: textOf,
  bool: booleanOf,
  int: integerOf,
  duration: (node) => (node.kind === 'scalar' ? durationOf(node.text) : refused('no-text', node)),
  strings: textsOf,
};

const TEXT_DECODERS: Decoder<string> = {
  string: (text) => ({ value: text }),
  path: (text) => ({ value: text }),
  bool: (text) => booleanOf(plain(text.replace(/^\s*1\s*$/, 'true').replace(/^\s*0\s*$/, 'false'))),
  int: (text) => integerOf(plain(text)),
  duration: (text) => durationOf(text.trim()),
  strings: (text) => ({
    value: text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  }),
};

const ZEROS: KindValues = { string: '', path: '', bool: false, int: 0, duration: 0, strings: [] };

function plain(text: string): YamlScalar {
  return { kind: 'scalar', line: 1, text: text.trim(), plain: true };
}

/** The one place where a value of a kind becomes the value of a key of that kind. */
function checked<P extends ConfigKey>(path: P, decoded: Decoded<KindValues[KeyKind]>): Decoded<ConfigValues[P]> {
  if ('problem' in decoded) return decoded;
  const description: KeyDescription<KeyKind> = CONFIG_KEYS[path];
  const problem = description.check?.(decoded.value);
  return problem ? { problem } : { value: decoded.value as ConfigValues[P] };
}

const TRUE_WORDS = /^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/;
const FALSE_WORDS = /^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/;

function readBoolean(text: string): boolean | undefined {
  if (TRUE_WORDS.test(text)) return true;
  return FALSE_WORDS.test(text) ? false : undefined;
}

/** What YAML 1.1 and 1.2 read as an integer, and a float without a fraction. */
function readInteger(text: string): number | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)([0-9a-zA-Z_.+-]+)$/.exec(text) ?? [];
  const unsigned = digits.replaceAll('_', '');
  const octal = /^0(?=[0-7]+$)/;
  const known = /^(?:\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|0x[\da-fA-F]+|0o[0-7]+|0b[01]+)$/;
  if (!known.test(unsigned)) return undefined;
  const value = Number(unsigned.replace(octal, '0o'));
  if (!Number.isSafeInteger(value)) return undefined;
  return sign === '-' && value !== 0 ? -value : value;
}

function refused(kind: 'no-text' | 'no-texts' | 'no-boolean' | 'no-integer', node: YamlNode): Decoded<never> {
  return { problem: { kind, found: describeNode(node) } };
}

/** What stands in the file, for the message. */
export function describeNode(node: YamlNode): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  return isNull(node) ? 'nothing' : JSON.stringify(node.text.slice(0, 80));
}
