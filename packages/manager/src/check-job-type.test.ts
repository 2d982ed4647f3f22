import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@flamenco/common';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeScripts } from '../test/support/job-type-scripts.js';
import { checkJobType } from './check-job-type.js';
import type { TrialResult } from './farm/use-cases/job-types/try-script.js';

const GOOD = `
const JOB_TYPE = {
  label: 'Good',
  settings: [
    { key: 'frames', type: 'string', required: true },
    { key: 'chunk_size', type: 'int32', default: 2 },
  ],
};
function compileJob(job) {
  print('compiling', job.settings.frames);
  const all = frameChunker(job.settings.frames, job.settings.chunk_size).map((chunk) => {
    const task = author.Task('render-' + chunk, 'blender');
    task.addCommand(author.Command('blender-render', require('./lib/arguments').of(chunk), 2));
    job.addTask(task);
    return task;
  });
  const video = author.Task('video', 'ffmpeg');
  video.priority = 80;
  video.addCommand(author.Command('frames-to-vidoe', {}));
  for (const task of all) video.addDependency(task);
  job.addTask(video);
}`;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flamenco-check-'));
  await writeScripts(folder, {
    'good_type.js': GOOD,
    'lib/arguments.js': 'exports.of = (chunk) => ({ args: [chunk] });',
    'typo.js': "const JOB_TYPE = {\n  label: 'x',\n  settings: [{ key: 'a', type: 'number' }],\n};",
    'syntax.js': "const JOB_TYPE = { label: 'x' };\nfunction compileJob(job) {\n  const = 5;\n}",
    'circle.js': `const JOB_TYPE = { label: 'x', settings: [] };
      function compileJob(job) {
        const [a, b] = [author.Task('a', 'misc'), author.Task('b', 'misc')];
        a.addDependency(b); b.addDependency(a); job.addTask(a); job.addTask(b);
      }`,
  });
  await writeFile(path.join(folder, 'settings.json'), '\uFEFF{ "frames": "7-10" }');
});
afterAll(() => rm(folder, { recursive: true }));

async function check(file: string, settings?: string, isJson = false) {
  let [printed, complained] = ['', ''];
  const code = await checkJobType(
    { file, settings, isJson },
    {
      ...{ clock: systemClock, workingDirectory: folder, programFile: '/nowhere/flamenco-manager' },
      print: (text) => (printed += text),
      complain: (text) => (complained += text),
    },
  );
  return { code, printed, complained };
}

describe('-job-type-check', () => {
  it('shows settings, printed output, tasks, commands and dependencies, and doubts', async () => {
    const { code, printed } = await check('good_type.js', '{"frames": "1-3", "colour": "red"}');
    expect(code).toBe(0);
    expect(printed.replace(/etag \S+/, 'etag X')).toBe(`Job type "good-type", label "Good", etag X
Settings:
  frames: string, required
  chunk_size: int32, default 2

The script printed:
  print: compiling 1-3

3 tasks:
  1. render-1,2 (blender)
     blender-render [2] {"args":["1,2"]}
  2. render-3 (blender)
     blender-render [2] {"args":["3"]}
  3. video (ffmpeg, priority 80), after render-1,2, render-3
     frames-to-vidoe {}

warning: setting "colour" is not known to job type "good-type"; it is passed to the script as it is
warning: "frames-to-vidoe" is no command of Flamenco; unless your Workers know it, tasks with it fail

Nothing is wrong with it.
`);
  });

  it('takes settings from a file, and without any only looks at JOB_TYPE', async () => {
    expect((await check('good_type.js', 'settings.json')).printed).toContain('render-9,10');
    const { code, printed } = await check('good_type.js');
    expect(code).toBe(0);
    expect(printed).toContain('No job was compiled: give -settings to see the tasks.');
    expect(printed).not.toContain('render-');
  });

  it('answers with JSON for programs', async () => {
    const { printed } = await check('good_type.js', '{"frames":"1"}', true);
    const { isSound, compiled, jobType } = JSON.parse(printed) as TrialResult;
    expect([isSound, jobType?.name, compiled?.tasks.map(({ name }) => name)]).toEqual([
      true,
      'good-type',
      ['render-1', 'video'],
    ]);
  });

  it.each<[string, string, string | undefined, RegExp]>([
    ['a JOB_TYPE that clients could not read', 'typo.js', undefined, /type "number"; it can be .* \[typo\.js:3\]/],
    ['what is no JavaScript', 'syntax.js', undefined, /SyntaxError: .*\[syntax\.js:3/],
    ['a frame range that is none', 'good_type.js', '{"frames":"a"}', /invalid range "a".*\[good_type\.js:11\]/],
    ['a setting that cannot be converted', 'good_type.js', '{"chunk_size":"some"}', /"chunk_size" should be an int32/],
    ['tasks that wait for each other', 'circle.js', '{}', /wait for each other.*"a" → "b"/],
  ])('ends with 1 for %s, and says where', async (_, file, settings, message) => {
    const { code, printed } = await check(file, settings);
    expect(code).toBe(1);
    expect(printed).toMatch(message);
    expect(printed).toContain('It cannot be used like this.');
  });

  it.each<[string, string, string | undefined, RegExp]>([
    ['a script that is not there', 'none.js', undefined, /the script none\.js cannot be read: ENOENT/],
    ['a file of another kind', 'settings.json', undefined, /has to end in \.js/],
    ['settings that are no JSON', 'good_type.js', '{frames: 1}', /-settings needs a JSON object/],
    ['settings that are no object', 'good_type.js', 'list.json', /cannot be read|no object/],
  ])('ends with 2 for %s', async (_, file, settings, message) => {
    const { code, printed, complained } = await check(file, settings);
    expect([code, printed]).toEqual([2, '']);
    expect(complained).toMatch(message);
  });
});
