import { ask } from './host.js';
import {
  Array,
  ArrayBuffer,
  BigInt,
  Boolean,
  Error,
  JSON,
  Map,
  Number,
  Object,
  Promise,
  RegExp,
  Set,
  String,
} from './primordials.js';
import { knownMoment } from './timestamp.js';

/**
 * Values as JSON the way they are stored (contract 04 §7.3): unlike `JSON.stringify`, undefined is null and keeps its
 * key, a Map is a list of pairs, and what cannot be stored is refused by name.
 */

/** Something that has no JSON form; `message` says what and where. */
export class Unstorable extends Error {}

/** Deeper than anything that a script means; beyond it, a value contains itself. */
const MAX_DEPTH = 100;

/** Whether the engine's `JSON.stringify` writes the value just as `jsonText` does. */
export function isPlainJson(value, depth = 0) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && (value !== 0 || 1 / value > 0);
    case 'object':
      return value === null || (depth < MAX_DEPTH && isPlainObject(value, depth + 1));
    default:
      return false;
  }
}

/** Most values are texts: those are not worth a call each. */
function isPlainObject(value, depth) {
  if (value.toJSON !== undefined) return false;
  if (Array.isArray(value)) return isPlainList(value, depth);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const keys = Object.keys(value);
  for (let index = 0; index < keys.length; index++) {
    const item = value[keys[index]];
    if (typeof item !== 'string' && !isPlainJson(item, depth)) return false;
  }
  return true;
}

function isPlainList(list, depth) {
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item !== 'string' && !isPlainJson(item, depth)) return false;
  }
  return true;
}

/** The JSON of a value. `where` puts the path inside the value into words for an error. */
export function jsonText(value, where = (path) => path) {
  return new Writer(where).value(value);
}

/** The JSON of an object whatever it is: parameters are an object even when the script gave a list (§4.0). */
export function membersText(object, where) {
  return new Writer(where).members(object);
}

/** An object from texts that are JSON already; undefined ones are left out. */
export function jsonTextOf(members) {
  let written = '';
  for (const key of Object.keys(members)) {
    if (members[key] === undefined) continue;
    written += `${written === '' ? '' : ','}${JSON.stringify(key)}:${members[key]}`;
  }
  return `{${written}}`;
}

class Writer {
  #where;
  #path = [];

  constructor(where) {
    this.#where = where;
  }

  value(value) {
    switch (typeof value) {
      case 'undefined':
        return 'null';
      case 'string':
        return JSON.stringify(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        return this.#number(value);
      case 'bigint':
        return this.#bigInteger(value);
      case 'symbol':
        return JSON.stringify(value.description ?? '');
      case 'function':
        throw this.#refuse('function');
      default:
        return value === null ? 'null' : this.#object(value);
    }
  }

  #number(value) {
    if (!Number.isFinite(value)) throw this.#refuse(String(value));
    return Object.is(value, -0) ? '-0' : `${value}`;
  }

  #bigInteger(value) {
    if (!Number.isSafeInteger(Number(value))) throw this.#refuse(`${value}n`);
    return `${value}`;
  }

  #object(value) {
    if (Array.isArray(value) || value instanceof Set) return this.#list(value);
    if (value instanceof Map) return this.#list([...value]);
    const moment = knownMoment(value);
    if (moment !== undefined) return moment === moment ? JSON.stringify(ask('rfc3339', moment)) : 'null';
    if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof BigInt)
      return this.value(value.valueOf());
    if (value instanceof RegExp || value instanceof Error || value instanceof Promise) return '{}';
    if (ArrayBuffer.isView(value)) return this.#list(Array.from(value));
    return `{${this.members(value)}}`;
  }

  #list(values) {
    let written = '';
    let index = 0;
    for (const item of values) {
      written += `${index === 0 ? '' : ','}${this.#at(`[${index}]`, item)}`;
      index++;
    }
    return `[${written}]`;
  }

  members(object) {
    let written = '';
    for (const key of Object.keys(object)) {
      const step = this.#path.length === 0 ? key : `.${key}`;
      written += `${written === '' ? '' : ','}${JSON.stringify(key)}:${this.#at(step, object[key])}`;
    }
    return written;
  }

  #at(step, value) {
    if (this.#path.length >= MAX_DEPTH) throw this.#refuse('deep');
    this.#path.push(step);
    const written = this.value(value);
    this.#path.pop();
    return written;
  }

  #refuse(what) {
    const place = this.#where(this.#path.length > 5 ? `${this.#path.slice(0, 5).join('')}…` : this.#path.join(''));
    return new Unstorable(ask('text', 'unstorable', place, what));
  }
}
