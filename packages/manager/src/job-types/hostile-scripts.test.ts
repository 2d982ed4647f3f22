import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CREATED, JOB_ID, RecordedLog, writeScripts } from '../../test/support/job-type-scripts.js';
import { HOSTILE_VALUES } from '../../test/support/hostile-values.js';
import type { HostileBody } from '../../test/support/hostile-values.js';
import { createJobTypes } from './index.js';
import type { CompileResult, JobTypes } from './index.js';

/** The limit of these tests, and how long a refusal may take with a thread that has to be ended and a busy machine. */
const LIMIT_MS = 1000;
const PATIENCE_MS = 8000;
/** A limit that is over only if the hostile script keeps the others waiting, and how many of them are to be served before. */
const LONG_LIMIT_MS = 60_000;
const OTHERS = 20;

/** Bodies of `compileJob` that want to hurt the farm, and how each has to end. */
const HOSTILE: readonly HostileBody[] = [
  ...HOSTILE_VALUES,
  ['an endless loop', 'for (;;);', 'time-limit'],
  [
    'an endless loop that catches everything',
    'for (;;) { try { for (;;); } catch {} finally { continue; } }',
    'time-limit',
  ],
  [
    'more words than the host has memory for',
    `shellSplit('"" '.repeat(1e7));`,
    'compiled',
    'time-limit',
    'memory-limit',
    'sandbox-lost',
  ],
  ['an endless generator', 'function* g() { for (;;) yield 1; } for (const x of g());', 'time-limit'],
  ['endless promises', 'const again = () => Promise.resolve().then(again); return again();', 'time-limit'],
  [
    'an endless getter in a parameter',
    'const t = author.Task("t", "misc"); t.addCommand({ name: "c", parameters: { get x() { for (;;); } } }); job.addTask(t);',
    'time-limit',
  ],
  ['an endless toString of what it throws', 'throw { toString() { for (;;); } };', 'script-error', 'time-limit'],
  [
    'an endless toJSON',
    'job.settings.x = { toJSON() { for (;;); } }; print(job.settings);',
    'script-error',
    'unusable-result',
    'compiled',
    'time-limit',
  ],
  ['a regular expression that explodes', '/^(a+)+$/.test("a".repeat(40) + "b");', 'time-limit'],
  ['a built-in function that looks at no clock', 'new Array(4294967295).join("x");', 'time-limit'],
  [
    'a sort of billions',
    'Array.prototype.sort.call({ length: 2 ** 32 });',
    'time-limit',
    'memory-limit',
    'script-error',
  ],
  ['a search through billions', 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);', 'time-limit'],
  ['a list without end', 'const a = []; for (;;) a.push(new Array(1000).fill({}));', 'memory-limit', 'time-limit'],
  [
    'memory, and again after each refusal',
    'const a = []; for (;;) { try { a.push(new Uint8Array(1e6)); } catch {} }',
    'time-limit',
    'memory-limit',
  ],
  ['giant strings', 'let s = "x"; for (;;) s += s;', 'memory-limit', 'script-error'],
  ['a giant string in one go', '"x".repeat(2 ** 30 - 1).split("");', 'memory-limit', 'script-error'],
  ['a giant printed string', 'print("x".repeat(5e7));', 'compiled', 'memory-limit', 'time-limit'],
  ['endless printing', 'for (;;) print("x");', 'time-limit'],
  ['a giant ArrayBuffer', 'new ArrayBuffer(2 ** 31 - 1);', 'memory-limit', 'script-error'],
  ['endless recursion', 'const f = () => f() + 1; f();', 'stack-limit'],
  [
    'endless recursion through the host',
    'const o = { toString() { return path.join(o); } }; path.join(o);',
    'stack-limit',
  ],
  ['endless recursion of toString', 'const o = { toString() { return "" + o; } }; "" + o;', 'stack-limit'],
  ['endless recursion in a sort', 'const f = () => [1, 2, 3].sort(f); f();', 'stack-limit'],
  [
    'nested proxies',
    'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x;',
    'stack-limit',
    'time-limit',
  ],
  ['deeply nested source', 'eval("[".repeat(1e6));', 'stack-limit', 'script-error'],
  ['deeply nested JSON', 'JSON.parse("[".repeat(1e6));', 'stack-limit', 'script-error'],
  ['deeply nested values', 'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; job.settings.a = a;', 'unusable-result'],
  ['a value that contains itself', 'job.settings.self = job.settings;', 'unusable-result'],
  [
    'a regular expression of a million groups',
    'new RegExp("(?:".repeat(1e6) + ")".repeat(1e6));',
    'stack-limit',
    'script-error',
  ],
  [
    '10 million tasks',
    'for (let i = 0; i < 1e7; i++) job.addTask(author.Task("t" + i, "misc"));',
    'memory-limit',
    'time-limit',
  ],
  [
    '10 million plain tasks',
    'const t = { name: "t", type: "misc" }; for (let i = 0; i < 1e7; i++) job.tasks.push(t);',
    'time-limit',
    'size-limit',
    'memory-limit',
  ],
  [
    'a few tasks with too many dependencies',
    'const all = []; for (let i = 0; i < 3000; i++) { const t = author.Task("t", "misc"); for (const o of all) t.addDependency(o); all.push(t); job.addTask(t); }',
    'size-limit',
    'time-limit',
    'memory-limit',
  ],
  ['a frame range for ever', 'frameChunker("1-99999999999", 1);', 'script-error'],
  ['a frame range with a million steps too many', 'frameCount("1-9007199254740991x3");', 'script-error'],
  [
    'a prototype that breaks JSON',
    'Object.prototype.toJSON = () => { throw 1; }; Array.prototype.toJSON = () => "mine"; author.Task("t", "misc");',
    'script-error',
    'unusable-result',
    'compiled',
  ],
  [
    'prototypes without their functions',
    'for (const c of [Array, String, Map, WeakMap, Object, Function]) for (const n of Object.getOwnPropertyNames(c.prototype)) try { delete c.prototype[n]; } catch {} job.addTask(author.Task("t", "misc"));',
    'script-error',
    'unusable-result',
    'compiled',
  ],
  [
    'setters on Object.prototype',
    'for (const n of ["name", "uuid", "error", "value", "refused"]) Object.defineProperty(Object.prototype, n, { get: () => "evil", set() {} }); job.addTask(author.Task("t", "misc"));',
    'script-error',
    'unusable-result',
    'compiled',
  ],
  [
    'an Array.prototype.map that forges tasks',
    'Array.prototype.map = () => [{ uuid: "../../etc", name: 5 }]; job.addTask(author.Task("t", "misc"));',
    'script-error',
    'unusable-result',
  ],
  [
    'a refusal of the host, forged',
    'JSON.parse = () => ({ value: "forged" }); JSON.stringify = () => "forged"; job.addTask(author.Task("t", "misc"));',
    'compiled',
    'unusable-result',
    'script-error',
  ],
  ['process.exit', 'process.exit(1);', 'script-error'],
  [
    'the host through a constructor',
    'const host = this?.constructor ?? Function("return this")(); if (host.process?.mainModule || typeof host.require("fs").readFileSync === "function") throw "out";',
    'script-error',
  ],
  [
    'the host through a function of it',
    'const f = print.constructor("return process.env"); if (f() !== undefined) throw "out"; throw "still in";',
    'script-error',
  ],
  ['a file of the host through require', 'require("/etc/passwd");', 'script-error'],
  ['a file of the host through a path', 'require("../../../../../../etc/passwd");', 'script-error'],
  ['a module of Node', 'require("node:child_process");', 'script-error'],
  ['a dynamic import', 'return import("node:fs");', 'script-error'],
  ['a dynamic import of our own code', 'return import("flamenco:host.js").then((m) => m.ask("cwd"));', 'script-error'],
  [
    'the engine through its own objects',
    'if (typeof std !== "undefined" || typeof os !== "undefined" || typeof scriptArgs !== "undefined") throw "out"; throw "still in";',
    'script-error',
  ],
  ['Atomics.wait', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', 'script-error', 'time-limit'],
  [
    'an error with a forged stack',
    'const e = new Error("x"); e.stack = "    at f (/etc/passwd:1:1)\\n".repeat(1e5); throw e;',
    'script-error',
  ],
  [
    'an error whose stack never ends',
    'const e = new Error("x"); Object.defineProperty(e, "stack", { get() { for (;;); } }); throw e;',
    'script-error',
    'time-limit',
    'memory-limit',
  ],
  ['a megabyte of message', 'throw "x".repeat(1e6);', 'script-error'],
  ['a thenable that never ends', 'return { then() { for (;;); } };', 'compiled', 'time-limit'],
  [
    'tasks while the result is read',
    'Object.defineProperty(job.settings, "x", { enumerable: true, get() { for (;;) job.addTask({ name: "t", type: "misc" }); } });',
    'memory-limit',
    'time-limit',
  ],
  [
    'one task that is too large to be read in one go',
    'const t = author.Task("t", "misc"); t.addCommand(author.Command("c", { text: "x".repeat(9 << 20) })); job.addTask(t);',
    'size-limit',
    'memory-limit',
  ],
  [
    'many large tasks, which are read in smaller pieces',
    'for (let n = 0; n < 12; n += 1) { const t = author.Task("t" + n, "misc"); t.addCommand(author.Command("c", { text: "x".repeat(900000) })); job.addTask(t); }',
    'compiled',
    'memory-limit',
  ],
  ['a job whose name is a book', 'job.name = "x".repeat(9 << 20);', 'size-limit', 'memory-limit', 'unusable-result'],
  [
    'a search for helpers without end',
    'for (let n = 0; ; n += 1) try { require("./helper-" + n); } catch {}',
    'time-limit',
    'script-error',
  ],
];

/** Sources whose top level is hostile already when the farm lists its job types. */
const HOSTILE_SOURCES: Readonly<Record<string, string>> = {
  'top_loop.js': 'const JOB_TYPE = {}; for (;;);',
  'top_getter.js': 'const JOB_TYPE = { get label() { for (;;); } };',
  'top_settings.js':
    'const JOB_TYPE = { settings: { *[Symbol.iterator]() { for (;;) yield { key: "a", type: "bool" }; } } };',
  'top_deep.js': `const JOB_TYPE = ${'['.repeat(200_000)};`,
  'top_proxy.js': 'const JOB_TYPE = new Proxy({}, { get() { throw "no"; } });',
  'top_binary.js': '\0\x01\x02 nothing of this is JavaScript \uD800',
};

/** An ordinary script that would notice what the others did to the language. */
const NEXT = `const JOB_TYPE = { label: 'x' };
function compileJob(job) {
  const seen = [];
  for (const name in {}) seen.push(name);
  const task = author.Task(path.join('a', 'b'), 'misc');
  task.addCommand(author.Command('c', { seen, text: String('x') }));
  job.addTask(task);
}`;

describe('hostile scripts (contract 04 §7.5, D3.1)', () => {
  let folder = '';
  let types: JobTypes;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flamenco-hostile-'));
    const scripts = HOSTILE.map(([, body], index) => [
      `hostile-${index}.js`,
      `const JOB_TYPE = { label: 'x' };\nfunction compileJob(job) {\n${body}\n}`,
    ]);
    const bodies = { ...(Object.fromEntries(scripts) as Record<string, string>), 'next.js': NEXT };
    await writeScripts(join(folder, 'bodies'), bodies);
    await writeScripts(join(folder, 'sources'), HOSTILE_SOURCES);
    types = create('bodies');
  });
  afterAll(async () => {
    await types.stop();
    await rm(folder, { recursive: true });
  });

  function create(name: string, timeMs = LIMIT_MS): JobTypes {
    const folders = [{ candidates: [join(folder, name)], required: true, builtIn: false }];
    const limits = { timeMs, memoryBytes: 64 * 1024 * 1024, resultBytes: 16 * 1024 * 1024 };
    return createJobTypes({ folders, log: new RecordedLog(), now: () => CREATED, timeZone: 'UTC', limits });
  }

  function compile(type: string, by = types, signal?: AbortSignal): Promise<CompileResult> {
    const job = { id: JOB_ID, name: 'shot', type, priority: 50, created: CREATED, settings: {}, metadata: {} };
    return by.compile(job, signal);
  }

  it.each(HOSTILE.map(([name, , ...endings], index) => [name, `hostile-${index}`, endings] as const))(
    '%s',
    async (_, type, endings) => {
      const started = performance.now();
      const result = await compile(type);
      const reason = result.outcome === 'compiled' ? 'compiled' : result.reason;
      // On a busy machine the time may be over before anything else is.
      expect([...endings, 'time-limit']).toContain(reason);
      expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
      if (result.outcome !== 'failed') {
        expect(Object.getPrototypeOf(result.job.settings)).toBe(Object.prototype);
        return;
      }
      expect(result.message).not.toBe('');
      expect(result.message.length).toBeLessThan(11_000);
      expect(result.message).not.toMatch(/\bout\b at/);
      expect(result.message).not.toContain('flamenco:');
    },
    2 * PATIENCE_MS,
  );

  it('at the top level are problems of their files, and the listing goes on', async () => {
    const hostile = create('sources');
    const { jobTypes, problems } = await hostile.list();
    await hostile.stop();
    expect(jobTypes).toEqual([]);
    expect(problems.map(({ name }) => name)).toEqual([
      'top-binary',
      'top-deep',
      'top-getter',
      'top-loop',
      'top-proxy',
      'top-settings',
    ]);
    for (const { message } of problems) expect(message.length).toBeGreaterThan(10);
  }, 30_000);

  it('are many, and each is another one', () => {
    expect(new Set(HOSTILE.map(([, body]) => body)).size).toBe(HOSTILE.length);
    expect(HOSTILE.length + Object.keys(HOSTILE_SOURCES).length).toBeGreaterThanOrEqual(50);
  });

  it('leave nothing behind for the next script', async () => {
    expect(await compile('next')).toMatchObject({
      outcome: 'compiled',
      tasks: [{ name: 'a/b', priority: 50, commands: [{ name: 'c', parameters: { seen: [], text: 'x' } }] }],
    });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(['an endless loop', 'endless promises', 'a built-in function that looks at no clock'])(
    'keep nobody else waiting: others are served while there is %s',
    async (hostile) => {
      const patient = create('bodies', LONG_LIMIT_MS);
      const given = new AbortController();
      let isOver = false;
      const type = `hostile-${HOSTILE.findIndex(([name]) => name === hostile)}`;
      const running = compile(type, patient, given.signal).finally(() => (isOver = true));
      for (let other = 0; other < OTHERS; other += 1) {
        expect(await compile('next', patient)).toMatchObject({ outcome: 'compiled' });
        expect((await patient.list()).jobTypes.length).toBeGreaterThan(0);
      }
      expect(isOver).toBe(false);
      given.abort(new Error('seen enough'));
      await expect(running).rejects.toThrow('seen enough');
      await patient.stop();
    },
    2 * LONG_LIMIT_MS,
  );
});
