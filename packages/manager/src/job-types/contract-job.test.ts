import { describe, expect, it } from '@jest/globals';
import { codeIn, contractTable } from '../../test/support/contract-tables.js';
import { JOB_ID, runBody, runWhole, TEST_LIMITS, valueOf } from '../../test/support/job-type-scripts.js';
import { runFailureText } from './run-failure.js';
import type { FailedRun } from './run-failure.js';

const DOCUMENT = '04-job-types';

/** By the first cell of a table's row: expressions in a script, and their values. */
type Examples = Readonly<Record<string, readonly (readonly [expression: string, value: unknown])[]>>;

const rowsOf = (paragraph: string): string[] => contractTable(DOCUMENT, paragraph).map(([cell = '']) => cell);
const eachOf = (examples: Examples): [string, string, unknown][] =>
  Object.entries(examples).flatMap(([row, all]) =>
    all.map(([text, value]): [string, string, unknown] => [row, text, value]),
  );

const SETTINGS = { frames: '1-3', fps: 24, list: [1] };
const noPrimitive = { thrown: expect.stringMatching(/^TypeError: could not convert/) as unknown };
const fixed = (name: string): object => ({ thrown: `TypeError: Cannot assign to property ${name} of a host object` });

const FIELDS: Examples = {
  '`jobID`': [
    ['job.jobID', JOB_ID],
    ['job.id', null],
  ],
  '`name`': [['job.name', 'shot']],
  '`jobType`': [
    ['job.jobType', 'test'],
    ['job.type', null],
  ],
  '`priority`': [['job.priority', 50]],
  '`status`': [['job.status', 'under-construction']],
  '`created`': [
    ['[typeof job.created, job.created instanceof Date]', ['object', false]],
    ['JSON.stringify(job.created)', '"2024-03-05T07:08:09+01:00"'],
    ['String(job.created)', '2024-03-05 07:08:09 +0100 CET'],
    ['[job.created.unix(), job.created.unixMilli(), job.created.year()]', [1709618889, 1709618889000, 2024]],
    ['job.created.format("02.01.2006 15:04")', '05.03.2024 07:08'],
    ['[typeof job.created.getTime, typeof job.created.toISOString]', ['undefined', 'undefined']],
  ],
  '`settings`': [
    ['job.settings', SETTINGS],
    ['["fps" in job.settings, job.settings.hasOwnProperty("nosuch"), job.settings.nosuch]', [true, false, null]],
    ['(() => { delete job.settings.fps; return Object.keys(job.settings).sort() })()', ['frames', 'list']],
    ['Object.entries({ ...job.settings }).length', 3],
    ['JSON.parse(JSON.stringify(job.settings))', SETTINGS],
    ['(() => { job.settings = { other: 1 }; return job.settings })()', { other: 1 }],
    ['job.settings = 5', noPrimitive],
    ['job.settings = "text"', noPrimitive],
  ],
  '`metadata`': [
    ['job.metadata', { project: 'Sprite Fright' }],
    [
      '(() => { job.metadata.n = 5; job.metadata.u = undefined; return job.metadata })()',
      { project: 'Sprite Fright', n: '5', u: '' },
    ],
  ],
  '`storage`': [
    ['job.storage.shamanCheckoutID', ''],
    ['job.storage.other = 1', fixed('other')],
  ],
  '`workerTagUUID`': [['job.workerTagUUID', '']],
  '`tasks`': [
    ['Array.isArray(job.tasks) && job.tasks.length', 0],
    ['(() => { job.addTask(author.Task("t", "misc")); return job.tasks[0].name })()', 't'],
  ],
  '`addTask(task)`': [
    ['job.addTask(author.Task("t", "misc"))', null],
    [
      'job.addTask()',
      { thrown: 'TypeError: could not convert function call parameter 0: could not convert undefined to Task' },
    ],
  ],
};

const STORED: Examples = {
  number: [
    ['1.0', 1],
    ['-0', -0],
    ['1e21', 1e21],
    ['0.5', 0.5],
  ],
  'string, boolean': [
    ['"é\\u2028"', 'é\u2028'],
    ['false', false],
  ],
  '`null`, `undefined` (also inside arrays)': [
    ['null', null],
    ['undefined', null],
    ['[undefined, null, , 1]', [null, null, null, 1]],
    ['{ kept: undefined }', { kept: null }],
  ],
  'array, typed result of `frameChunker`/`shellSplit`, Set': [
    ['[[1], []]', [[1], []]],
    ['frameChunker("1-4", 2)', ['1,2', '3,4']],
    ['shellSplit("a \'b c\'")', ['a', 'b c']],
    ['new Set(["a", 1])', ['a', 1]],
  ],
  Map: [
    [
      'new Map([["a", 1], [2, null]])',
      [
        ['a', 1],
        [2, null],
      ],
    ],
  ],
  'plain object, `job.settings`': [
    ['{ a: { b: [{}] } }', { a: { b: [{}] } }],
    ['job.settings', SETTINGS],
  ],
  'Date, `job.created`': [
    ['new Date(0)', '1970-01-01T01:00:00+01:00'],
    ['job.created', '2024-03-05T07:08:09+01:00'],
  ],
  'RegExp, Error, Promise': [
    ['/x/g', {}],
    ['new TypeError("x")', {}],
    ['Promise.resolve(1)', {}],
  ],
  Symbol: [
    ['Symbol("its description")', 'its description'],
    ['Symbol()', ''],
  ],
  '`NaN`, `±Infinity`, function (anywhere)': [
    ['NaN', 'parameter "value" of command "c" in task "t" cannot be stored: NaN has no place'],
    ['[Infinity]', 'parameter "value[0]" of command "c" in task "t" cannot be stored: Infinity has no place'],
    [
      '{ deep: [-Infinity] }',
      'parameter "value.deep[0]" of command "c" in task "t" cannot be stored: -Infinity has no place',
    ],
    ['{ f() {} }', 'parameter "value.f" of command "c" in task "t" cannot be stored: it is a function'],
  ],
};

describe('the fields of a job (contract 04 §7.2)', () => {
  it.each(eachOf(FIELDS))('%s: %s', async (_, expression, value) => {
    expect(await valueOf(expression, SETTINGS)).toEqual(value);
  });

  it('every field has its examples', () => {
    expect(Object.keys(FIELDS)).toEqual(rowsOf('7.2'));
  });

  it('fields can be neither added nor deleted', async () => {
    for (const name of Object.keys(FIELDS)
      .flatMap(codeIn)
      .map((field) => field.replace(/\(.*/, ''))) {
      expect(await valueOf(`delete job.${name}`)).toEqual({
        thrown: `TypeError: Cannot delete property ${name} of a host object`,
      });
    }
    expect(await valueOf('job.submitterPlatform = "linux"')).toEqual(fixed('submitterPlatform'));
  });

  it('an undefined setting is stored as null, a deleted one is gone, nested values are live', async () => {
    const { job } = await runBody(
      'job.settings.u = undefined; delete job.settings.fps; job.settings.list.push(2)',
      SETTINGS,
    );
    expect(job?.settings).toEqual({ frames: '1-3', u: null, list: [1, 2] });
  });
});

describe('values of parameters as they are stored (contract 04 §7.3, D3.4)', () => {
  it.each(eachOf(STORED))('%s: %s', async (_, expression, stored) => {
    const { tasks, message } = await runBody(
      `const t = author.Task('t', 'misc'); t.addCommand(author.Command('c', { value: ${expression} })); job.addTask(t);`,
      SETTINGS,
    );
    if (message === '') expect(tasks[0]?.commands[0]?.parameters).toEqual({ value: stored });
    else expect(message).toContain(stored);
  });

  it('every kind of value has its examples', () => {
    expect(Object.keys(STORED)).toEqual(rowsOf('7.3'));
  });
});

/** What a row says is thrown, as a statement. */
const STATEMENTS: Readonly<Record<string, string>> = {
  'undefined function': 'nosuch();',
  'host error': 'frameChunker("1 10", 4);',
};

/** The rows of the table: one statement each, what the submitter reads first, and where it happened. */
function thrownExamples(): [statement: string, message: string, place: string][] {
  return contractTable(DOCUMENT, '7.6').flatMap(([thrown = '', cell = '']) => {
    const statements = codeIn(thrown).length > 0 ? codeIn(thrown) : [STATEMENTS[thrown] ?? ''];
    const texts = cell.split(' / ').map((text) => text.replaceAll('`', ''));
    return statements.map((statement, index): [string, string, string] => {
      const [, message = '', place = ''] = /^(.*) at (.*)$/.exec(texts[index] ?? '') ?? [];
      return [statement, message, place];
    });
  });
}

describe('what a submitter reads of an error: the message, then the place (contract 04 §7.6)', () => {
  it.each(thrownExamples())('%s', async (statement, message, place) => {
    const [, name = 'compileJob', file = 'mine.js', line = '3'] = /^(\w+) \((.+?):(\d+):/.exec(place) ?? [];
    const call = name === 'compileJob' ? '' : `function compileJob(job) { ${name}(); }`;
    const source = `${'\n'.repeat(Number(line) - 2)}function ${name}(job) {\n  ${statement}\n}\nconst JOB_TYPE = {};\n${call}`;
    const { end } = await runWhole(source, {}, { file });
    const told = runFailureText(file, end.outcome as FailedRun, TEST_LIMITS);
    const [before = '', after = ''] = message.split('…');
    expect(told.startsWith(before) ? before : told).toBe(before);
    expect(told.slice(before.length)).toMatch(
      new RegExp(`^.*${after.replace(/[()]/g, '\\$&')} at ${name} \\(${file.replace('.', '\\.')}:${line}:\\d+\\)$`),
    );
  });

  it('no row went unread', () => {
    expect(thrownExamples()).toHaveLength(7);
    expect(thrownExamples().every(([statement, message]) => statement !== '' && message !== '')).toBe(true);
  });
});
