import { author } from './author.js';
import { ask, evaluate } from './host.js';
import { path, process } from './functions.js';
import { JSON, Map, Object, String } from './primordials.js';

const BUILT_IN = { author, path, process };

/** Modules that ran or are running, by path: each runs once, and a circle sees what is there already. */
const modules = new Map();

/** `require` for files in `folder`, relative to their script folder (contract 04 §4.9). */
export function requireFrom(folder) {
  const require = (id) => {
    const name = String(id);
    const bare = name.startsWith('./') ? name.slice(2) : name;
    if (Object.hasOwn(BUILT_IN, bare)) return BUILT_IN[bare];
    const found = ask('findModule', name, folder);
    return modules.get(found.path)?.exports ?? load(found);
  };
  return require;
}

function load(found) {
  const module = { exports: {} };
  modules.set(found.path, module);
  try {
    if (found.kind === 'json') module.exports = JSON.parse(found.source);
    else run(found, module);
  } catch (thrown) {
    modules.delete(found.path);
    throw thrown;
  }
  return module.exports;
}

function run(found, module) {
  const folder = found.path.includes('/') ? found.path.slice(0, found.path.lastIndexOf('/')) : '';
  const source = found.source.replace(/^\uFEFF?(#!.*)?/, '');
  const body = evaluate(`(function (exports, require, module) {${source}\n})`, found.path);
  body.call(module.exports, module.exports, requireFrom(folder), module);
}
