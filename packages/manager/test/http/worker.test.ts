import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredJob } from '../support/builders.js';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';
import { JPEG, UNKNOWN } from './support/submissions.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start();
});
afterEach(() => server.stop());

const REGISTRATION = {
  name: 'node7',
  secret: '5f'.repeat(32),
  platform: 'linux',
  supported_task_types: ['blender', 'ffmpeg', 'file-management', 'misc'],
};
const SIGN_ON = { name: 'node7', supported_task_types: ['blender'], software_version: '3.9-beta1 (cf286e71)' };

const seen = async ({ uuid }: Identity) => (await server.get(`/worker-mgt/workers/${uuid}`)).body;

describe('registerWorker (contract 01 §4.1)', () => {
  const register = (change: object = {}) => server.post('/worker/register-worker', { ...REGISTRATION, ...change });

  it('makes a Worker, which is offline until it signs on (D2.12)', async () => {
    const { status, body } = await register();
    expect([status, body]).toEqual([
      200,
      {
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'node7',
        address: '127.0.0.1',
        platform: 'linux',
        software: '',
        status: 'offline',
        supported_task_types: REGISTRATION.supported_task_types,
      },
    ]);
  });

  it('makes another one every time', async () => {
    const uuids = [(await register()).body, (await register()).body].map((body) => (body as { uuid: string }).uuid);
    expect(new Set(uuids).size).toBe(2);
  });

  it('takes a Worker without task types, and one whose original sends empty credentials along', async () => {
    const headers = { Authorization: 'Basic Og==' };
    const { body } = await server.post(
      '/worker/register-worker',
      { ...REGISTRATION, supported_task_types: [] },
      { headers },
    );
    expect(body).toMatchObject({ supported_task_types: [] });
  });

  it('takes a secret of 72 bytes, all of which count', async () => {
    const secret = 'x'.repeat(71);
    const { body } = await register({ secret: `${secret}a` });
    const { uuid } = body as { uuid: string };
    expect((await server.get('/worker/state', { as: { uuid, secret: `${secret}b` } })).status).toBe(403);
    expect((await server.get('/worker/state', { as: { uuid, secret: `${secret}a` } })).status).toBe(204);
  });

  it.each<[string, object, string]>([
    ['an empty secret', { secret: '' }, 'a worker that registers needs a secret'],
    [
      'a secret of which bcrypt would ignore the end',
      { secret: 'ü'.repeat(37) },
      'the secret can have 72 bytes at most',
    ],
    ['an empty name', { name: '' }, 'a worker that registers needs a name'],
    ['an endless name', { name: 'x'.repeat(300) }, 'the name of a worker is too long'],
    ['an empty platform', { platform: '' }, 'a worker that registers needs a platform'],
  ])('refuses %s with 400', async (_, change, message) => {
    expect(await server.refusal(register(change))).toEqual([400, message]);
  });

  it('refuses a registration without a name', async () => {
    expect(await server.refusal(register({ name: undefined }))).toEqual([
      400,
      expect.stringMatching(/WorkerRegistration: Error at "\/name": property "name" is missing$/),
    ]);
  });
});

describe('signOn (contract 01 §4.2)', () => {
  it('tells the status to take, and what this Manager offers beyond the original (D1.10)', async () => {
    const as = await server.worker();
    const { status, body } = await server.post('/worker/sign-on', { ...SIGN_ON, can_restart: true }, { as });
    expect([status, body]).toEqual([
      200,
      {
        status_requested: 'awake',
        extras: ['task-wait', 'task-give-back', 'frame-times', 'status-reason', 'storage-check'],
      },
    ]);
    expect(await seen(as)).toMatchObject({
      status: 'starting',
      version: '3.9-beta1 (cf286e71)',
      can_restart: true,
      supported_task_types: ['blender'],
      ip_address: '127.0.0.1',
    });
  });

  it('tells the status that was asked for meanwhile', async () => {
    const as = await server.worker();
    await server.post(`/worker-mgt/workers/${as.uuid}/setstatus`, { status: 'asleep', is_lazy: false });
    expect((await server.post('/worker/sign-on', SIGN_ON, { as })).body).toMatchObject({ status_requested: 'asleep' });
  });

  it('keeps what the Worker tells about its machine, until it tells nothing any more', async () => {
    const as = await server.worker();
    const host = {
      os: 'Debian GNU/Linux 12 (6.1.0)',
      cpu_model: 'AMD Ryzen 9 7950X',
      cpu_threads: 32,
      memory_bytes: 68719476736,
      gpus: [{ name: 'NVIDIA GeForce RTX 4090', memory_bytes: 25757220864 }],
      storage: { total_bytes: 2e12, free_bytes: 5e11 },
    };
    await server.post('/worker/sign-on', { ...SIGN_ON, host }, { as });
    expect(await seen(as)).toMatchObject({ host });
    await server.post('/worker/sign-on', SIGN_ON, { as });
    expect(await seen(as)).not.toHaveProperty('host');
  });

  it('can be told that the Worker can test itself', async () => {
    const as = await server.worker();
    const testing = { status: 'testing', is_lazy: false };
    const request = () => server.post(`/worker-mgt/workers/${as.uuid}/setstatus`, testing);
    expect((await request()).status).toBe(400);
    await server.post('/worker/sign-on', { ...SIGN_ON, can_test: true }, { as });
    expect((await request()).status).toBe(204);
  });
});

describe('signOff, workerState and workerStateChanged (contract 01 §4.3–4.5)', () => {
  it('a Worker that signs off is offline, and is told its former status at the next sign-on', async () => {
    const as = await server.worker();
    const { status, headers } = await server.post('/worker/sign-off', undefined, { as });
    expect([status, headers.get('content-type')]).toEqual([204, null]);
    expect(await seen(as)).toMatchObject({ status: 'offline', status_change: { status: 'awake', is_lazy: false } });
    expect((await server.post('/worker/sign-on', SIGN_ON, { as })).body).toMatchObject({ status_requested: 'awake' });
  });

  it('a Worker asks whether to change, and says when it has', async () => {
    const as = await server.worker();
    expect((await server.get('/worker/state', { as })).status).toBe(204);
    await server.post(`/worker-mgt/workers/${as.uuid}/setstatus`, { status: 'asleep', is_lazy: true });
    const { status, body } = await server.get('/worker/state', { as });
    expect([status, body]).toEqual([200, { status_requested: 'asleep' }]);
    const changed = await server.post('/worker/state-changed', { status: 'asleep' }, { as });
    expect([changed.status, changed.headers.get('content-type')]).toEqual([204, null]);
    expect((await server.get('/worker/state', { as })).status).toBe(204);
    expect(await seen(as)).toMatchObject({ status: 'asleep' });
  });

  it('a Worker can say why it changes; otherwise its history names whoever asked for that (D6.10)', async () => {
    const as = await server.worker();
    const path = `/worker-mgt/workers/${as.uuid}`;
    await server.post('/worker/state-changed', { status: 'asleep', reason: ' its owner needs it ' }, { as });
    await server.post(`${path}/setstatus`, { status: 'awake', is_lazy: false });
    await server.post('/worker/state-changed', { status: 'awake' }, { as });
    await server.post('/worker/state-changed', { status: 'asleep', reason: 'x'.repeat(2_000) }, { as });
    const { body } = await server.get(`${path}/status-history?order_by=-since&limit=3`);
    expect((body as { statuses: object[] }).statuses).toMatchObject([
      { status: 'asleep', reason: 'x'.repeat(1_000) },
      { status: 'awake', reason: 'asked for through the Manager, from 127.0.0.1' },
      { status: 'asleep', reason: 'its owner needs it' },
    ]);
  });

  it('a Worker cannot take a status that does not exist', async () => {
    const as = await server.worker();
    expect(await server.refusal(server.post('/worker/state-changed', { status: 'bored' }, { as }))).toEqual([
      400,
      expect.stringMatching(/Error at "\/status": value is not one of the allowed values \["starting",/),
    ]);
  });
});

describe('a Worker and its task', () => {
  let job: StoredJob;
  let as: Identity;
  let taskUuid: string;
  const fetchTask = (who = as) => server.post('/worker/task', undefined, { as: who });
  const update = (body: object, who = as) => server.post(`/worker/task/${taskUuid}`, body, { as: who });
  const mayRun = async (who = as, uuid = taskUuid) =>
    (await server.get(`/worker/task/${uuid}/may-i-run`, { as: who })).body;
  const upload = (bytes: Uint8Array<ArrayBuffer>, contentType = 'image/jpeg', uuid = taskUuid) =>
    server.ask('POST', `/worker/task/${uuid}/output-produced`, {
      ...{ as, bytes, headers: { 'Content-Type': contentType } },
    });

  beforeEach(async () => {
    job = await server.farm.storeJob({ priority: 60, tasks: [{ name: 'render-1-3', steps: 3 }] });
    taskUuid = job.tasks['render-1-3'] ?? '';
    as = await server.worker();
  });

  describe('scheduleTask (contract 01 §4.6, 02 §9.1)', () => {
    it('gives a task, the same again while it is not done, and nothing when there is none (03 §5.4 rule 8)', async () => {
      const { status, body } = await fetchTask();
      expect([status, body]).toEqual([
        200,
        {
          uuid: taskUuid,
          job: job.uuid,
          name: 'render-1-3',
          status: 'active',
          priority: 50,
          job_priority: 60,
          job_type: 'test',
          task_type: 'blender',
          commands: [{ name: 'echo', parameters: { message: 'render-1-3' }, total_step_count: 3 }],
          steps_completed: 0,
          steps_total: 3,
        },
      ]);
      expect((await fetchTask()).body).toEqual(body);
      expect((await fetchTask(await server.worker('node8'))).status).toBe(204);
    });

    it('asks for another status first, lazily or not, with 423', async () => {
      await server.post(`/worker-mgt/workers/${as.uuid}/setstatus`, { status: 'asleep', is_lazy: true });
      const { status, body } = await fetchTask();
      expect([status, body]).toEqual([423, { status_requested: 'asleep' }]);
    });

    it('tells a Worker that is not awake what to be, where the original gets 409 for ever (D2.12)', async () => {
      await server.post('/worker/state-changed', { status: 'asleep' }, { as });
      expect((await fetchTask()).body).toEqual({ status_requested: 'asleep' });
      await server.post('/worker/sign-on', SIGN_ON, { as });
      const { status, body } = await fetchTask();
      expect([status, body]).toEqual([423, { status_requested: 'awake' }]);
    });

    it('is refused to a Worker that was deleted', async () => {
      await server.farm.storeJob({ tasks: [{ name: 'another' }] });
      expect((await server.ask('DELETE', `/worker-mgt/workers/${as.uuid}`)).status).toBe(204);
      expect(await server.refusal(fetchTask())).toEqual([
        403,
        'security requirements failed: authorization failed: no such worker known',
      ]);
    });
  });

  describe('taskUpdate (contract 01 §4.7, 02 §9.2)', () => {
    beforeEach(fetchTask);

    it('takes whatever is new, one thing or all at once', async () => {
      expect((await update({})).status).toBe(204);
      expect((await update({ activity: 'Started', taskStatus: 'active' })).status).toBe(204);
      expect((await update({ log: 'Fra:1\n', steps_completed: 1 })).status).toBe(204);
      const { body } = await server.get(`/tasks/${taskUuid}`);
      expect(body).toMatchObject({ status: 'active', activity: 'Started', steps_completed: 1 });
      const done = await update({ activity: 'Completed', taskStatus: 'completed' });
      expect([done.status, done.headers.get('content-type')]).toEqual([204, null]);
      expect((await server.get(`/jobs/${job.uuid}`)).body).toMatchObject({ status: 'completed', steps_completed: 3 });
    });

    it('gives the task back with "queued" (D2.3)', async () => {
      await update({ taskStatus: 'queued' });
      expect(await server.farm.statuses(job)).toEqual({ 'render-1-3': 'queued' });
    });

    it.each(['soft-failed', 'canceled', 'paused'])('does not let a Worker decide that a task is %s', async (status) => {
      expect(await server.refusal(update({ taskStatus: status }))).toEqual([
        400,
        `task status ${status} not allowed to be sent by Worker`,
      ]);
    });

    it('refuses a task of nobody, of somebody else, and one that is no longer active, with 409', async () => {
      const node8 = await server.worker('node8');
      expect(await server.refusal(update({ activity: 'mine' }, node8))).toEqual([
        409,
        `task ${taskUuid} is not assigned to you`,
      ]);
      await update({ taskStatus: 'completed' });
      expect(await server.refusal(update({ log: 'late' }))).toEqual([
        409,
        expect.stringMatching(/is not yours to update any more, its status is "completed"$/),
      ]);
      const other = await server.farm.storeJob({ tasks: [{ name: 'untouched' }] });
      const path = `/worker/task/${other.tasks.untouched}`;
      expect(await server.refusal(server.post(path, {}, { as }))).toEqual([
        409,
        expect.stringMatching(/is not assigned to any worker, so also not to you$/),
      ]);
    });

    it('does not know every task', async () => {
      expect(await server.refusal(server.post(`/worker/task/${UNKNOWN}`, {}, { as }))).toEqual([
        404,
        `task ${UNKNOWN} not found: no such task`,
      ]);
    });

    it('refuses what is no update (03 §5.6 rule 2)', async () => {
      expect((await update({ steps_completed: 'many' })).status).toBe(400);
      expect((await update({ taskStatus: 'done' })).status).toBe(400);
      expect((await update({ log: null })).status).toBe(400);
    });
  });

  describe('mayWorkerRun (contract 01 §4.8, 02 §9.3)', () => {
    const no = (reason: string, statusChangeRequested = false) => ({
      ...{ mayKeepRunning: false, reason, statusChangeRequested },
    });
    const yes = { mayKeepRunning: true, reason: '', statusChangeRequested: false };
    const ask = (status: string, isLazy: boolean) =>
      server.post(`/worker-mgt/workers/${as.uuid}/setstatus`, { status, is_lazy: isLazy });

    beforeEach(fetchTask);

    it('lets the Worker of an active task go on, also if it should change its status after the task', async () => {
      expect(await mayRun()).toEqual(yes);
      await ask('asleep', true);
      expect(await mayRun()).toEqual(yes);
    });

    it('stops a Worker that should change its status at once', async () => {
      await ask('asleep', false);
      expect(await mayRun()).toEqual(no('worker status change requested', true));
    });

    it('stops a Worker that has not this task, or whose task does not exist', async () => {
      expect(await mayRun(await server.worker('node8'))).toEqual(no('task not assigned to this worker'));
      expect(await mayRun(as, UNKNOWN)).toEqual(no('Task not found'));
    });

    it('stops a Worker whose task is not active any more', async () => {
      await server.post(`/tasks/${taskUuid}/setstatus`, { status: 'canceled', reason: 'wrong shot' });
      expect(await mayRun()).toEqual(no('task is in non-runnable status "canceled"'));
    });
  });

  describe('taskOutputProduced (contract 01 §4.9)', () => {
    beforeEach(fetchTask);

    it('takes an image, also just after the task was completed', async () => {
      expect((await upload(JPEG)).status).toBe(202);
      await update({ taskStatus: 'completed' });
      expect((await upload(JPEG, 'image/png')).status).toBe(202);
      expect(server.farm.offeredImages.map(([uuid, { length }]) => [uuid, length])).toEqual([
        [job.uuid, JPEG.length],
        [job.uuid, JPEG.length],
      ]);
    });

    it('refuses what is no image: 400 for another type, 415 for other contents', async () => {
      expect(await server.refusal(upload(JPEG, 'image/gif'))).toEqual([
        400,
        expect.stringMatching(/unexpected value "image\/gif", expected image\/jpeg or image\/png$/),
      ]);
      expect(await server.refusal(upload(new Uint8Array(0)))).toEqual([400, expect.stringMatching(/missing$/)]);
      expect(await server.refusal(upload(new Uint8Array([71, 73, 70])))).toEqual([
        415,
        'this is neither a JPEG nor a PNG image',
      ]);
    });

    it('refuses an image of more than 25 MiB (01 §1.6, D1.4)', async () => {
      expect(await server.refusal(upload(new Uint8Array(26_214_401)))).toEqual([
        413,
        'image too large; should be max 26214400 bytes',
      ]);
    });

    it('refuses an image of a task that does not exist, or is of somebody else', async () => {
      expect((await upload(JPEG, 'image/jpeg', UNKNOWN)).status).toBe(404);
      expect((await upload(JPEG, 'image/jpeg', 'no-uuid')).status).toBe(404);
      const other = await server.farm.storeJob({ tasks: [{ name: 'untouched' }] });
      expect((await upload(JPEG, 'image/jpeg', other.tasks.untouched)).status).toBe(409);
    });

    it('asks to drop an image while too many wait', async () => {
      await server.stop();
      server = await FarmServer.start({
        ports: (farm) => ({ images: { ...farm.images, offer: () => false } }),
      });
      const stored = await server.farm.storeJob({ tasks: [{ name: 'render' }] });
      as = await server.worker();
      await fetchTask();
      expect(await server.refusal(upload(JPEG, 'image/jpeg', stored.tasks.render))).toEqual([
        429,
        'image processing queue is full',
      ]);
    });
  });
});
