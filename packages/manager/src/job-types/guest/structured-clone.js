import { typeError } from './host.js';
import { Array, ArrayBuffer, Date, Error, Map, Object, RegExp, Set } from './primordials.js';

/** A deep copy that keeps circles and the language's own classes; functions and symbols are refused. */
export function structuredClone(value) {
  return clone(value, new Map());
}

function clone(value, seen) {
  if (typeof value === 'function' || typeof value === 'symbol') throw typeError('not-cloneable', typeof value);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  return cloneSimple(value, seen) ?? cloneContainer(value, seen);
}

/** Copies of what contains no other values; undefined for all else. */
function cloneSimple(value, seen) {
  const copy = simpleCopy(value);
  if (copy !== undefined) seen.set(value, copy);
  return copy;
}

function simpleCopy(value) {
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value) && typeof value.slice === 'function') return value.slice();
  if (value instanceof Error) return Object.assign(new value.constructor(value.message), { stack: value.stack });
  return undefined;
}

function cloneContainer(value, seen) {
  const copy = Array.isArray(value)
    ? new Array(value.length)
    : value instanceof Map
      ? new Map()
      : value instanceof Set
        ? new Set()
        : {};
  seen.set(value, copy);
  if (value instanceof Map) value.forEach((item, key) => copy.set(clone(key, seen), clone(item, seen)));
  else if (value instanceof Set) value.forEach((item) => copy.add(clone(item, seen)));
  else for (const key of Object.keys(value)) define(copy, key, clone(value[key], seen));
  return copy;
}

function define(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
