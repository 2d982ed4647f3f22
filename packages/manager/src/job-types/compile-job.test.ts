import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOB_ID, runBody, runWhole, TEST_LIMITS, valueOf, writeScripts } from '../../test/support/job-type-scripts.js';
import type { FailedRun } from './run-failure.js';
import { runFailureText } from './run-failure.js';

/** The sentence that the submitter reads. */
async function refusal(source: string, file = 'err.js'): Promise<string> {
  const { end } = await runWhole(source, {}, { file });
  return runFailureText(file, end.outcome as FailedRun, TEST_LIMITS);
}

describe('the job that compileJob gets (contract 04 §7.2)', () => {
  it.each<[string, unknown]>([
    ['job.jobID', JOB_ID],
    ['job.name', 'shot'],
    ['job.jobType', 'test'],
    ['job.priority', 50],
    ['job.status', 'under-construction'],
    ['job.settings', { frames: '1-3', fps: 24 }],
    ['job.metadata', { project: 'Sprite Fright' }],
    ['job.storage.shamanCheckoutID', ''],
    ['job.workerTagUUID', ''],
    ['job.tasks', []],
    ['[job.id, job.type, job.submitterPlatform, job.uuid].every((x) => x === undefined)', true],
    ['job.nosuch = 1', { thrown: 'TypeError: Cannot assign to property nosuch of a host object' }],
    ['delete job.name', { thrown: 'TypeError: Cannot delete property name of a host object' }],
    [
      'job.settings = 5',
      {
        thrown:
          'TypeError: could not convert function call parameter 0: could not convert 5 to map[string]interface {}',
      },
    ],
    ['typeof job.created', 'object'],
    ['job.created instanceof Date', false],
    ['typeof job.created.getTime', 'undefined'],
    ['JSON.stringify(job.created)', '"2024-03-05T07:08:09+01:00"'],
    ['String(job.created)', '2024-03-05 07:08:09 +0100 CET'],
    ['[job.created.unix(), job.created.unixMilli()]', [1709618889, 1709618889000]],
    ['[job.created.year(), job.created.month(), job.created.day(), job.created.hour()]', [2024, 3, 5, 7]],
    ['job.created.format("Mon 2 Jan 2006")', 'Tue 5 Mar 2024'],
    [
      '["frames" in job.settings, job.settings.hasOwnProperty("fps"), job.settings.nosuch === undefined]',
      [true, true, true],
    ],
    [
      'Object.entries({ ...job.settings })',
      [
        ['frames', '1-3'],
        ['fps', 24],
      ],
    ],
    [
      '(() => { job.metadata.n = 5; job.metadata.u = undefined; return job.metadata })()',
      { project: 'Sprite Fright', n: '5', u: '' },
    ],
  ])('%s', async (expression, expected) => {
    expect(await valueOf(expression, { frames: '1-3', fps: 24 })).toEqual(expected);
  });

  it('what the script leaves in it is what gets stored', async () => {
    const { job } = await runBody(
      `job.name = 'renamed'; job.priority = '80.5'; job.jobType = 'other'; job.workerTagUUID = null;
       job.storage.shamanCheckoutID = 'sprite/shot'; job.metadata.author = 1;
       delete job.settings.gone; job.settings.unset = undefined; job.settings.added = [1, { a: 2 }];
       job.settings.list.push('live'); job.status = 'completed'; job.jobID = 'AAAAAAAA-1111-4111-8111-111111111111'`,
      { gone: 1, kept: 2, list: [] },
    );
    expect(job).toEqual({
      id: 'aaaaaaaa-1111-4111-8111-111111111111',
      name: 'renamed',
      type: 'other',
      priority: 80,
      settings: { kept: 2, list: ['live'], unset: null, added: [1, { a: 2 }] },
      metadata: { project: 'Sprite Fright', author: '1' },
      shamanCheckoutId: 'sprite/shot',
      workerTag: '',
    });
  });

  it('an identity that is none is refused', async () => {
    await expect(runBody(`job.jobID = 'mine'`)).rejects.toThrow(
      'job.jobID has the identity "mine", which is not a UUID',
    );
    await expect(runBody(`const t = author.Task('t', 'misc'); t.uUID = 'x'; job.addTask(t)`)).rejects.toThrow(
      'task "t" has the identity "x"',
    );
    await expect(runBody(`job.name = 'a\\0b'`)).rejects.toThrow('job.name contains a NUL character');
  });

  it('this is undefined, and the answer does not matter', async () => {
    expect((await runBody('if (this !== undefined) throw "this"; return 5')).message).toBe('');
  });
});

describe('asynchronous compileJob (D3.2)', () => {
  const head = 'const JOB_TYPE = {};';
  it('is waited for', async () => {
    const { tasks } = await runWhole(
      `${head} async function compileJob(job) { await Promise.resolve(); for (const n of ['a', 'b']) { await null; job.addTask(author.Task(n, 'misc')); } }`,
    );
    expect(tasks.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('fails the compilation when it rejects', async () => {
    const source = `${head}\nasync function compileJob(job) {\n  await null;\n  throw new Error('late');\n}`;
    expect(await refusal(source)).toMatch(/^Error: late at compileJob \(err\.js:4:\d+\)$/);
  });

  it('fails the compilation when nothing can end it', async () => {
    expect(await refusal(`${head} function compileJob(job) { return new Promise(() => {}); }`)).toBe(
      'compileJob in script (err.js) returned a promise that nothing can fulfil any more',
    );
  });
});

describe('errors of scripts: the message, then the place (contract 04 §7.6)', () => {
  const head = 'const JOB_TYPE = {};';
  it.each<[string, string, RegExp]>([
    [
      'thrown text',
      `${head}\nfunction helper() { throw "no render_output_path setting!"; }\nfunction compileJob(job) { helper(); }`,
      /^no render_output_path setting! at helper \(err\.js:2:\d+\)$/,
    ],
    [
      'an Error',
      `${head}\nfunction compileJob(job) {\n  throw new Error("boom");\n}`,
      /^Error: boom at compileJob \(err\.js:3:\d+\)$/,
    ],
    [
      'an unknown function',
      `${head}\nfunction compileJob(job) {\n        nosuch();\n}`,
      /^ReferenceError: nosuch is not defined at compileJob \(err\.js:3:9\)$/,
    ],
    [
      'an error of the host',
      `${head}\nfunction compileJob(job) {\n  frameChunker("1 10", 4);\n}`,
      /^GoError: invalid range "1 10": {2}1 10 \(.*\) at compileJob \(err\.js:3:\d+\)$/,
    ],
    [
      'a refusal of shellSplit',
      `${head}\nfunction compileJob(job) {\n  shellSplit("'");\n}`,
      /^EOF found when expecting closing quote at compileJob \(err\.js:3:\d+\)$/,
    ],
    [
      'an object',
      `${head}\nfunction compileJob(job) {\n\n  throw { a: 1 };\n}`,
      /^\[object Object\] at compileJob \(err\.js:4:\d+\)$/,
    ],
    ['a number', `${head}\nconst compileJob = (job) => {\n  throw 5;\n}`, /^5 at compileJob \(err\.js:3:\d+\)$/],
    [
      'undefined',
      `${head}\nfunction compileJob(job) { throw undefined; }`,
      /^undefined at compileJob \(err\.js:2:\d+\)$/,
    ],
    ['null', `${head}\nfunction compileJob(job) { throw null; }`, /^null at compileJob \(err\.js:2:\d+\)$/],
    [
      'an object that is no text',
      `${head}\nfunction compileJob(job) { throw { toString() { throw 1 } }; }`,
      /^object at compileJob \(err\.js:2:\d+\)$/,
    ],
    ['an error at the top level', `${head}\n      throw "top";`, /^top at err\.js:2:\d+$/],
    ['a syntax error', `${head}\nconst x = ;`, /^SyntaxError: .* at err\.js:2:11$/],
    ['no compileJob', head, /^script \(err\.js\) does not define a compileJob\(job\) function$/],
    [
      'compileJob no function',
      `${head} const compileJob = 5;`,
      /^script \(err\.js\) does not define a compileJob\(job\) function$/,
    ],
  ])('%s', async (_, source, expected) => {
    expect(await refusal(source)).toMatch(expected);
  });
});

describe('JOB_TYPE, converted (contract 04 §5)', () => {
  const describeType = async (definition: string): Promise<unknown> => {
    const { end } = await runWhole(definition, {}, { job: undefined, file: 'x.js' });
    return end.outcome.kind === 'answered'
      ? (JSON.parse(end.outcome.answer) as { jobType: unknown }).jobType
      : runFailureText('x.js', end.outcome as FailedRun, TEST_LIMITS);
  };

  it.each<[string, unknown]>([
    [
      'const JOB_TYPE = { label: 5, description: true, name: "ignored", etag: "ignored", other: 1 }',
      { label: '5', description: 'true', settings: null },
    ],
    ['var JOB_TYPE = null', { label: '', settings: null }],
    ['let JOB_TYPE', { label: '', settings: null }],
    [
      'globalThis.JOB_TYPE = { label: "x", settings: new Set([{ key: "a", type: "bool" }]) }',
      { label: 'x', settings: [{ key: 'a', type: 'bool' }] },
    ],
    [
      'const JOB_TYPE = { settings: [null, { key: 7, required: "yes", editable: 0, subtype: null, unknown: 1 }] }',
      {
        label: '',
        settings: [
          { key: '', type: '' },
          { key: '7', type: '', required: true, editable: false },
        ],
      },
    ],
    [
      'const JOB_TYPE = { settings: [{ key: "a", type: "string", choices: [1, null, "c"], evalInfo: { showLinkButton: 1, x: 2 }, default: new Date(0), propargs: { min: 0 } }] }',
      {
        label: '',
        settings: [
          {
            key: 'a',
            type: 'string',
            choices: ['1', '', 'c'],
            evalInfo: { showLinkButton: true, description: '' },
            default: '1970-01-01T01:00:00+01:00',
            propargs: { min: 0 },
          },
        ],
      },
    ],
    ['print(1)', 'script (x.js) does not define a JOB_TYPE object'],
    ['const JOB_TYPE = "text"', 'script (x.js) does not define a proper JOB_TYPE object: JOB_TYPE cannot be text'],
    [
      'const JOB_TYPE = { settings: 5 }',
      'script (x.js) does not define a proper JOB_TYPE object: settings cannot be 5',
    ],
    [
      'const JOB_TYPE = { settings: [5] }',
      'script (x.js) does not define a proper JOB_TYPE object: settings[0] cannot be 5',
    ],
    [
      'const JOB_TYPE = { settings: [{ choices: "abc" }] }',
      'script (x.js) does not define a proper JOB_TYPE object: settings[0].choices cannot be abc',
    ],
    [
      'const JOB_TYPE = { settings: [{ propargs: true }] }',
      'script (x.js) does not define a proper JOB_TYPE object: settings[0].propargs cannot be true',
    ],
    [
      'const JOB_TYPE = { settings: [{ evalInfo: "x" }] }',
      'script (x.js) does not define a proper JOB_TYPE object: settings[0].evalInfo cannot be x',
    ],
    [
      'const JOB_TYPE = { settings: [{ key: "a", default: NaN }] }',
      'script (x.js) does not define a proper JOB_TYPE object: settings[0].default cannot be stored: NaN has no place in JSON, give a number, null or text',
    ],
    [
      'const JOB_TYPE = { settings: [{ key: "a", propargs: { min: () => 1 } }] }',
      'script (x.js) does not define a proper JOB_TYPE object: settings[0].propargs.min cannot be stored: it is a function, give a value',
    ],
  ])('%s', async (definition, expected) => {
    expect(await describeType(definition)).toEqual(expected);
  });
});

describe('require (contract 04 §4.9)', () => {
  it('gives helpers of the scripts folder, each once, with the host around them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'flamenco-require-'));
    await writeScripts(folder, {
      'lib/helper.js': `const other = require('./other'); exports.count = (range) => frameCount(range) + other.one; sloppy = 1; exports.same = require('../lib/helper') === exports;`,
      'lib/other.js': `#!/usr/bin/env node\nmodule.exports = { one: 1 };`,
      'lib/data.json': '{"a": [1]}',
      'lib/broken.js': `\n\nthrow new Error('broken module');`,
    });
    const run = (expression: string): ReturnType<typeof runWhole> =>
      runWhole(
        `const JOB_TYPE = {};\nfunction compileJob(job) {\n  print(${expression});\n}`,
        {},
        { folders: [folder], file: 'main.js' },
      );
    const value = async (expression: string): Promise<unknown> => (await run(expression)).end.report.output[0]?.args;

    expect(await value(`require('./lib/helper').count('1-3')`)).toEqual([4]);
    expect(await value(`require('./lib/helper').same, require('./lib/helper') === require('./lib/helper.js')`)).toEqual(
      [true, true],
    );
    expect(await value(`require('./lib/data')`)).toEqual([{ a: [1] }]);
    expect(
      await value(`require('author') === author, require('./path') === path, require('process') === process`),
    ).toEqual([true, true, true]);
    expect((await run(`require('./lib/broken')`)).end.outcome).toMatchObject({
      message: 'Error: broken module',
      position: { file: 'lib/broken.js', line: 3 },
    });
    expect((await run(`require('fs')`)).message).toMatch(/^GoError: Invalid module/);
    expect((await run(`require('./lib/helper')`)).end.report.looked).toContain(join(folder, 'lib/helper.js'));
    await rm(folder, { recursive: true });
  });
});
