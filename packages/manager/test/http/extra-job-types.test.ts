import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Schemas } from '@flamenco/api';
import { createJobTypes } from '../../src/job-types/index.js';
import { ECHO_JOB, UNKNOWN } from './support/submissions.js';
import { FarmServer } from './support/farm-server.js';

let folder = '';
let server: FarmServer;

const GOOD = "const JOB_TYPE = { label: 'Good', settings: [] };\nfunction compileJob(job) {}\n";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flamenco-scripts-'));
  const folders = [{ candidates: [folder], required: true, builtIn: false }];
  server = await FarmServer.start({
    ports: ({ logger, clock }) => ({ jobTypes: createJobTypes({ folders, log: logger, now: () => clock.now() }) }),
  });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const problems = async () => ((await server.get('/jobs/types/problems')).body as Schemas['JobTypeProblems']).problems;
const names = async () =>
  ((await server.get('/jobs/types')).body as Schemas['AvailableJobTypes']).job_types.map(({ name }) => name);

describe('scripts that do not load (D3.3)', () => {
  it('are told with file, line and reason, and the folder is watched without a restart (D3.2)', async () => {
    expect([await problems(), await names()]).toEqual([[], []]);
    const file = path.join(folder, 'bad.js');
    await writeFile(file, "const JOB_TYPE = {\n  settings: [{ key: 'a', type: 'int' }],\n};\n");
    expect(await problems()).toEqual([
      {
        severity: 'error',
        message: 'setting "a" has the type "int"; it can be "string", "int32", "float" or "bool"',
        job_type: 'bad',
        file,
        line: 2,
      },
    ]);
    expect(await names()).toEqual([]);
    expect(server.farm.consoleLines).toContainEqual(
      expect.objectContaining({ msg: 'unable to determine job type settings', filename: file, line: 2 }),
    );
    await writeFile(file, GOOD);
    expect([await problems(), await names()]).toEqual([[], ['bad']]);
    await rm(file);
    expect([await problems(), await names()]).toEqual([[], []]);
  });

  it('a folder that is gone is a problem of its own', async () => {
    await rm(folder, { recursive: true });
    const [problem] = await problems();
    expect(problem).toEqual({ severity: 'error', file: folder, message: expect.stringContaining('does not exist') });
  });
});

describe('the workbench', () => {
  const check = async (body: object) =>
    (await server.post('/jobs/types/check', body)).body as Schemas['JobTypeCheckResult'];

  const SOURCE = `
const JOB_TYPE = { label: 'Pair', settings: [{ key: 'take', type: 'int32', default: 3 }] };
function compileJob(job) {
  print('take', job.settings.take);
  const first = author.Task('first', 'misc');
  first.addCommand(author.Command('echo', { message: job.name }));
  const second = author.Task('second', 'misc');
  second.addCommand(author.Command('sleep'));
  second.addDependency(first);
  job.addTask(first);
  job.addTask(second);
}`;

  it('tells tasks, commands, dependencies and printed output, and keeps nothing', async () => {
    const result = await check({ source: SOURCE, file_name: 'pair_up.js', name: 'shot 5', settings: {} });
    const [first, second] = result.tasks ?? [];
    expect(result).toMatchObject({
      sound: true,
      problems: [],
      output: [{ level: 'print', args: ['take', 3] }],
      settings: { take: 3 },
      job_type: { name: 'pair-up', label: 'Pair' },
    });
    expect(first).toMatchObject({
      ...{ name: 'first', type: 'misc', priority: 50, dependencies: [] },
      commands: [{ name: 'echo', parameters: { message: 'shot 5' }, total_step_count: 0 }],
    });
    expect(second).toMatchObject({ dependencies: [first?.id], commands: [{ name: 'sleep', parameters: {} }] });
    expect((await server.get('/jobs')).body).toEqual({ jobs: [] });
    expect(await names()).toEqual([]);
    expect(server.farm.consoleLines.filter(({ msg }) => msg === 'print' || msg === 'job compiled')).toEqual([]);
  });

  it('without settings looks at JOB_TYPE only', async () => {
    const result = await check({ source: SOURCE });
    expect(result).toMatchObject({ sound: true, job_type: { name: 'job-type' }, output: [] });
    expect(result).not.toHaveProperty('tasks');
  });

  it('tells mistakes with their place, as an answer and not as an error', async () => {
    const thrown = SOURCE.replace("print('take', ", 'throw new Error(');
    expect(await check({ source: thrown, settings: { take: 7 } })).toMatchObject({
      sound: false,
      problems: [{ severity: 'error', file: 'job_type.js', line: 4, message: expect.stringMatching(/^Error: 7 at/) }],
    });
    expect(await check({ source: 'nonsense(' })).toMatchObject({ sound: false, problems: [{ severity: 'error' }] });
    expect(await check({ source: SOURCE, settings: { take: 'many' } })).toMatchObject({ sound: false });
  });

  it('refuses what it cannot make a script of', async () => {
    expect(await server.refusal(server.post('/jobs/types/check', {}))).toEqual([
      400,
      expect.stringContaining('source'),
    ]);
    const named = server.post('/jobs/types/check', { source: SOURCE, file_name: '../x.js' });
    expect(await server.refusal(named)).toEqual([400, expect.stringContaining('file_name')]);
  });
});

describe('the settings of a submitted job', () => {
  let farm: FarmServer;
  beforeAll(async () => {
    farm = await FarmServer.start();
  });
  afterAll(() => farm.stop());

  it('are edited, looked at first if wanted, and refused with the reason', async () => {
    const { id } = (await farm.post('/jobs', ECHO_JOB)).body as Schemas['Job'];
    const path = `/jobs/${id}/settings`;
    const settings = { sleep_repeats: 3 };
    const planned = (await farm.post(`${path}?dry_run=true`, { settings })).body as Schemas['JobSettingsEffect'];
    expect(planned.tasks).toEqual({ kept: 2, again: 0, changed: 0, added: 2, done: 0, removed: 0, stopped: 0 });
    expect(planned.job.settings).toMatchObject({ sleep_repeats: 1 });
    const { etag } = (await farm.get('/jobs/type/echo-sleep-test')).body as Schemas['AvailableJobType'];
    const done = (await farm.post(path, { settings, type_etag: etag })).body as Schemas['JobSettingsEffect'];
    expect(done).toMatchObject({
      tasks: planned.tasks,
      script: 'same',
      warnings: [],
      job: { settings, activity: 'Setting edited: sleep_repeats' },
    });
    expect(await farm.refusal(farm.post(path, { settings, type_etag: 'old' }))).toEqual([
      412,
      expect.stringContaining('outdated'),
    ]);
    expect(await farm.refusal(farm.post(path, { settings: { sleep_repeats: 'x' } }))).toEqual([
      400,
      expect.stringContaining('"sleep_repeats"'),
    ]);
    expect((await farm.post(`/jobs/${UNKNOWN}/settings`, { settings })).status).toBe(404);
    expect((await farm.post(path, {})).status).toBe(400);
    await farm.ask('DELETE', `/jobs/${id}`);
    expect(await farm.refusal(farm.post(path, { settings }))).toEqual([422, expect.stringContaining('deleted')]);
  });

  it('are not edited by two users at once: the second is told', async () => {
    const { id } = (await farm.post('/jobs', ECHO_JOB)).body as Schemas['Job'];
    const edits = [2, 3].map((sleep_repeats) => farm.post(`/jobs/${id}/settings`, { settings: { sleep_repeats } }));
    const statuses = (await Promise.all(edits)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
  });
});
