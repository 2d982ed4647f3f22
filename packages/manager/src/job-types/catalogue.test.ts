import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BUILT_IN_TYPES,
  CREATED,
  JOB_ID,
  RecordedLog,
  writeScripts,
  ZONE,
} from '../../test/support/job-type-scripts.js';
import { createJobTypes, scriptFolders } from './index.js';
import type { CompileResult, JobToCompile, JobTypes } from './index.js';

const JOB: JobToCompile = {
  ...{ id: JOB_ID, name: 'shot', type: 'mine', priority: 50, created: CREATED, settings: {}, metadata: {} },
};

const script = (label: string, body = ''): string =>
  `const JOB_TYPE = { label: '${label}', settings: [] };\nfunction compileJob(job) { ${body} }\n`;

describe('the job types of a farm', () => {
  let root = '';
  let log = new RecordedLog();
  let now = CREATED;
  let types: JobTypes;

  const open = async (named?: string): Promise<void> => {
    const places = { programFile: join(root, 'bin', 'flamenco-manager'), workingDirectory: join(root, 'farm') };
    const folders = await scriptFolders({ ...places, ...(named === undefined ? {} : { named }) });
    types = createJobTypes({ folders, log, now: () => now, timeZone: ZONE, limits: { timeMs: 1000 } });
  };
  const farmScripts = (files: Readonly<Record<string, string>>): Promise<void> =>
    writeScripts(join(root, 'farm', 'scripts'), files);
  const names = async (): Promise<string[]> => (await types.list()).jobTypes.map(({ name }) => name);
  const labels = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await types.list()).jobTypes.map(({ name, label }) => [name, label]));
  const problems = async (): Promise<string[]> => (await types.list()).problems.map(({ message }) => message);
  const compile = (type: string, signal?: AbortSignal): Promise<CompileResult> =>
    types.compile({ ...JOB, type }, signal);

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'flamenco-job-types-'));
    await mkdir(join(root, 'bin'));
    await mkdir(join(root, 'farm'));
    log = new RecordedLog();
    now = CREATED;
    await open();
  });
  afterEach(async () => {
    await types.stop();
    await rm(root, { recursive: true });
  });

  it('are the built-in ones without any folder, sorted, with the etag of the original where the texts are the same', async () => {
    const { jobTypes, problems } = await types.list();
    const called = (wanted: string) => jobTypes.find(({ name }) => name === wanted);
    expect(jobTypes.map(({ name }) => name)).toEqual(BUILT_IN_TYPES);
    expect(called('echo-sleep-test')?.etag).toBe('eba586e16d6b55baaa43e32f9e78ae514b457fee');
    expect(called('simple-blender-render')?.settings.map(({ key }) => key)).toEqual([
      ...['frames', 'chunk_size', 'render_output_root', 'add_path_components', 'render_output_path', 'blendfile'],
      ...['fps', 'format', 'image_file_extension', 'has_previews', 'scene'],
    ]);
    expect(problems).toEqual([]);
    expect(log.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it('have the etags that clients got from the original (contract 04 §6)', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const defaults = ['0.0000001', '1e21', '100000000000000000000', '2.0', '-0', '"é<\\u2028>"'];
    const settings = keys.map(
      (key, i) => `{ key: "${key}", type: "${key === 'f' ? 'string' : 'float'}", default: ${defaults[i]} }`,
    );
    await farmScripts({
      'arrow_ok.js': 'const JOB_TYPE = { label: "x", settings: [] }; const compileJob = (job) => {};',
      'no_settings.js': 'const JOB_TYPE = { label: "x" }; function compileJob(job) {}',
      'num_defaults.js': `const JOB_TYPE = { label: "x", settings: [${settings.join(', ')}] };`,
    });
    const etags = Object.fromEntries((await types.list()).jobTypes.map(({ name, etag }) => [name, etag]));
    expect(etags).toMatchObject({
      'arrow-ok': 'c70c0cdf0570c14aa9fd8e983056e7e0c0f947f4',
      'no-settings': '76b0f342b4adb16f59a5c0a6392631d7ae20c8e9',
      'num-defaults': 'f18f7aad0d86c208ec54d09af84e1af21451504b',
    });
  });

  it('are named after their files (contract 04 §2.1 rules 4, 5, 6, 7)', async () => {
    await farmScripts({
      '.js': script('0'),
      'my_job_type.js': script('1'),
      'UPPER_Case.js': script('2'),
      'my.dotted_name.js': script('3'),
      '.hidden.js': script('4'),
      'ignored.JS': script('5'),
      'ignored.txt': script('6'),
      'sub/folder.js': script('7'),
      'tiny.js': '"tiny"',
    });
    const own = ['', '.hidden', 'UPPER-Case', 'my-job-type', 'my.dotted-name'];
    expect(await names()).toEqual([...own, ...BUILT_IN_TYPES].sort());
    expect(await problems()).toEqual([]);
    expect(log.lines.filter(({ message }) => message.startsWith('ignoring tiny JS file'))).toHaveLength(1);
  });

  it('may be a byte order mark away from the first line, and links (contract 04 §2.1 rules 3, 11, D3.2)', async () => {
    await writeScripts(root, { 'elsewhere/linked.js': `\uFEFF${script('linked')}` });
    await farmScripts({ 'own.js': `\uFEFF#!/usr/bin/env node\n${script('own')}` });
    await symlink(join(root, 'elsewhere', 'linked.js'), join(root, 'farm', 'scripts', 'via_link.js'));
    expect(await labels()).toMatchObject({ own: 'own', 'via-link': 'linked' });
  });

  it('come from the program’s folder, the farm’s above it, or only the one that was named; the log says which (contract 04 §2.1 rules 1, 9, D3.7)', async () => {
    await writeScripts(join(root, 'bin', 'scripts'), { 'mine.js': script('program'), 'program.js': script('program') });
    await farmScripts({ 'mine.js': script('farm'), 'echo-sleep-test.js': script('override') });
    await writeScripts(join(root, 'named'), { 'mine.js': script('named') });
    expect(await labels()).toMatchObject({ mine: 'farm', program: 'program', 'echo-sleep-test': 'override' });
    expect(log.lines).toContainEqual({
      level: 'info',
      message: 'job compiler: loaded script',
      fields: { script: join(root, 'farm', 'scripts', 'mine.js'), jobType: 'mine' },
    });
    await types.stop();
    await open(join(root, 'named'));
    expect(await labels()).toMatchObject({ mine: 'named', 'echo-sleep-test': 'Echo Sleep Test' });
    expect(await names()).not.toContain('program');
  });

  it('are found next to what the started program is a link to (contract 04 §2.1 rule 1)', async () => {
    await writeScripts(join(root, 'opt', 'scripts'), { 'mine.js': script('opt') });
    await writeFile(join(root, 'opt', 'flamenco-manager'), '');
    await symlink(join(root, 'opt', 'flamenco-manager'), join(root, 'bin', 'flamenco-manager'));
    await types.stop();
    await open();
    expect(await labels()).toMatchObject({ mine: 'opt' });
  });

  it('a named folder that is not there is told, once in the log', async () => {
    await types.stop();
    await open(join(root, 'nowhere'));
    const message = `the scripts folder ${join(root, 'nowhere')} does not exist or is not a folder; create it or correct the setting`;
    expect(await problems()).toEqual([message]);
    expect(await problems()).toEqual([message]);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('of two files with one name the later wins, and the other is told (contract 04 §2.1 rule 8)', async () => {
    await farmScripts({ 'dash-name.js': script('dash'), 'dash_name.js': script('underscore') });
    expect(await labels()).toMatchObject({ 'dash-name': 'underscore' });
    expect(await problems()).toEqual([
      'the file is not used, because dash_name.js in the same folder has the same job type name and comes later',
    ]);
  });

  it('change with their files, without a restart, also when folders come and go (contract 04 §2.1 rule 2, §2.2)', async () => {
    expect(await names()).not.toContain('mine');
    await farmScripts({ 'mine.js': script('first') });
    expect(await labels()).toMatchObject({ mine: 'first' });
    await farmScripts({ 'mine.js': script('second edition') });
    expect(await labels()).toMatchObject({ mine: 'second edition' });
    await rm(join(root, 'farm', 'scripts'), { recursive: true });
    expect(await names()).not.toContain('mine');
  });

  it('a broken one is reported with file and line and left out, and a broken override never runs the built-in (contract 04 §2.1 rule 10, D3.3)', async () => {
    await farmScripts({
      'echo_sleep_test.js': 'const JOB_TYPE = {\n  label: "x"\n  settings: [],\n};',
      'no_type.js': 'function compileJob(job) {}',
      'throws.js': '\nconst JOB_TYPE = {};\nthrow "at the top";',
      'bad_enum.js': 'const JOB_TYPE = {\n  settings: [\n    { key: "a", type: "integer" },\n  ],\n};',
      'warned.js': 'const JOB_TYPE = {\n  settings: [{ key: "my key", type: "bool" }] };',
    });
    const { jobTypes, problems } = await types.list();
    expect(jobTypes.map(({ name }) => name)).toEqual(
      [...BUILT_IN_TYPES.filter((name) => name !== 'echo-sleep-test'), 'warned'].sort(),
    );
    const told = problems.map(({ name, line, severity, message }) => [name, line, severity, message]);
    expect(told).toEqual([
      ['bad-enum', 3, 'error', 'setting "a" has the type "integer"; it can be "string", "int32", "float" or "bool"'],
      ['echo-sleep-test', 3, 'error', "SyntaxError: expecting '}' at echo_sleep_test.js:3:3"],
      ['no-type', undefined, 'error', 'script (no_type.js) does not define a JOB_TYPE object'],
      ['throws', 3, 'error', 'at the top at throws.js:3:7'],
      ['warned', 2, 'warning', 'setting "my key" is no Python identifier; the Blender add-on may not show it'],
    ]);
    expect(problems[1]?.file).toBe(join(root, 'farm', 'scripts', 'echo_sleep_test.js'));
    expect(await types.find('echo-sleep-test')).toEqual({ problem: problems[1] });
    expect(await compile('echo-sleep-test')).toMatchObject({
      ...{ outcome: 'failed', reason: 'broken-type', line: 3 },
      message: 'job type "echo-sleep-test" cannot be used: SyntaxError: expecting \'}\' at echo_sleep_test.js:3:3',
    });
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual(
      expect.arrayContaining([
        ['error', 'failed to compile script'],
        ['warn', 'unable to determine job type settings'],
      ]),
    );
  });

  it('tells a problem once per change, not at every listing', async () => {
    await farmScripts({ 'mine.js': 'print("top level"); nosuch();' });
    for (let listing = 0; listing < 3; listing++) await types.list();
    expect(log.lines.filter(({ message }) => message === 'unable to determine job type settings')).toHaveLength(1);
    expect(log.lines.filter(({ message }) => message === 'print')).toHaveLength(1);
    await farmScripts({ 'mine.js': 'nosuch(); // again' });
    await types.list();
    expect(log.lines.filter(({ message }) => message === 'unable to determine job type settings')).toHaveLength(2);
  });

  it('follow the files that they require (contract 04 §4.9 rule 6)', async () => {
    await farmScripts({ 'mine.js': `const JOB_TYPE = { label: require('./lib/label') }; function compileJob(job) {}` });
    expect((await problems())[0]).toContain('Invalid module');
    await farmScripts({ 'lib/label.js': `module.exports = 'one'` });
    expect(await labels()).toMatchObject({ mine: 'one' });
    await farmScripts({ 'lib/label.js': `module.exports = 'another'` });
    expect(await labels()).toMatchObject({ mine: 'another' });
  });

  it('tell another script from the same one, also when only a file that it requires is another', async () => {
    const digest = async () => {
      const compiled = await compile('mine');
      return 'scriptDigest' in compiled ? compiled.scriptDigest : compiled.message;
    };
    await farmScripts({ 'mine.js': `const { label } = require('./lib');\n${script('mine')}`, 'lib.js': '' });
    const first = await digest();
    expect(await digest()).toBe(first);
    await farmScripts({ 'lib.js': 'exports.label = 1;' });
    const second = await digest();
    await farmScripts({ 'mine.js': `const { label } = require('./lib');\n${script('yours')}` });
    expect(new Set([first, second, await digest()]).size).toBe(3);
  });

  it('a script that hangs at its top level is a problem, which is tried again after a while', async () => {
    await farmScripts({ 'mine.js': 'const JOB_TYPE = {}; for (;;);', 'fine.js': script('fine') });
    expect(await problems()).toEqual([
      expect.stringContaining('script (mine.js) was stopped because it ran for more than 1 s, last at mine.js:1:'),
    ]);
    expect(await names()).toContain('fine');
    const reports = (): number =>
      log.lines.filter(({ message }) => message === 'unable to determine job type settings').length;
    await types.list();
    expect(reports()).toBe(1);
    now = new Date(CREATED.getTime() + 61_000);
    await types.list();
    expect(reports()).toBe(2);
  });

  it('find tells unknown from broken from usable', async () => {
    expect(await types.find('nosuch')).toBeUndefined();
    expect(await types.find('echo-sleep-test')).toMatchObject({ label: 'Echo Sleep Test' });
    await farmScripts({ 'mine.js': 'nosuch();' });
    expect(await types.find('mine')).toMatchObject({ problem: { name: 'mine', line: 1 } });
  });

  it('compile a job: tasks, printed lines and the log line that users know', async () => {
    await farmScripts({
      'mine.js': script('mine', 'print("hello"); job.addTask(author.Task("t", "misc")); frameChunker("3-1,5", 1)'),
    });
    expect(await compile('mine')).toEqual({
      outcome: 'compiled',
      scriptDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      job: {
        ...{ id: JOB_ID, name: 'shot', type: 'mine', priority: 50, settings: {}, metadata: {} },
        shamanCheckoutId: '',
        workerTag: '',
      },
      tasks: [
        { uuid: expect.any(String) as unknown, name: 't', type: 'misc', priority: 50, commands: [], dependencies: [] },
      ],
      warnings: ['frame range "3-1" runs backwards, so it contributes no frames'],
      output: [{ level: 'print', args: ['hello'] }],
    });
    expect(log.lines).toContainEqual({ level: 'info', message: 'print', fields: { args: ['hello'] } });
    expect(log.lines.at(-1)).toEqual({
      level: 'info',
      message: 'job compiled',
      fields: { num_tasks: 1, name: 'shot', jobtype: 'mine', job: JOB_ID },
    });
  });

  it('refuse a job with the place of the mistake, and one of an unknown type', async () => {
    await farmScripts({ 'mine.js': `${script('mine')}\ncompileJob = (job) => {\n  throw "no output path";\n}` });
    expect(await compile('mine')).toEqual({
      ...{ outcome: 'failed', reason: 'script-error', output: [] },
      ...{
        message: expect.stringMatching(/^no output path at .*\(mine\.js:5:\d+\)$/) as unknown,
        file: 'mine.js',
        line: 5,
      },
    });
    expect(await compile('nosuch')).toEqual({
      outcome: 'failed',
      reason: 'unknown-type',
      message: 'job type unknown',
      output: [],
    });
  });

  it('a compilation can be given up by its caller, and the next one works', async () => {
    await farmScripts({ 'mine.js': script('mine', 'for (;;);') });
    await types.list();
    const given = new AbortController();
    const result = compile('mine', given.signal);
    given.abort(new Error('the client went away'));
    await expect(result).rejects.toThrow('the client went away');
    expect(await compile('echo-sleep-test')).toMatchObject({ outcome: 'compiled' });
  });

  it('a compilation that still waits for its turn can be given up too', async () => {
    await farmScripts({ 'mine.js': script('mine', 'for (;;);') });
    await types.list();
    const busy = [compile('mine'), compile('mine')];
    const given = new AbortController();
    const result = compile('echo-sleep-test', given.signal);
    setImmediate(() => given.abort(new Error('the client went away')));
    await expect(result).rejects.toThrow('the client went away');
    expect((await Promise.all(busy)).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(await compile('echo-sleep-test')).toMatchObject({ outcome: 'compiled' });
  });

  it('a script that uses up its time does not keep others waiting, whatever asks at the same time (contract 04 §2.3, §7.5)', async () => {
    await farmScripts({ 'mine.js': script('mine', 'for (;;);') });
    const results = await Promise.all(
      ['mine', 'echo-sleep-test', 'mine', 'echo-sleep-test', 'echo-sleep-test'].map((type) => compile(type)),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'compiled', 'failed', 'compiled', 'compiled']);
    expect(results[0]).toMatchObject({ reason: 'time-limit', file: 'mine.js', line: 2 });
  });

  it('a file that is replaced by another of the same size and age is another file', async () => {
    await farmScripts({ 'mine.js': script('one') });
    await utimes(join(root, 'farm', 'scripts', 'mine.js'), CREATED, CREATED);
    expect(await labels()).toMatchObject({ mine: 'one' });
    await writeScripts(root, { 'new.js': script('two') });
    await utimes(join(root, 'new.js'), CREATED, CREATED);
    await rename(join(root, 'new.js'), join(root, 'farm', 'scripts', 'mine.js'));
    expect(await labels()).toMatchObject({ mine: 'two' });
  });
});
