import type { LocalParts } from '@flamenco/common';
import { timestampTexts as texts } from '../../texts/job-types.js';

/** A moment as the clocks of one time zone show it. */
export interface LocalMoment extends LocalParts {
  readonly millisecond: number;
  /** Abbreviation, or the offset where there is none. */
  readonly zone: string;
}

/** What a script gets for a moment that was never set (contract 04 §4.7). */
export const ZERO_TIMESTAMP = '0001-01-01_000000';

/** Formatters are slow to build and a script may format a moment per task. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clocks in `timeZone` (IANA name) show at `ms` after the Unix epoch. */
export function localMoment(ms: number, timeZone: string): LocalMoment {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const number = (name: string): number => Number(parts[name]);
  const millisecond = ((ms % 1000) + 1000) % 1000;
  const [year, month, day] = [number('year'), number('month'), number('day')];
  const [hour, minute, second] = [number('hour'), number('minute'), number('second')];
  const asIfUtc = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  const offsetMinutes = Math.round((asIfUtc - ms) / 60_000);
  const weekday = new Date(asIfUtc).getUTCDay();
  const zone = zoneName(parts['timeZoneName'] ?? '', offsetMinutes);
  return { year, month, day, hour, minute, second, millisecond, weekday, offsetMinutes, zone };
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    timeZoneName: 'short',
  });
  formatters.set(timeZone, made);
  return made;
}

/** The zone's abbreviation; where there is none, its offset, as Go writes it (`+03`). */
function zoneName(name: string, offsetMinutes: number): string {
  return /^GMT[+-]/.test(name) ? offsetText(offsetMinutes, '').replace(/00$/, '') : name;
}

/** `YYYY-MM-DD_HHMMSS` in local time: the `{timestamp}` of output paths (contract 04 §4.7). */
export function formatTimestampLocal(ms: number, timeZone: string): string {
  return formatGoLayout(localMoment(ms, timeZone), '2006-01-02_150405');
}

/** RFC 3339 with the fraction of the second that there is, in local time (contract 04 §7.3). */
export function formatRfc3339(ms: number, timeZone: string): string {
  return formatGoLayout(localMoment(ms, timeZone), '2006-01-02T15:04:05.999999999Z07:00');
}

/** The text that `String(job.created)` gives (contract 04 §7.2). */
export function formatGoString(ms: number, timeZone: string): string {
  return formatGoLayout(localMoment(ms, timeZone), '2006-01-02 15:04:05.999999999 -0700 MST');
}

/** Longest first, so that `2006` is not read as `2` and `006`. */
const LAYOUT =
  /January|Jan|Monday|Mon|MST|2006|Z07:00|Z0700|-07:00|-0700|-07|002|01|02|03|04|05|06|15|PM|pm|_2|[.,]0+(?!\d)|[.,]9+(?!\d)|1|2|3|4|5/g;

/** Formats by an example of Go's reference moment, `Mon Jan 2 15:04:05 MST 2006`. */
export function formatGoLayout(moment: LocalMoment, layout: string): string {
  return layout.replace(LAYOUT, (field) => formatField(field, moment));
}

function formatField(field: string, moment: LocalMoment): string {
  if (/^[.,]/.test(field)) return fraction(field, moment.millisecond);
  return DATE_FIELDS[field]?.(moment) ?? ZONE_FIELDS[field]?.(moment) ?? field;
}

/** `.000` shows that many digits; `.999` the same without zeros at the end. */
function fraction(field: string, millisecond: number): string {
  const digits = `${String(millisecond).padStart(3, '0')}000000`
    .padEnd(field.length - 1, '0')
    .slice(0, field.length - 1);
  const shown = field[1] === '9' ? digits.replace(/0+$/, '') : digits;
  return shown === '' ? '' : `${field[0]}${shown}`;
}

const DATE_FIELDS: Readonly<Record<string, (moment: LocalMoment) => string>> = {
  '2006': ({ year }) => String(year).padStart(4, '0'),
  '06': ({ year }) => two(year % 100),
  '01': ({ month }) => two(month),
  '1': ({ month }) => String(month),
  Jan: ({ month }) => (texts.months[month - 1] ?? '').slice(0, 3),
  January: ({ month }) => texts.months[month - 1] ?? '',
  '02': ({ day }) => two(day),
  _2: ({ day }) => String(day).padStart(2, ' '),
  '2': ({ day }) => String(day),
  '002': (moment) => String(dayOfYear(moment)).padStart(3, '0'),
  Mon: ({ weekday }) => (texts.weekdays[weekday] ?? '').slice(0, 3),
  Monday: ({ weekday }) => texts.weekdays[weekday] ?? '',
  '15': ({ hour }) => two(hour),
  '03': ({ hour }) => two(hour % 12 || 12),
  '3': ({ hour }) => String(hour % 12 || 12),
  '04': ({ minute }) => two(minute),
  '4': ({ minute }) => String(minute),
  '05': ({ second }) => two(second),
  '5': ({ second }) => String(second),
  PM: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  pm: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
};

const ZONE_FIELDS: Readonly<Record<string, (moment: LocalMoment) => string>> = {
  MST: ({ zone }) => zone,
  '-07': ({ offsetMinutes }) => offsetText(offsetMinutes, '').slice(0, 3),
  '-0700': ({ offsetMinutes }) => offsetText(offsetMinutes, ''),
  '-07:00': ({ offsetMinutes }) => offsetText(offsetMinutes, ':'),
  Z0700: ({ offsetMinutes }) => (offsetMinutes === 0 ? 'Z' : offsetText(offsetMinutes, '')),
  'Z07:00': ({ offsetMinutes }) => (offsetMinutes === 0 ? 'Z' : offsetText(offsetMinutes, ':')),
};

function offsetText(minutes: number, separator: string): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

/** Day of the year, from 1. */
export function dayOfYear({ year, month, day }: LocalMoment): number {
  return Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
