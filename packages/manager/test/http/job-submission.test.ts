import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Schemas } from '@flamenco/api';
import { FarmServer } from './support/farm-server.js';
import { ECHO_JOB, RENDER_JOB, UNKNOWN } from './support/submissions.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start();
});
afterEach(() => server.stop());

const submit = (change: object = {}) => server.post('/jobs', { ...ECHO_JOB, ...change });
const check = (change: object = {}, query = '') => server.post(`/jobs/check${query}`, { ...ECHO_JOB, ...change });
const jobs = async () => ((await server.get('/jobs')).body as { jobs: Schemas['Job'][] }).jobs;

describe('submitJob (contract 02 §4.1)', () => {
  it('answers with the job as it is stored, complete for a strict client (D10.3)', async () => {
    const { status, body } = await submit({ metadata: { project: 'Sprite Fright' } });
    expect([status, body]).toEqual([
      200,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'echo',
        type: 'echo-sleep-test',
        priority: 50,
        submitter_platform: '',
        settings: { message: 'hello', sleep_duration_seconds: 1, sleep_repeats: 1 },
        metadata: { project: 'Sprite Fright' },
        created: '2026-03-04T10:00:00.000Z',
        updated: '2026-03-04T10:00:00.000Z',
        status: 'queued',
        activity: '',
        steps_completed: 0,
        steps_total: 2,
      },
    ]);
    expect(await jobs()).toEqual([expect.objectContaining(body as object)]);
  });

  it('fills in what may be left out', async () => {
    const { body } = await submit({ priority: undefined, settings: { message: 'hi' } });
    expect(body).toMatchObject({ priority: 50, metadata: {}, settings: { message: 'hi', sleep_repeats: 1 } });
    expect((await submit({ priority: null })).body).toMatchObject({ priority: 50 });
    expect((await submit({ settings: undefined })).status).toBe(200);
  });

  it('tells what it took with doubts, and never a null (D3.4, D10.1)', async () => {
    const { body } = await submit({ settings: { message: 'hi', sleep_repeats: '2', colour: 'red', nothing: null } });
    const { settings, warnings } = body as Schemas['Job'];
    expect(settings).toMatchObject({ sleep_repeats: 2, colour: 'red' });
    expect(settings).not.toHaveProperty('nothing');
    expect(warnings).toEqual(expect.arrayContaining([expect.stringContaining('colour')]));
  });

  it('knows the tag and the checkout of a job', async () => {
    const { id } = (await server.post('/worker-mgt/tags', { name: 'fast' })).body as { id: string };
    const { body } = await submit({ worker_tag: id, storage: { shaman_checkout_id: 'film/shot' } });
    expect(body).toMatchObject({ worker_tag: id, storage: { shaman_checkout_id: 'film/shot' } });
    const none = (await submit({ worker_tag: '', storage: {} })).body;
    expect(none).not.toHaveProperty('worker_tag');
    expect(none).not.toHaveProperty('storage');
  });

  it('starts a job as it should', async () => {
    expect((await submit({ initial_status: 'paused' })).body).toMatchObject({ status: 'paused' });
    expect((await submit({ initial_status: 'active' })).body).toMatchObject({ status: 'queued' });
  });

  it('refuses a job type that changed since the client looked, with 412', async () => {
    const { etag } = (await server.get('/jobs/type/echo-sleep-test')).body as Schemas['AvailableJobType'];
    expect((await submit({ type_etag: etag })).status).toBe(200);
    const outdated = submit({ type_etag: 'outdated' });
    expect(await server.refusal(outdated)).toEqual([
      412,
      'rejecting job because its settings are outdated, refresh the job type',
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['an unknown job type', { type: 'no-such-type' }, /^job type unknown/],
    ['an unknown tag', { worker_tag: UNKNOWN }, new RegExp(`no worker tag with the ID "${UNKNOWN}"`)],
    ['a setting that cannot be converted', { settings: { sleep_repeats: 'often' } }, /sleep_repeats/],
    ['a status that no job starts with', { initial_status: 'completed' }, /cannot start with status "completed"/],
    ['a status that does not exist', { initial_status: 'asap' }, /Error at "\/initial_status"/],
    ['a job without a name', { name: undefined }, /SubmittedJob: Error at "\/name": property "name" is missing$/],
    [
      'a job without a platform',
      { submitter_platform: null },
      /Error at "\/submitter_platform": Value is not nullable$/,
    ],
    ['metadata that is no text', { metadata: { take: 5 } }, /Error at "\/metadata\/take": value must be a string$/],
  ])('refuses %s with 400, in the form that the add-on shows', async (_, change, message) => {
    expect(await server.refusal(submit(change))).toEqual([400, expect.stringMatching(message)]);
    expect(await jobs()).toEqual([]);
  });

  it('refuses a blend file that no Worker would find, but lets its placeholder be checked (D10.4)', async () => {
    const settings = { ...RENDER_JOB.settings, blendfile: 'dummy-for-job-check.blend' };
    expect(await server.refusal(server.post('/jobs', { ...RENDER_JOB, settings }))).toEqual([
      400,
      expect.stringContaining('"dummy-for-job-check.blend"'),
    ]);
    expect((await server.post('/jobs/check', { ...RENDER_JOB, settings })).status).toBe(204);
  });

  it('takes an add-on that submits twice at its word once, and everybody else at theirs (D10.5)', async () => {
    const headers = { 'User-Agent': 'Flamenco/3.9-beta1 (Blender add-on)' };
    const first = await server.post('/jobs', ECHO_JOB, { headers });
    expect((await server.post('/jobs', ECHO_JOB, { headers })).body).toEqual(first.body);
    await submit();
    await submit();
    expect(await jobs()).toHaveLength(3);
  });
});

describe('submitJobCheck (contract 02 §4.2)', () => {
  it('accepts what could be submitted, and stores nothing', async () => {
    const { status, headers } = await check();
    expect([status, headers.get('content-type')]).toEqual([204, null]);
    expect(await jobs()).toEqual([]);
    expect(server.farm.events.of('job')).toEqual([]);
  });

  it('refuses what would be refused', async () => {
    expect((await check({ type: 'no-such-type' })).status).toBe(400);
    expect((await check({ worker_tag: UNKNOWN })).status).toBe(400);
    expect((await check({ type_etag: 'outdated' })).status).toBe(412);
    expect((await check({ name: undefined })).status).toBe(400);
  });

  it('looks more closely when asked to (D3.4)', async () => {
    const doubtful = { settings: { message: 'hi', colour: 'red' } };
    expect((await check(doubtful)).status).toBe(204);
    expect((await check(doubtful, '?strict=false')).status).toBe(204);
    expect(await server.refusal(check(doubtful, '?strict=true'))).toEqual([400, expect.stringContaining('colour')]);
    expect(await server.refusal(check({}, '?strict=very'))).toEqual([
      400,
      'parameter "strict" in query has an error: value must be a boolean',
    ]);
  });
});
