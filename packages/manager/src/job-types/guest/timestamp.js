import { shown } from './conversions.js';
import { ask, typeError } from './host.js';
import { Date, Math, Number, Object, String, WeakMap } from './primordials.js';

/** Not that of plain objects, which are copied member by member. */
const PROTOTYPE = Object.create(Object.prototype);
/** Milliseconds since the epoch of each timestamp object. */
const moments = new WeakMap();

/**
 * `job.created`: no Date but an object with the methods that scripts for the original know (contract 04 §7.2).
 * All of them work without their object.
 */
export function timestamp(ms) {
  const field = (layout) => () => Number(ask('formatTime', ms, layout));
  const methods = {
    unix: () => Math.floor(ms / 1000),
    unixMilli: () => ms,
    unixNano: () => ms * 1e6,
    year: field('2006'),
    month: field('1'),
    day: field('2'),
    hour: field('15'),
    minute: field('4'),
    second: field('5'),
    nanosecond: () => (((ms % 1000) + 1000) % 1000) * 1e6,
    yearDay: field('002'),
    weekday: () => ask('weekday', ms),
    isZero: () => false,
    format: (layout) => ask('formatTime', ms, String(layout)),
    string: () => ask('goString', ms),
    toString: () => ask('goString', ms),
    toJSON: () => ask('rfc3339', ms),
  };
  const object = Object.create(PROTOTYPE);
  for (const name of Object.keys(methods)) Object.defineProperty(object, name, { value: methods[name] });
  Object.freeze(object);
  moments.set(object, ms);
  return object;
}

/** The moment that a timestamp, a Date or a date text means; undefined for none (contract 04 §4.0). */
export function momentOf(value) {
  if (value === undefined || value === null) return undefined;
  const known = knownMoment(value) ?? (typeof value === 'string' ? Date.parse(value) : Number.NaN);
  if (known !== known) throw typeError('not-convertible', 0, shown(value), 'time.Time');
  return known;
}

/** Milliseconds of a timestamp object or a Date, else undefined. NaN for a Date that is none. */
export function knownMoment(value) {
  if (value instanceof Date) return Date.prototype.getTime.call(value);
  return typeof value === 'object' && value !== null ? moments.get(value) : undefined;
}

/** What may be assigned to `job.created`. */
export function asTimestamp(value) {
  const ms = momentOf(value);
  return ms === undefined || moments.has(value) ? value : timestamp(ms);
}
