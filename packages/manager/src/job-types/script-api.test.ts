import { describe, expect, it } from '@jest/globals';
import { runBody, runWhole, valueOf } from '../../test/support/job-type-scripts.js';

describe('the functions of the host, as scripts call them (contract 04 §4)', () => {
  it.each<[string, unknown]>([
    ['frameChunker(47, 3)', ['47']],
    ['frameChunker("1-10", "3")', ['1-3', '4-6', '7-9', '10']],
    ['frameChunker("1-10", 3.9)', ['1-3', '4-6', '7-9', '10']],
    ['frameChunker("1-10", undefined)', { thrown: 'GoError: invalid chunk size, must be positive number: 0' }],
    ['frameChunker(undefined, 3)', { thrown: 'GoError: invalid range "": empty range' }],
    ['Array.isArray(frameChunker("1", 1))', true],
    ['[...frameChunker("1,3", 1).concat("x").map((c) => c + "!")]', ['1!', '3!', 'x!']],
    ['frameCount("1-10,12")', 11],
    ['frameCount("7")', 1],
    ['frameCount("")', { thrown: 'GoError: invalid range "":   (strconv.ParseInt: parsing "": invalid syntax)' }],
    ['formatTimestampLocal(job.created)', '2024-03-05_070809'],
    ['formatTimestampLocal(new Date(0))', '1970-01-01_010000'],
    ['formatTimestampLocal("2024-07-01T00:00:00Z")', '2024-07-01_020000'],
    ['formatTimestampLocal()', '0001-01-01_000000'],
    [
      'formatTimestampLocal(5)',
      { thrown: 'TypeError: could not convert function call parameter 0: could not convert 5 to time.Time' },
    ],
    ['shellSplit("a \'b c\'")', ['a', 'b c']],
    ['shellSplit(undefined)', []],
    ['shellSplit(null)', []],
    ['shellSplit("\'")', { thrown: 'EOF found when expecting closing quote' }],
    ['(() => { try { shellSplit("\'") } catch (e) { return e instanceof Error } })()', false],
    [
      '(() => { try { frameCount("x") } catch (e) { return [e instanceof Error, e instanceof GoError, e.name] } })()',
      [true, true, 'GoError'],
    ],
    ['path.basename(undefined)', '.'],
    ['path.join("a", undefined)', 'a'],
    ['path.join("a", 5, true)', 'a/5/true'],
    ['path.join()', ''],
    ['path.stem("C:\\\\x\\\\scene.blend")', 'scene'],
    ['path.dirname(["a", "b"])', '.'],
    ['[path.extname, path.sep, process.env].map((x) => typeof x)', ['undefined', 'undefined', 'undefined']],
    ['typeof process.cwd()', 'string'],
    ['["linux", "darwin", "windows", "freebsd"].includes(process.platform)', true],
    ['print("x")', null],
    ['(({ basename }) => basename("a/b"))(path)', 'b'],
  ])('%s', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });

  it('print and alert are logged with readable arguments (contract 04 §4.4)', async () => {
    const { end } = await runBody(
      'print("é", 1, [true], { a: undefined }, author.Task("t", "misc").name); alert(new Error("x"), () => 1); console.warn("w"); console.log(path)',
    );
    expect(end.report.output).toEqual([
      { level: 'print', args: ['é', 1, [true], { a: null }, 't'] },
      { level: 'alert', args: ['Error: x', '() => 1'] },
      { level: 'alert', args: ['w'] },
      { level: 'print', args: [{}] },
    ]);
  });

  it('print stops being heard before it fills the log', async () => {
    const { end } = await runBody('for (let i = 0; i < 5000; i++) print(i)');
    expect(end.report.output).toHaveLength(1000);
    expect(end.report.outputDropped).toBe(true);
  });
});

describe('author (contract 04 §4.1, §4.2)', () => {
  it.each<[string, unknown]>([
    ['author.Task(" t ", " misc\\n").name', 't'],
    ['author.Task("t", "misc ").type', 'misc'],
    ['author.Task("t", "misc").priority', 50],
    ['author.Task("t", "misc").pauseJobAfter', false],
    ['(() => { const t = author.Task("t", "misc"); t.pauseJobAfter = 1; return t.pauseJobAfter })()', true],
    ['author.Task("", "misc")', { thrown: 'GoError: author.Task(name, type): name is required' }],
    ['author.Task("  ", "misc")', { thrown: 'GoError: author.Task(name, type): name is required' }],
    ['author.Task("t")', { thrown: 'GoError: author.Task(name, type): type is required' }],
    ['author.Task(5, true).name', '5'],
    ['typeof author.Task("t", "misc").uuid', 'undefined'],
    ['/^[0-9a-f]{8}-/.test(author.Task("t", "misc").uUID)', true],
    ['author.Task("t", "misc").nosuch = 1', { thrown: 'TypeError: Cannot assign to property nosuch of a host object' }],
    ['(() => { "use strict"; const t = author.Task("t", "misc"); t.priority = "70.9"; return t.priority })()', 70],
    ['(() => { const t = author.Task("t", "misc"); t.name = null; return t.name })()', ''],
    ['delete author.Task("t", "misc").name', { thrown: 'TypeError: Cannot delete property name of a host object' }],
    ['author.Command("c", undefined).parameters', null],
    ['author.Command("c", ["a", "b"]).parameters', { 0: 'a', 1: 'b' }],
    [
      'author.Command("c", 5)',
      {
        thrown:
          'TypeError: could not convert function call parameter 1: could not convert 5 to map[string]interface {}',
      },
    ],
    ['author.Command(undefined, {}, -3.7).totalStepCount', -3],
    ['author.Command(undefined, {}).name', ''],
    [
      'author.Task("t", "misc").addDependency("t2")',
      { thrown: 'TypeError: could not convert function call parameter 0: could not convert t2 to Task' },
    ],
    [
      'author.Task("t", "misc").addCommand()',
      { thrown: 'TypeError: could not convert function call parameter 0: could not convert undefined to Command' },
    ],
    [
      'job.addTask(undefined)',
      { thrown: 'TypeError: could not convert function call parameter 0: could not convert undefined to Task' },
    ],
  ])('%s', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });

  it.each(['author.Task("t", "misc")', 'author.Command("c", {})'])('new %s is refused', async (call) => {
    expect(await valueOf(`new ${call}`)).toEqual({ thrown: expect.stringMatching(/^TypeError: /) as unknown });
  });

  it('a command is copied when it is added, except the top level of its parameters; Command copies what it is given', async () => {
    const { tasks } = await runBody(`
      const given = { list: ['kept'] };
      const command = author.Command('echo', given, 1);
      given.list.push('unseen');
      given.late = 'unseen';
      const task = author.Task('t', 'misc');
      const { addCommand } = task;
      addCommand(command);
      command.name = 'unseen';
      command.totalStepCount = 9;
      command.parameters.late = 'seen';
      task.addCommand({ name: 'plain', parameters: { a: 1 } });
      task.addCommand({});
      job.addTask(task);
    `);
    expect(tasks[0]?.commands).toEqual([
      { name: 'echo', parameters: { list: ['kept'], late: 'seen' }, totalStepCount: 1 },
      { name: 'plain', parameters: { a: 1 }, totalStepCount: 0 },
      { name: '', parameters: null, totalStepCount: 0 },
    ]);
  });

  it('tasks may still change after they were added, and be named as dependencies before (contract 04 §4.3, D3.2)', async () => {
    const { tasks } = await runBody(`
      const first = author.Task('first', 'misc');
      const second = author.Task('second', 'misc');
      second.addDependency(first);
      job.addTask(second);
      job.addTask(first);
      first.name = 'renamed';
      job.tasks[1].priority = 70;
      second.addCommand(author.Command('echo', { message: 'late' }));
    `);
    expect(tasks.map(({ name, priority }) => [name, priority])).toEqual([
      ['second', 50],
      ['renamed', 70],
    ]);
    expect(tasks[0]?.dependencies).toEqual([tasks[1]?.uuid]);
    expect(tasks[0]?.commands).toHaveLength(1);
  });

  it('plain objects are tasks too, and get an identity', async () => {
    const { tasks } = await runBody(`
      const plain = { name: 'plain', type: 'misc', commands: [{ name: 'echo', parameters: [1] }] };
      job.addTask(plain);
      job.addTask({ name: 'next', type: 'misc', priority: 7, dependencies: [plain] });
      job.tasks.push({ name: 'pushed', type: 'misc' });
    `);
    expect(tasks.map(({ name, priority }) => [name, priority])).toEqual([
      ['plain', 0],
      ['next', 7],
      ['pushed', 0],
    ]);
    expect(tasks[0]?.commands[0]?.parameters).toEqual({ 0: 1 });
    expect(tasks[1]?.dependencies).toEqual([tasks[0]?.uuid]);
  });

  it('a task added twice comes out twice with one identity, for the check of the task graph', async () => {
    const { tasks } = await runBody(
      `const t = author.Task('t', 'misc'); t.addDependency(t); job.addTask(t); job.addTask(t);`,
    );
    expect(tasks[0]?.uuid).toBe(tasks[1]?.uuid);
    expect(tasks[0]?.dependencies).toEqual([tasks[0]?.uuid]);
  });
});

describe('command parameters as they are stored (contract 04 §7.3)', () => {
  it.each<[string, unknown]>([
    ['1.0', 1],
    ['-0', -0],
    ['1e21', 1e21],
    ['"text"', 'text'],
    ['true', true],
    ['null', null],
    ['undefined', null],
    ['[undefined, , 1]', [null, null, 1]],
    ['frameChunker("1,3", 1)', ['1', '3']],
    ['shellSplit("a b")', ['a', 'b']],
    ['new Set([1, 2])', [1, 2]],
    ['new Map([["a", 1]])', [['a', 1]]],
    ['{ a: { b: undefined } }', { a: { b: null } }],
    ['job.settings', { frames: '1' }],
    ['job.created', '2024-03-05T07:08:09+01:00'],
    ['new Date(0)', '1970-01-01T01:00:00+01:00'],
    ['/x/', {}],
    ['new Error("x")', {}],
    ['Promise.resolve()', {}],
    ['Symbol("name")', 'name'],
    ['10n', 10],
    ['new Uint8Array([1, 2])', [1, 2]],
    ['JSON.parse(\'{"__proto__":1}\')', JSON.parse('{"__proto__":1}')],
    ['"\\ud800 \\u2028 \\0"', '\ud800 \u2028 \0'],
  ])('%s', async (value, stored) => {
    const { tasks, message } = await runBody(
      `const t = author.Task('t', 'misc'); t.addCommand(author.Command('c', { value: ${value} })); job.addTask(t);`,
      { frames: '1' },
    );
    expect(message).toBe('');
    expect(tasks[0]?.commands[0]?.parameters).toEqual({ value: stored });
  });

  it.each([
    [
      'NaN',
      'parameter "value" of command "c" in task "t" cannot be stored: NaN has no place in JSON, give a number, null or text',
    ],
    [
      '[1, -Infinity]',
      'parameter "value[1]" of command "c" in task "t" cannot be stored: -Infinity has no place in JSON, give a number, null or text',
    ],
    [
      '{ deep: [() => 1] }',
      'parameter "value.deep[0]" of command "c" in task "t" cannot be stored: it is a function, give a value',
    ],
    [
      '2n ** 70n',
      'parameter "value" of command "c" in task "t" cannot be stored: 1180591620717411303424n has no place in JSON, give a number, null or text',
    ],
    [
      '(() => { const a = {}; a.a = a; return a; })()',
      /^parameter "value\.a.*… cannot be stored|^parameter "value.*nested too deeply or contains itself$/,
    ],
  ])('%s is refused by name', async (value, message) => {
    const { end } = await runBody(
      `const t = author.Task('t', 'misc'); t.addCommand(author.Command('c', { value: ${value} })); job.addTask(t);`,
    );
    expect(end.outcome).toMatchObject({
      kind: 'failed',
      failure: 'unusable-result',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('a setting that cannot be stored is refused by name too', async () => {
    const { message } = await runBody('job.settings.chunk_size = { a: NaN }');
    expect(message).toBe(
      'job.settings.chunk_size.a cannot be stored: NaN has no place in JSON, give a number, null or text',
    );
  });
});

describe('additions of ours (D3.2)', () => {
  it.each<[string, unknown]>([
    ['btoa("Flamenco")', 'RmxhbWVuY28='],
    ['atob("RmxhbWVuY28=")', 'Flamenco'],
    ['atob("RmxhbWVuY28")', 'Flamenco'],
    ['atob("?")', { thrown: 'GoError: atob: the text is not correctly encoded base64' }],
    ['btoa("€")', { thrown: 'GoError: btoa: the text has characters beyond U+00FF; encode it to bytes first' }],
    ['[...new TextEncoder().encode("é€")]', [0xc3, 0xa9, 0xe2, 0x82, 0xac]],
    ['new TextDecoder().decode(new TextEncoder().encode("é€"))', 'é€'],
    ['new TextDecoder().decode(new Uint8Array([0x41, 0xff]).buffer)', 'A\ufffd'],
    [
      'new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([0xff]))',
      { thrown: 'GoError: TextDecoder: the bytes are not valid UTF-8' },
    ],
    ['new TextDecoder("latin1")', { thrown: 'GoError: TextDecoder: only "utf-8" is known here, not "latin1"' }],
    ['structuredClone({ a: [1, new Map([["x", { y: 1 }]])] }).a[1].get("x").y', 1],
    ['(() => { const a = []; a.push(a); const b = structuredClone(a); return b !== a && b[0] === b })()', true],
    ['structuredClone(() => 1)', { thrown: 'TypeError: structuredClone: a function cannot be copied' }],
    ['frameChunker("-10..-1", 5)', ['-10--6', '-5--1']],
    ['frameChunker("1-10x3", 10)', ['1,4,7,10']],
  ])('%s', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });

  it('an inverted range is still no error, but the submitter learns of it', async () => {
    const { end } = await runBody('frameChunker("10-1,5", 1)');
    expect(end.report.warnings).toEqual(['frame range "10-1" runs backwards, so it contributes no frames']);
  });
});

describe('the language (contract 04 §3)', () => {
  it.each([
    ['strict mode', 'undeclared = 1', /^ReferenceError/],
    ['with', 'with ({}) {}', /^SyntaxError/],
    ['parameters twice', 'function f(a, a) {}', /^SyntaxError/],
    ['import', 'import "./x.js"', /^SyntaxError/],
  ])('%s', async (_, source, message) => {
    expect((await runWhole(source)).message).toMatch(message);
  });

  it.each(['"#!/usr/bin/env node\\n"', '""'])(
    'scripts may begin with %s and shadow every name of the host',
    async (start) => {
      const source = `${JSON.parse(start) as string}const path = 1; function print() {} var author2 = author; let process = 2; class Map {} const JSON = 3; function String() { return 'mine' }
      const JOB_TYPE = { label: 'x' };
      const compileJob = async (job) => { await null; const t = author.Task('t', 'misc'); t.addCommand(author.Command('c', { path, process })); job.addTask(t); };`;
      const { tasks, message } = await runWhole(source);
      expect(message).toBe('');
      expect(tasks[0]?.commands[0]?.parameters).toEqual({ path: 1, process: 2 });
    },
  );

  it.each([
    'globalThis.compileJob = (job) => {}',
    'let compileJob = (job) => {}',
    'var compileJob = function () {}',
    'class C { static run() {} } const compileJob = C.run',
  ])('compileJob may be %s', async (definition) => {
    expect((await runWhole(`var JOB_TYPE = {}; ${definition}`)).end.outcome.kind).toBe('answered');
  });

  it.each<[string, unknown]>([
    ['(class { static #n = 1; static { this.m = this.#n; } }).m', 1],
    [
      '[[1, [2]].flat(), [1, 2].at(-1), [1, 2].findLast((x) => x < 2), Object.hasOwn({ a: 1 }, "a")]',
      [[1, 2], 2, 1, true],
    ],
    [
      '["aXbX".replaceAll("X", "-"), [..."a1b2".matchAll(/\\d/g)].length, "x".padStart(3, "."), "é".normalize("NFD").length]',
      ['a-b-', 2, '..x', 2],
    ],
    ['[/(?<=a)b/.test("ab"), /b/y.test("ab"), /\\u{1F600}/u.test("\u{1F600}")]', [true, false, true]],
    [
      '[typeof AggregateError, typeof Promise.allSettled, typeof Reflect.ownKeys, typeof escape, typeof Proxy]',
      Array(5).fill('function'),
    ],
    ['Object.fromEntries(new Map([["a", null ?? 1]]))?.a ** 2', 1],
    ['[typeof setTimeout, typeof fetch, typeof Buffer, typeof module, typeof exports]', Array(5).fill('undefined')],
    ['eval("1 + 1") + new Function("return 1")()', 3],
  ])('understands %s', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });
});
