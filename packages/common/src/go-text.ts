/**
 * Forms of text and values that the original takes from Go's standard library and that users see in logs and error
 * texts (contract 07 §14.1). All functions are pure.
 */

import { compareBytes } from './byte-order.js';

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** What Go calls unprintable: all but letters, marks, numbers, punctuation, symbols and the plain space. */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** Halves of characters; Go text cannot hold them. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** Text in double quotes, with backslash escapes for what would not be seen (`%q`). */
export function quote(text: string): string {
  return `"${Array.from(text.replace(LONE_SURROGATES, '\ufffd'), escapeCharacter).join('')}"`;
}

function escapeCharacter(character: string): string {
  return NAMED_ESCAPES[character] ?? escapeUnprintable(character);
}

/** One character as it is if it can be seen, else as `\x01`, `\u2028` or `\U000e0001`. */
export function escapeUnprintable(character: string): string {
  if (!UNPRINTABLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hexadecimal(code, 2)}`;
  return code < 0x10000 ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** A decoded JSON value as `%v` shows it: `<nil>`, `47`, `1e+06`, `[a 1]`, `map[a:x b:1]`. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return `[${value.map(formatValue).join(' ')}]`;
  if (typeof value === 'object') return formatMap(value);
  return String(value);
}

function formatMap(map: object): string {
  const entries = Object.entries(map).sort(([a], [b]) => compareBytes(a, b));
  return `map[${entries.map(([key, value]) => `${key}:${formatValue(value)}`).join(' ')}]`;
}

/** Exponents from 21 on in JavaScript, from 6 on and below -4 in Go (contract 04 §14). */
function formatNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return formatDecimal(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A number in its shortest decimal form, never with an exponent. */
export function formatDecimal(value: number): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  const sign = value < 0 ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`.replace(/^(-?0)\.0$/, '$1');
  if (digits.length <= point) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The name of a decoded JSON value's type (`%T`). */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  switch (typeof value) {
    case 'number':
      return 'float64';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    default:
      return 'map[string]interface {}';
  }
}
