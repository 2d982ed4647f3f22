import { parseDuration } from '@flamenco/common';

// Reads the values of single keys of `flamenco-worker.yaml`, scalars as they are written (contract 07 §5.1). Pure.

/** What a key wants, for the message about a wrong value. */
export type Expected = 'text' | 'list-of-texts' | 'whole-number' | 'oom-score' | 'duration' | 'niceness' | 'yes-or-no';

/** What Linux accepts in `oom_score_adj`. */
const OOM_SCORES = { least: -1000, most: 1000 };

/** Going ahead of other work is a matter for administrators. */
const NICENESS = { least: 0, most: 19 };

/** Carries a bad value out of the decoding of one key. */
export class WrongValue extends Error {
  constructor(
    readonly key: string,
    readonly expected: Expected,
  ) {
    super(key);
  }
}

/** Absent, empty and YAML's ways to write null: the schema leaves `~` and `null` as text. */
export function isUnset(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && /^\s*(~|null|Null|NULL)?\s*$/.test(value));
}

/** What YAML 1.2 reads as a boolean, and the words of YAML 1.1 that people still write. */
export function yesOrNoOf(key: string, value: unknown): boolean | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (['true', 'yes', 'on'].includes(text)) return true;
  if (['false', 'no', 'off'].includes(text)) return false;
  throw new WrongValue(key, 'yes-or-no');
}

export function textOf(key: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new WrongValue(key, 'text');
  return value.trim();
}

export function textsOf(key: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new WrongValue(key, 'list-of-texts');
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string') throw new WrongValue(key, 'list-of-texts');
    return entry;
  });
}

/** Accepts what YAML reads as an integer, and a float without a fraction (`4.0`). */
export function integerOf(key: string, value: unknown, expected: Expected = 'whole-number'): number | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value.trim().replace(/^\+/, '') : '';
  const number = /^-?(\d+(\.0*)?|0x[0-9a-f]+|0o[0-7]+|0b[01]+)$/i.test(text) ? readInteger(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new WrongValue(key, expected);
  return number;
}

function readInteger(text: string): number {
  return text.startsWith('-') ? -Number(text.slice(1)) : Number(text);
}

export function oomScoreOf(key: string, value: unknown): number | undefined {
  return within(OOM_SCORES, key, value, 'oom-score');
}

export function niceOf(key: string, value: unknown): number | undefined {
  return within(NICENESS, key, value, 'niceness');
}

/** Milliseconds of a span such as `1h30m`, not negative. */
export function durationOf(key: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const parsed = typeof value === 'string' ? parseDuration(value.trim()) : undefined;
  if (parsed === undefined || 'problem' in parsed || parsed.ms < 0) throw new WrongValue(key, 'duration');
  return parsed.ms;
}

function within(
  { least, most }: { readonly least: number; readonly most: number },
  key: string,
  value: unknown,
  expected: Expected,
): number | undefined {
  const number = integerOf(key, value, expected);
  if (number !== undefined && (number < least || number > most)) throw new WrongValue(key, expected);
  return number;
}
