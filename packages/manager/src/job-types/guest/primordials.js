/**
 * The language's own objects and functions as they are before a script runs: scripts may declare `Map` or `String` of
 * their own at their top level, or replace `JSON.parse`, and what they change there must not reach us.
 */
export const {
  Array,
  ArrayBuffer,
  BigInt,
  Boolean,
  Date,
  Error,
  Map,
  Math,
  Number,
  Promise,
  Proxy,
  RegExp,
  Set,
  String,
  Symbol,
  TypeError,
  Uint8Array,
  WeakMap,
} = globalThis;

const { parse, stringify } = globalThis.JSON;
export const JSON = { parse, stringify };

const { assign, create, defineProperty, freeze, getPrototypeOf, hasOwn, is, keys, prototype } = globalThis.Object;
export const Object = { assign, create, defineProperty, freeze, getPrototypeOf, hasOwn, is, keys, prototype };
