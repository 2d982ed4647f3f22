/** Spans of time in Go's text form, as in configuration files and the API (contract 05 §5). All functions are pure. */

/** A span in milliseconds, with a fraction down to nanoseconds, or what is wrong with the text. */
export type ParsedDuration = { readonly ms: number } | { readonly problem: string };

const UNIT_NS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const NS_PER_MS = 1_000_000n;
const LONGEST_NS = 2n ** 63n;
const LARGEST_FRACTION = LONGEST_NS - 1n;

/**
 * Reads `1h30m`, `-1.5h`, `0`; the problem is a sentence that quotes the text (contract 05 §5).
 * Not more than 64 bits of nanoseconds, about 292 years either way.
 */
export function parseDuration(text: string): ParsedDuration {
  const negative = text.startsWith('-');
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return { ms: 0 };
  const sum = sumOfGroups(unsigned, text);
  if (typeof sum !== 'bigint') return sum;
  if (!negative && sum === LONGEST_NS) return invalid(text);
  return { ms: toMs(negative ? -sum : sum) };
}

/** Nanoseconds of all groups of a number and a unit. */
function sumOfGroups(groups: string, text: string): bigint | { problem: string } {
  if (groups === '') return invalid(text);
  let sum = 0n;
  for (let rest = groups; rest !== '';) {
    const [group = '', whole = '', fraction = '', unit = ''] = /^(\d*)(?:\.(\d*))?([^.\d]*)/.exec(rest) ?? [];
    if (whole + fraction === '') return invalid(text);
    if (unit === '') return { problem: `time: missing unit in duration ${quoteBytes(text)}` };
    const unitNs = Object.hasOwn(UNIT_NS, unit) ? UNIT_NS[unit] : undefined;
    if (unitNs === undefined)
      return { problem: `time: unknown unit ${quoteBytes(unit)} in duration ${quoteBytes(text)}` };
    sum += BigInt(whole) * unitNs + fractionNs(fraction, unitNs);
    if (sum > LONGEST_NS) return invalid(text);
    rest = rest.slice(group.length);
  }
  return sum;
}

/** With floating point as in Go, so that `0.3333333333333333333h` is 20 minutes; digits that do not fit are left out. */
function fractionNs(digits: string, unitNs: bigint): bigint {
  let fraction = 0n;
  let scale = 1;
  for (const digit of digits) {
    const longer = fraction * 10n + BigInt(digit);
    if (longer > LARGEST_FRACTION) break;
    fraction = longer;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(fraction) * (Number(unitNs) / scale)));
}

/** The number of milliseconds nearest to so many nanoseconds. */
function toMs(ns: bigint): number {
  const size = ns < 0n ? -ns : ns;
  const ms = Number(`${size / NS_PER_MS}.${String(size % NS_PER_MS).padStart(6, '0')}`);
  return ns < 0n ? -ms : ms;
}

/** The canonical form: `0s`, `1.5ms`, `900ms`, `1.5s`, `10m0s`, `744h0m0s` (contract 05 §5). */
export function formatDuration(ms: number): string {
  const size = Math.abs(ms);
  const whole = Math.trunc(size);
  const ns = BigInt(whole) * NS_PER_MS + BigInt(Math.round((size - whole) * Number(NS_PER_MS)));
  if (ns === 0n) return '0s';
  return (ms < 0 ? '-' : '') + (ns < 1_000_000_000n ? formatBelowSecond(ns) : formatFromSecond(ns));
}

function formatBelowSecond(ns: bigint): string {
  if (ns >= 1_000_000n) return `${withFraction(ns, 1_000_000n, 6)}ms`;
  if (ns >= 1_000n) return `${withFraction(ns, 1_000n, 3)}\u00b5s`;
  return `${ns}ns`;
}

function formatFromSecond(ns: bigint): string {
  const minutes = ns / 60_000_000_000n;
  const seconds = `${withFraction(ns % 60_000_000_000n, 1_000_000_000n, 9)}s`;
  if (minutes === 0n) return seconds;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

function withFraction(ns: bigint, unitNs: bigint, digits: number): string {
  const fraction = String(ns % unitNs)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  return fraction === '' ? `${ns / unitNs}` : `${ns / unitNs}.${fraction}`;
}

function invalid(text: string): { problem: string } {
  return { problem: `time: invalid duration ${quoteBytes(text)}` };
}

/** Go's `time` package has its own way of quoting: what is not visible ASCII byte by byte. */
function quoteBytes(text: string): string {
  const escaped = Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte < 0x20 || byte >= 0x80 ? `\\x${byte.toString(16).padStart(2, '0')}` : character;
  });
  return `"${escaped.join('')}"`;
}
