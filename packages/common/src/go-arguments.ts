import { readInteger } from './go-integer.js';
import { quote } from './go-text.js';

/** What a flag takes: a switch, a text or an integer. */
export type FlagKind = 'bool' | 'string' | 'int';

/** A flag of a program; the name is without dashes. */
export interface FlagDescription {
  readonly name: string;
  readonly kind: FlagKind;
  /** What it does, for the usage. */
  readonly text: string;
  /** False, empty or 0 if left out. */
  readonly default?: boolean | string | number;
  /** The flag is known, but this version cannot do it yet: the message that whoever gives it gets. */
  readonly notYet?: string;
}

/** Arguments of which each is `--name=value`, and what stands after them; or why there are none. */
export type NormalisedArguments =
  | { readonly kind: 'ok'; readonly argv: readonly string[]; readonly rest: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'error'; readonly message: string };

type Step =
  | { readonly kind: 'flag'; readonly argument: string; readonly used: number }
  | { readonly kind: 'end' }
  | Exclude<NormalisedArguments, { kind: 'ok' }>;

/**
 * Turns a command line in Go's style (`-name value`, `--name=value`, `-switch`) into what commander reads: it accepts
 * neither single dashes nor values of switches. Goes from left to right, so that what comes first counts, and ends at
 * the first argument that is no flag, or at `--` (contract 05 §1, 07 §2).
 */
export function normaliseArguments(flags: readonly FlagDescription[], argv: readonly string[]): NormalisedArguments {
  const normalised: string[] = [];
  let at = 0;
  while (at < argv.length) {
    const step = readFlag(flags, argv, at);
    if (step.kind === 'end') break;
    if (step.kind !== 'flag') return step;
    normalised.push(step.argument);
    at += step.used;
  }
  return { kind: 'ok', argv: normalised, rest: argv.slice(at) };
}

function readFlag(flags: readonly FlagDescription[], argv: readonly string[], at: number): Step {
  const argument = argv[at] ?? '';
  if (!/^-./s.test(argument) || argument === '--') return { kind: 'end' };
  const [, name, attached] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(argument) ?? [];
  if (name === undefined) return error(`bad flag syntax: ${argument}`);
  const flag = flags.find((known) => known.name === name);
  if (!flag)
    return name === 'h' || name === 'help' ? { kind: 'help' } : error(`flag provided but not defined: -${name}`);
  const following = flag.kind === 'bool' ? 'true' : argv[at + 1];
  const value = attached ?? following;
  if (value === undefined) return error(`flag needs an argument: -${name}`);
  const problem = problemWith(flag, value);
  if (problem !== undefined) return error(problem);
  const used = attached === undefined && flag.kind !== 'bool' ? 2 : 1;
  return { kind: 'flag', argument: `--${name}=${value}`, used };
}

function problemWith(flag: FlagDescription, value: string): string | undefined {
  const { name, kind } = flag;
  if (kind === 'bool') {
    const on = readBoolean(value);
    if (on === undefined) return `invalid boolean value ${quote(value)} for -${name}: parse error`;
    return on ? flag.notYet : undefined;
  }
  const read = kind === 'int' ? readInteger(value) : undefined;
  if (read && 'problem' in read) return `invalid value ${quote(value)} for flag -${name}: ${read.problem}`;
  return flag.notYet;
}

/** One of the words that Go takes for a boolean; undefined for any other. */
export function readBoolean(text: string): boolean | undefined {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true;
  return /^(?:0|f|F|false|FALSE|False)$/.test(text) ? false : undefined;
}

function error(message: string): Step {
  return { kind: 'error', message };
}
