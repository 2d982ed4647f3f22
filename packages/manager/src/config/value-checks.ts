import { isIP } from 'node:net';
import { parseListen } from '../discovery/own-urls.js';

/** What is wrong with a value, wherever it comes from; `texts/config.ts` words it. */
export type ValueProblem =
  | {
      readonly kind: 'no-mapping' | 'no-text' | 'no-texts' | 'no-boolean' | 'no-integer' | 'no-list';
      readonly found: string;
    }
  | { readonly kind: 'bad-duration'; readonly detail: string }
  | { readonly kind: 'empty' | 'negative' | 'no-percentage' | 'too-large' }
  | { readonly kind: 'bad-listen'; readonly problem: 'no-port' | 'bad-port' | 'bad-host'; readonly found: string }
  | { readonly kind: 'bad-proxy'; readonly found: string };

/** Time-outs and periods that Node's timers and SQL integers can hold: 292 years are more than enough. */
const LARGEST_COUNT = 2 ** 31 - 1;

/** Negative spans and counts would mean something else to everybody (D2.11). */
export function notNegative(value: number): ValueProblem | undefined {
  return value < 0 ? { kind: 'negative' } : undefined;
}

export function count(value: number): ValueProblem | undefined {
  return value > LARGEST_COUNT ? { kind: 'too-large' } : notNegative(value);
}

export function percentage(value: number): ValueProblem | undefined {
  return value < 0 || value > 100 ? { kind: 'no-percentage' } : undefined;
}

export function notBlank(value: string): ValueProblem | undefined {
  return value.trim() === '' ? { kind: 'empty' } : undefined;
}

/** The original answers bad values in three different ways, among them a crash (contract 05 §16). */
export function listenable(value: string): ValueProblem | undefined {
  if (value.trim() === '') return { kind: 'empty' };
  const parsed = parseListen(value);
  return 'problem' in parsed ? { kind: 'bad-listen', problem: parsed.problem, found: value } : undefined;
}

/** Addresses, or networks in CIDR form. */
export function proxies(values: readonly string[]): ValueProblem | undefined {
  const bad = values.find((value) => !isProxy(value.trim()));
  return bad === undefined ? undefined : { kind: 'bad-proxy', found: bad };
}

function isProxy(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}
