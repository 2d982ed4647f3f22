import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let node7: Identity;
let url: string;

beforeEach(async () => {
  server = await FarmServer.start();
  node7 = await server.worker('node7');
  url = `/worker-mgt/workers/${node7.uuid}`;
});
afterEach(() => server.stop());

const NOT_FOUND = [404, `worker "${UNKNOWN}" not found`];
const shown = async () => (await server.get(url)).body;

describe('fetchWorkers (contract 01 §5.1)', () => {
  it('lists the Workers in the order in which they registered, without those that are deleted', async () => {
    await server.worker('node8');
    await server.post(`${url}/setstatus`, { status: 'asleep', is_lazy: true });
    expect((await server.get('/worker-mgt/workers')).body).toEqual({
      workers: [
        {
          id: node7.uuid,
          name: 'node7',
          status: 'awake',
          status_change: { status: 'asleep', is_lazy: true },
          last_seen: '2026-03-04T10:00:00.000Z',
          version: '3.9',
          can_restart: false,
        },
        expect.objectContaining({ name: 'node8' }),
      ],
    });
    await server.ask('DELETE', url);
    expect((await server.get('/worker-mgt/workers')).body).toMatchObject({ workers: [{ name: 'node8' }] });
  });

  it('is an empty list on a farm without Workers', async () => {
    await server.ask('DELETE', url);
    expect((await server.get('/worker-mgt/workers')).body).toEqual({ workers: [] });
  });

  it('lists a Worker that never signed on, without a time at which it was seen', async () => {
    const registration = { name: 'new', secret: 'x', platform: 'linux', supported_task_types: [] };
    await server.post('/worker/register-worker', registration);
    const { workers } = (await server.get('/worker-mgt/workers')).body as { workers: unknown[] };
    expect(workers[1]).toEqual({
      ...{ id: expect.any(String), name: 'new', status: 'offline', version: '', can_restart: false },
    });
  });
});

describe('fetchWorker (contract 01 §5.2)', () => {
  it('has an empty list of tags for the add-on that asks for one, and no task (D10.1)', async () => {
    expect(await shown()).toEqual({
      id: node7.uuid,
      name: 'node7',
      status: 'awake',
      last_seen: '2026-03-04T10:00:00.000Z',
      version: '3.9',
      can_restart: false,
      ip_address: '127.0.0.1',
      platform: 'linux',
      supported_task_types: ['blender', 'misc'],
      tags: [],
    });
  });

  it('shows the task that the Worker has or had last, and its job', async () => {
    const job = await server.farm.storeJob({ tasks: [{ name: 'render' }] });
    await server.post('/worker/task', undefined, { as: node7 });
    expect(await shown()).toMatchObject({
      task: {
        id: job.tasks.render,
        job_id: job.uuid,
        name: 'render',
        status: 'active',
        index_in_job: 1,
        task_type: 'blender',
        worker: { id: node7.uuid, name: 'node7', address: '127.0.0.1' },
      },
    });
  });

  it('does not know every Worker', async () => {
    expect(await server.refusal(server.get(`/worker-mgt/workers/${UNKNOWN}`))).toEqual(NOT_FOUND);
    expect(await server.refusal(server.get(`/worker-mgt/workers/${node7.uuid.toUpperCase()}`))).toEqual([
      404,
      expect.any(String),
    ]);
  });
});

describe('deleteWorker (contract 01 §5.3)', () => {
  it('takes the Worker off the farm, and its credentials are good no more', async () => {
    expect((await server.get('/worker/state', { as: node7 })).status).toBe(204);
    expect((await server.ask('DELETE', url)).status).toBe(204);
    expect((await server.get(url)).status).toBe(404);
    expect((await server.get('/worker/state', { as: node7 })).status).toBe(403);
  });

  it('cannot be done twice, nor with a Worker that never was', async () => {
    await server.ask('DELETE', url);
    expect((await server.ask('DELETE', url)).status).toBe(404);
    expect(await server.refusal(server.ask('DELETE', `/worker-mgt/workers/${UNKNOWN}`))).toEqual(NOT_FOUND);
  });
});

describe('requestWorkerStatusChange (contract 01 §5.4, D2.13)', () => {
  const request = (status: string, isLazy = false, path = url) =>
    server.post(`${path}/setstatus`, { status, is_lazy: isLazy });

  it('stores the wish, and asking for the present status takes it back', async () => {
    expect((await request('offline', true)).status).toBe(204);
    expect(await shown()).toMatchObject({ status_change: { status: 'offline', is_lazy: true } });
    expect((await request('awake')).status).toBe(204);
    expect(await shown()).not.toHaveProperty('status_change');
  });

  it('refuses a restart of a Worker that cannot, with 412', async () => {
    expect(await server.refusal(request('restart'))).toEqual([
      412,
      `worker "${node7.uuid}" does not know how to restart`,
    ]);
  });

  it.each(['error', 'starting', 'testing'])('refuses to ask for %s, which no Worker could do', async (status) => {
    expect(await server.refusal(request(status))).toEqual([
      400,
      `status "${status}" cannot be requested of this worker`,
    ]);
  });

  it('refuses a status that does not exist, and a wish that is not whole', async () => {
    expect((await request('bored')).status).toBe(400);
    expect((await server.post(`${url}/setstatus`, { status: 'asleep' })).status).toBe(400);
  });

  it('does not know every Worker', async () => {
    expect(await server.refusal(request('asleep', false, `/worker-mgt/workers/${UNKNOWN}`))).toEqual(NOT_FOUND);
  });
});

describe('setWorkerTags (contract 01 §5.5, D2.16)', () => {
  const setTags = (tags: readonly string[], path = url) => server.post(`${path}/settags`, { tag_ids: tags });
  const tag = async (name: string) => ((await server.post('/worker-mgt/tags', { name })).body as { id: string }).id;

  it('replaces all tags of the Worker', async () => {
    const [fast, large] = [await tag('fast'), await tag('large')];
    expect((await setTags([fast, large, fast])).status).toBe(204);
    expect(await shown()).toMatchObject({
      tags: [
        { id: fast, name: 'fast' },
        { id: large, name: 'large' },
      ],
    });
    await setTags([]);
    expect(await shown()).toMatchObject({ tags: [] });
  });

  it('refuses tags that do not exist, and changes nothing then', async () => {
    const fast = await tag('fast');
    await setTags([fast]);
    expect(await server.refusal(setTags([UNKNOWN]))).toEqual([
      400,
      `no such worker tag: ${UNKNOWN}; the tags of the worker were not changed`,
    ]);
    expect(await shown()).toMatchObject({ tags: [{ id: fast }] });
  });

  it('does not know every Worker', async () => {
    expect(await server.refusal(setTags([], `/worker-mgt/workers/${UNKNOWN}`))).toEqual(NOT_FOUND);
  });
});

describe('sleep schedules (contract 01 §5.6–5.7, D2.14)', () => {
  const NIGHTS = { is_active: true, days_of_week: 'mo-fr', start_time: '22:00', end_time: '6:30' };
  const save = (schedule: object, path = url) => server.post(`${path}/sleep-schedule`, schedule);

  it('are stored in one form, over midnight too', async () => {
    expect((await server.get(`${url}/sleep-schedule`)).status).toBe(204);
    expect((await save(NIGHTS)).status).toBe(204);
    const { status, body } = await server.get(`${url}/sleep-schedule`);
    expect([status, body]).toEqual([
      200,
      { is_active: true, days_of_week: 'mo tu we th fr', start_time: '22:00', end_time: '06:30' },
    ]);
    await save({ is_active: false, days_of_week: '', start_time: '', end_time: '' });
    expect((await server.get(`${url}/sleep-schedule`)).body).toEqual({
      ...{ is_active: false, days_of_week: '', start_time: '', end_time: '' },
    });
  });

  it('take effect at once', async () => {
    await save({ ...NIGHTS, start_time: '', end_time: '' });
    expect((await server.post('/worker/task', undefined, { as: node7 })).status).toBe(423);
  });

  it.each([
    [{ start_time: '25:00' }, /^invalid format for schedule start time: "25:00"/],
    [{ end_time: 'noon' }, /^invalid format for schedule end time: "noon"/],
    [{ days_of_week: 'mo xy' }, /^"xy" is not a day of the week/],
    [{ is_active: 'yes' }, /Error at "\/is_active": value must be a boolean$/],
    [{ end_time: undefined }, /property "end_time" is missing$/],
  ])('with %j are refused', async (change, message) => {
    expect(await server.refusal(save({ ...NIGHTS, ...change }))).toEqual([400, expect.stringMatching(message)]);
  });

  it('of Workers that do not exist are not found', async () => {
    const path = `/worker-mgt/workers/${UNKNOWN}`;
    expect(await server.refusal(server.get(`${path}/sleep-schedule`))).toEqual(NOT_FOUND);
    expect(await server.refusal(save(NIGHTS, path))).toEqual(NOT_FOUND);
  });
});
