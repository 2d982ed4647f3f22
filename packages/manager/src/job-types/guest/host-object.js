import { mapping } from './conversions.js';
import { typeError } from './host.js';
import { Map, Object, Proxy, String } from './primordials.js';

/**
 * An object of fixed shape (contract 04 §4.1, §7.2): `fields` says for each property how an assigned value is
 * converted; other properties read as undefined and cannot be assigned; nothing can be deleted. `target` has the
 * values, and methods that need no `this`, so that scripts may take them out of their object.
 */
export function hostObject(fields, target) {
  return new Proxy(target, handlerFor(fields));
}

/** One handler for all objects of a shape: a job may have 100,000 tasks. */
const handlers = new Map();

function handlerFor(fields) {
  const known = handlers.get(fields);
  if (known !== undefined) return known;
  const handler = {
    set(target, name, value) {
      const convert = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (convert === undefined) throw typeError('no-such-property', String(name));
      target[name] = convert(value);
      return true;
    },
    deleteProperty(_target, name) {
      throw typeError('no-deletion', String(name));
    },
    defineProperty(_target, name) {
      throw typeError('no-such-property', String(name));
    },
    setPrototypeOf() {
      return false;
    },
  };
  handlers.set(fields, handler);
  return handler;
}

/** `job.metadata`: any property, always text. */
export function textMap(value) {
  const target = {};
  const convert = (item) => (item === undefined || item === null ? '' : String(item));
  const given = mapping(value);
  for (const key of Object.keys(given)) define(target, key, convert(given[key]));
  return new Proxy(target, {
    set(object, key, item) {
      define(object, key, convert(item));
      return true;
    },
  });
}

function define(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
