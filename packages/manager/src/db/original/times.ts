/** `2024-11-11 20:12:47.123456 +0000 UTC m=+0.5` and its relatives; what a row may hold is listed in contract 11 §5. */
const TIME =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[ T](?<clock>\d\d:\d\d(?::\d\d)?)(?:\.(?<fraction>\d+))?)?(?: ?(?<zone>Z|[+-]\d\d:?\d\d))?(?: [A-Z]+)?(?: m=[+-][\d.]+)?$/;

/** From here on a number counts milliseconds, below it seconds. */
const MILLISECONDS_FROM = 1e12;

/**
 * Reads a time of the original's database as UTC milliseconds. Undefined for none: empty texts and years before 1970 stand
 * for that in old rows, and whatever is no time at all is treated like them.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === 'bigint') return readTime(Number(value));
  if (typeof value === 'number') return positive(Math.abs(value) > MILLISECONDS_FROM ? value : value * 1000);
  const groups = typeof value === 'string' ? TIME.exec(value.trim())?.groups : undefined;
  if (!groups) return undefined;
  const { date, clock = '00:00', fraction = '', zone = 'Z' } = groups;
  const clockWithSeconds = clock.length === 5 ? `${clock}:00` : clock;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return positive(Date.parse(`${date}T${clockWithSeconds}.${milliseconds}${offset}`));
}

const positive = (ms: number) => (ms > 0 ? Math.trunc(ms) : undefined);
