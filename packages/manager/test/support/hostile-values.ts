import type { CompileFailure } from '../../src/job-types/index.js';

/** How a hostile script may end. */
export type Ending = CompileFailure | 'compiled';

/** A hostile body of `compileJob`, and how it has to end. */
export type HostileBody = readonly [name: string, body: string, ...endings: Ending[]];

const command = (parameters: string): string =>
  `const t = author.Task("t", "misc"); t.addCommand({ name: "c", parameters: ${parameters} }); job.addTask(t);`;

/** Values, objects and errors that hurt whoever looks at them, and memory in every form that it has. */
export const HOSTILE_VALUES: readonly HostileBody[] = [
  ['an endless getter of a task', 'job.addTask({ get name() { for (;;); }, type: "misc" });', 'time-limit'],
  ['an endless Proxy for a task', 'job.addTask(new Proxy({}, { get() { for (;;); } }));', 'time-limit'],
  ['a Proxy whose keys have no end', command('new Proxy({}, { ownKeys() { for (;;); } })'), 'time-limit'],
  [
    'a revoked Proxy for a task',
    'const r = Proxy.revocable({}, {}); r.revoke(); job.addTask(r.proxy);',
    'script-error',
  ],
  ['a thrown revoked Proxy', 'const r = Proxy.revocable({}, {}); r.revoke(); throw r.proxy;', 'script-error'],
  [
    'an iterator without end for the tasks',
    'job.tasks = { *[Symbol.iterator]() { for (;;) yield {}; } };',
    'memory-limit',
  ],
  ['endless awaiting', 'return (async () => { for (;;) await null; })();', 'time-limit'],
  [
    'promises that double',
    'const f = () => { Promise.resolve().then(f); Promise.resolve().then(f); }; f(); return new Promise(() => {});',
    'memory-limit',
  ],
  ['an endless conversion', 'frameChunker({ [Symbol.toPrimitive]() { for (;;); } }, 1);', 'time-limit'],
  ['an endless number', 'author.Command("c", {}, { valueOf() { for (;;); } });', 'time-limit'],
  ['a back-reference that explodes', '/^(x+)+\\1y/.test("x".repeat(60));', 'time-limit'],
  ['an integer without end', 'let n = 3n; for (;;) n *= n;', 'memory-limit', 'script-error'],
  ['a Map without end', 'const m = new Map(); for (let i = 0; ; i++) m.set({}, i);', 'memory-limit'],
  ['closures without end', 'const a = []; for (let i = 0; ; i++) a.push(() => [i, a]);', 'memory-limit'],
  ['symbols without end', 'const a = []; for (let i = 0; ; i++) a.push(Symbol("s" + i));', 'memory-limit'],
  ['typed arrays without end', 'const a = []; for (;;) a.push(new Float64Array(1e5));', 'memory-limit', 'script-error'],
  [
    'a list with a hole of billions',
    'const a = []; a[4294967294] = 1; job.settings.a = a;',
    'time-limit',
    'memory-limit',
  ],
  [
    'tasks with a hole of billions',
    'job.tasks.length = 2 ** 32 - 1;',
    'script-error',
    'unusable-result',
    'memory-limit',
  ],
  ['a key of megabytes', command('{ ["x".repeat(5e6)]: NaN }'), 'unusable-result', 'memory-limit', 'script-error'],
  ['a thrown null', 'throw null;', 'script-error'],
  [
    'an error whose message throws',
    'throw Object.defineProperty(new Error(), "message", { get() { throw 1; } });',
    'script-error',
  ],
  [
    'an error whose message never ends',
    'throw Object.defineProperty(new Error(), "message", { get() { for (;;); } });',
    'script-error',
  ],
  [
    'an error whose name never ends',
    'throw Object.defineProperty(new Error("x"), "name", { get() { for (;;); } });',
    'script-error',
  ],
  ['an error whose stack is no text', 'const e = new Error("x"); e.stack = { toString: 5 }; throw e;', 'script-error'],
  ['50 MB of message', 'throw new Error("x".repeat(5e7));', 'script-error', 'memory-limit'],
  ['NaN in the settings', 'job.settings.x = NaN;', 'unusable-result'],
  ['Infinity in a command', command('{ x: [Infinity] }'), 'unusable-result'],
  ['an integer that no number holds', command('{ x: 2n ** 80n }'), 'unusable-result'],
  ['a date that is none', command('{ x: new Date(NaN) }'), 'compiled'],
  [
    'symbols as keys and names',
    `${command('{ [Symbol("k")]: 1 }')} author.Task(Symbol("n"), "misc");`,
    'compiled',
    'script-error',
  ],
  ['__proto__ as a setting', `job.settings = JSON.parse('{"__proto__":{"polluted":1}}');`, 'compiled'],
  ['__proto__ as a parameter', command(`JSON.parse('{"__proto__":{"polluted":1}}')`), 'compiled'],
  ['__proto__ as metadata', 'job.metadata["__proto__"] = "polluted"; job.metadata.constructor = "x";', 'compiled'],
  ['the identity of a file', 'job.jobID = "../../etc/passwd";', 'unusable-result'],
  ['NUL in a name', 'job.name = "a\\0b";', 'unusable-result'],
  [
    'Object.prototype in property descriptors',
    'Object.prototype.get = () => "evil"; job.addTask(author.Task("t", "misc"));',
    'compiled',
    'script-error',
    'unusable-result',
  ],
  [
    'an endless iterator for every list',
    'Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1; }; print(1); path.join("a");',
    'time-limit',
    'memory-limit',
    'compiled',
  ],
  ['every object a promise', 'Object.prototype.then = () => { for (;;); }; return (async () => ({}))();', 'time-limit'],
  [
    'frozen prototypes',
    'for (const c of [Object, Array, Function, Map, Error]) Object.freeze(c.prototype); job.addTask({ name: "t", type: "misc" });',
    'compiled',
    'script-error',
  ],
  [
    'a world without globals',
    'for (const n of Object.getOwnPropertyNames(globalThis)) try { delete globalThis[n]; } catch {} job.addTask({ name: "t" });',
    'compiled',
  ],
  ['an import made of text', 'return new Function(\'return import("node:fs")\')();', 'script-error'],
  [
    'the host through an async constructor',
    "return (async () => {}).constructor(\"if (process.env || process.exit) throw 'out'; throw 'still in'\")();",
    'script-error',
  ],
  ['WebAssembly', 'new WebAssembly.Memory({ initial: 65536 });', 'script-error'],
  [
    'helpers with names of megabytes',
    'for (let i = 0; ; i++) try { require("./" + "x".repeat(1e6) + i); } catch {}',
    'time-limit',
    'memory-limit',
  ],
  ['a layout of megabytes', 'for (;;) job.created.format("2006".repeat(1e6));', 'time-limit', 'memory-limit'],
];
