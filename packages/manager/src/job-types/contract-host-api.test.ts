import { describe, expect, it } from '@jest/globals';
import { contractTable } from '../../test/support/contract-tables.js';
import { valueOf } from '../../test/support/job-type-scripts.js';

const DOCUMENT = '04-job-types';

/** An expression in a script and its value; `{ thrown }` for what it throws. */
type Examples = Readonly<Record<string, readonly (readonly [expression: string, value: unknown])[]>>;

/** The first cells of a table: each has to have examples here, and nothing else has. */
function firstCells(paragraph: string): string[] {
  return contractTable(DOCUMENT, paragraph).map(([cell = '']) => cell);
}

const eachOf = (examples: Examples): [string, string, unknown][] =>
  Object.entries(examples).flatMap(([row, all]) =>
    all.map(([expression, value]): [string, string, unknown] => [row, expression, value]),
  );

const task = (work: string): string => `(() => { const t = author.Task("t", "misc"); ${work} })()`;
const refused = (value: string, type: string, index = 0): object => ({
  thrown: `TypeError: could not convert function call parameter ${index}: could not convert ${value} to ${type}`,
});

const CONVERSIONS: Examples = {
  string: [
    ['author.Command(undefined, {}).name', ''],
    ['author.Command(null, {}).name', ''],
    ['author.Command().name', ''],
    ['author.Command(5, {}).name', '5'],
    ['author.Command(true, {}).name', 'true'],
    ['author.Command(["a", "b"], {}).name', 'a,b'],
    ['path.basename()', '.'],
  ],
  integer: [
    ['author.Command("c", {}, undefined).totalStepCount', 0],
    ['author.Command("c", {}, null).totalStepCount', 0],
    ['author.Command("c", {}).totalStepCount', 0],
    ['author.Command("c", {}, NaN).totalStepCount', 0],
    ['author.Command("c", {}, "many").totalStepCount', 0],
    ['author.Command("c", {}, "7").totalStepCount', 7],
    ['author.Command("c", {}, 3.9).totalStepCount', 3],
    ['author.Command("c", {}, -3.9).totalStepCount', -3],
  ],
  'map (command parameters)': [
    ['author.Command("c").parameters', null],
    ['author.Command("c", undefined).parameters', null],
    ['author.Command("c", null).parameters', null],
    ['(() => { const o = { a: 1 }; const c = author.Command("c", o); o.a = 2; return c.parameters })()', { a: 1 }],
    ['author.Command("c", ["x", "y"]).parameters', { 0: 'x', 1: 'y' }],
    ['author.Command("c", 5)', refused('5', 'map[string]interface {}', 1)],
    ['author.Command("c", "text")', refused('text', 'map[string]interface {}', 1)],
    ['author.Command("c", true)', refused('true', 'map[string]interface {}', 1)],
  ],
  timestamp: [
    ['formatTimestampLocal()', '0001-01-01_000000'],
    ['formatTimestampLocal(undefined)', '0001-01-01_000000'],
    ['formatTimestampLocal(null)', '0001-01-01_000000'],
    ['formatTimestampLocal(job.created)', '2024-03-05_070809'],
    ['formatTimestampLocal(new Date(0))', '1970-01-01_010000'],
    ['formatTimestampLocal("2024-07-01T00:00:00Z")', '2024-07-01_020000'],
    ['formatTimestampLocal(5)', refused('5', 'time.Time')],
  ],
};

const UNKNOWN_UUID = { thrown: 'TypeError: Cannot assign to property uuid of a host object' };
const TASK_MEMBERS: Examples = {
  '`name`': [
    ['author.Task("  t\\n", "misc").name', 't'],
    [task('t.name = " new "; return t.name'), ' new '],
    [task('t.name = ""; return t.name'), ''],
    ['author.Task("  ", "misc")', { thrown: 'GoError: author.Task(name, type): name is required' }],
  ],
  '`type`': [
    ['author.Task("t", " misc\\t").type', 'misc'],
    [task('t.type = "other"; return t.type'), 'other'],
    ['author.Task("t")', { thrown: 'GoError: author.Task(name, type): type is required' }],
  ],
  '`priority`': [
    [task('return t.priority'), 50],
    [task('t.priority = 70.9; return t.priority'), 70],
  ],
  '`commands`': [
    [task('return [Array.isArray(t.commands), t.commands.length]'), [true, 0]],
    [
      task('t.commands = [author.Command("a")]; t.commands.push({ name: "b" }); return t.commands.map((c) => c.name)'),
      ['a', 'b'],
    ],
  ],
  '`dependencies`': [
    [task('return [Array.isArray(t.dependencies), t.dependencies.length]'), [true, 0]],
    [task('t.dependencies.push(t); t.dependencies = [...t.dependencies, t]; return t.dependencies.length'), 2],
  ],
  '`uUID`': [
    [task('return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(t.uUID)'), true],
    [task('return t.uUID !== author.Task("t", "misc").uUID'), true],
    [task('return typeof t.uuid'), 'undefined'],
    [task('t.uuid = "x"'), UNKNOWN_UUID],
  ],
  '`addCommand(cmd)`': [
    [task('return t.addCommand(author.Command("a")) === undefined && t.commands.length'), 1],
    [task('t.addCommand()'), refused('undefined', 'Command')],
  ],
  '`addDependency(task)`': [
    [task('return t.addDependency(t) === undefined && t.dependencies.length'), 1],
    [task('t.addDependency("t2")'), refused('t2', 'Task')],
    [task('t.addDependency(undefined)'), refused('undefined', 'Task')],
  ],
};

describe('arguments of host functions (contract 04 §4.0)', () => {
  it.each(eachOf(CONVERSIONS))('%s: %s', async (_, expression, value) => {
    expect(await valueOf(expression)).toEqual(value);
  });

  it('every kind of parameter has its examples', () => {
    expect(Object.keys(CONVERSIONS)).toEqual(firstCells('4.0'));
  });

  it.each<[string, unknown]>([
    ['author.Task("t", "misc", "too many").name', 't'],
    ['frameCount("1-3", 5)', 3],
    [
      '(({ addCommand, commands }) => { addCommand({ name: "c" }); return commands.length })(author.Task("t", "misc"))',
      1,
    ],
    ['(({ addTask, tasks }) => { addTask({ name: "t", type: "misc" }); return tasks.length })(job)', 1],
    ['((f) => f("1-3"))(frameCount)', 3],
    ['(({ stem }) => stem("a/b.c"))(path)', 'b'],
    ['(() => { try { new author.Task("t", "misc") } catch (e) { return e.name } })()', 'TypeError'],
    ['(() => { try { new author.Command("c", {}) } catch (e) { return e.name } })()', 'TypeError'],
    ['(() => { try { new path.join("a") } catch (e) { return e.name } })()', 'TypeError'],
    ['(() => { try { new frameCount("1") } catch (e) { return e.name } })()', 'TypeError'],
    [
      '(() => { try { frameCount("x") } catch (e) { return [e instanceof Error, e.name, e.message.slice(0, 13)] } })()',
      [true, 'GoError', 'invalid range'],
    ],
    [
      '(() => { try { shellSplit("\'") } catch (e) { return [e instanceof Error, String(e)] } })()',
      [false, 'EOF found when expecting closing quote'],
    ],
  ])('further: %s', async (expression, value) => {
    expect(await valueOf(expression)).toEqual(value);
  });
});

describe('the members of a task (contract 04 §4.1)', () => {
  it.each(eachOf(TASK_MEMBERS))('%s: %s', async (_, expression, value) => {
    expect(await valueOf(expression)).toEqual(value);
  });

  it('every member has its examples', () => {
    expect(Object.keys(TASK_MEMBERS)).toEqual(firstCells('4.1'));
  });
});
