import { typeError } from './host.js';
import { Array, Map, Math, Number, Object, Set, String, Symbol } from './primordials.js';

/**
 * How arguments of host functions and values of host properties are converted (contract 04 §4.0): never refused for
 * being another primitive, and `undefined`, `null` and missing are the type's zero.
 */

export function text(value) {
  if (typeof value === 'string') return value; // nearly always, and no call of a function then
  return value === undefined || value === null ? '' : String(value);
}

/** Fractions are cut toward zero; what is no number is 0. */
export function integer(value) {
  const number = Math.trunc(Number(typeof value === 'symbol' ? 0 : (value ?? 0)));
  if (number !== number) return 0;
  return Math.min(Math.max(number, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER) + 0;
}

export function boolean(value) {
  return !!value;
}

/** The parameters of a command: a copy, so that later changes of the original are not seen; null if there are none. */
export function parameters(value, index = 1) {
  if (value === undefined || value === null) return null;
  if (!isObject(value)) throw typeError('not-convertible', index, shown(value), 'map[string]interface {}');
  return copyTop(value);
}

/** `job.settings`: any object, kept as it is. */
export function mapping(value) {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw typeError('not-convertible', 0, shown(value), 'map[string]interface {}');
  return value;
}

/** A list that scripts may push to. */
export function list(value) {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (isObject(value) && typeof value[Symbol.iterator] === 'function') return [...value];
  throw typeError('not-convertible', 0, shown(value), 'list');
}

export function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A value in an error message. */
export function shown(value) {
  try {
    const readable = String(value);
    return readable.length > 80 ? `${readable.slice(0, 80)}…` : readable;
  } catch {
    return typeof value;
  }
}

/**
 * Most parameters are texts and lists of texts, of which the engine's own spread makes a copy in a seventh of the time that
 * a loop takes; what is nested deeper is noted in a Map, for it may contain itself.
 */
function copyTop(value) {
  const copy = { ...value };
  const keys = Object.keys(copy);
  let seen;
  for (let index = 0; index < keys.length; index++) {
    const item = copy[keys[index]];
    if (typeof item !== 'object' || item === null) continue;
    copy[keys[index]] = isFlatList(item) ? [...item] : copyDeep(item, (seen ??= new Map([[value, copy]])));
  }
  return copy;
}

function isFlatList(list) {
  if (!Array.isArray(list)) return false;
  for (let index = 0; index < list.length; index++) {
    if (typeof list[index] === 'object' && list[index] !== null) return false;
  }
  return true;
}

/** Copies lists and plain objects all the way down; anything else is shared. */
export function copyDeep(value, seen = new Map()) {
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  if (Array.isArray(value)) return copyList(value, seen);
  if (value instanceof Map || value instanceof Set) return copyCollection(value, seen);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy = {};
  seen.set(value, copy);
  copyMembers(value, copy, seen);
  return copy;
}

function copyMembers(from, to, seen) {
  const keys = Object.keys(from);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (key === '__proto__') define(to, key, copyDeep(from[key], seen));
    else to[key] = copyDeep(from[key], seen);
  }
}

function copyList(value, seen) {
  const copy = value.slice();
  seen.set(value, copy);
  for (let index = 0; index < copy.length; index++) {
    if (typeof copy[index] === 'object') copy[index] = copyDeep(copy[index], seen);
  }
  return copy;
}

function copyCollection(value, seen) {
  const copy = value instanceof Map ? new Map() : new Set();
  seen.set(value, copy);
  if (value instanceof Map) value.forEach((item, key) => copy.set(key, copyDeep(item, seen)));
  else value.forEach((item) => copy.add(copyDeep(item, seen)));
  return copy;
}

/** Not by assignment, which treats this one key in a way of its own. */
function define(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
