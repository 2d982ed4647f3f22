import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processDeletions } from '../../src/farm/use-cases/upkeep/process-deletions.js';
import type { StoredJob } from '../support/builders.js';
import { FarmServer } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let job: StoredJob;
let nora: { readonly uuid: string };

beforeEach(async () => {
  server = await FarmServer.start();
  job = await server.farm.storeJob({ tasks: [{ name: 'sim' }, { name: 'frame', after: ['sim'] }] });
  nora = await server.farm.storeWorker('nora');
  await server.farm.storeWorker('hugo');
});
afterEach(() => server.stop());

const fetchJob = async () => (await server.get(`/jobs/${job.uuid}`)).body;

describe('blocks by hand (D2.6)', () => {
  const add = (body: unknown, id = job.uuid) => server.post(`/jobs/${id}/blocklist`, body);

  it('are added and taken off', async () => {
    const entry = { worker_id: nora.uuid, task_type: 'blender' };
    expect((await add([entry])).status).toBe(204);
    const path = `/jobs/${job.uuid}/blocklist`;
    expect((await server.get(path)).body).toEqual([{ ...entry, worker_name: 'nora' }]);
    expect((await server.ask('DELETE', `${path}?clear_failures=true`, { body: [entry] })).status).toBe(204);
    expect((await server.get(path)).body).toEqual([]);
  });

  it('are refused with a reason', async () => {
    expect(await server.refusal(add([]))).toEqual([400, 'empty list of blocklist entries given']);
    expect(await server.refusal(add([{ worker_id: nora.uuid, task_type: 'cook' }]))).toEqual([
      422,
      'this job has no unfinished tasks of type "cook", so nobody can be blocked from them',
    ]);
    expect((await add([{ worker_id: UNKNOWN, task_type: 'blender' }])).status).toBe(404);
    expect((await add([{ worker_id: nora.uuid, task_type: 'blender' }], UNKNOWN)).status).toBe(404);
  });
});

it('a Worker can be exempt from blocks; the others look as with the original', async () => {
  const path = `/worker-mgt/workers/${nora.uuid}`;
  expect((await server.get(path)).body).not.toHaveProperty('blocklist_exempt');
  expect((await server.post(`${path}/setblocklistexempt`, { blocklist_exempt: true })).status).toBe(204);
  expect((await server.get(path)).body).toMatchObject({ blocklist_exempt: true });
  expect(
    (await server.post(`/worker-mgt/workers/${UNKNOWN}/setblocklistexempt`, { blocklist_exempt: true })).status,
  ).toBe(404);
});

describe('failure limits of a job (D2.6)', () => {
  it('come with the submission, and can be changed', async () => {
    const submission = {
      ...{ name: 'x', type: 'echo-sleep-test', priority: 50, submitter_platform: 'linux' },
      ...{ settings: { message: 'hi', sleep_duration_seconds: 1 } },
      ...{ blocklist_threshold: 0, task_fail_after_softfail_count: 7 },
    };
    const { body } = await server.post('/jobs', submission);
    expect(body).toMatchObject({ blocklist_threshold: 0, task_fail_after_softfail_count: 7 });
    const path = `/jobs/${(body as { id: string }).id}`;
    expect((await server.post(`${path}/setfailurelimits`, { blocklist_threshold: 2 })).status).toBe(204);
    const { body: changed } = await server.get(path);
    expect(changed).toMatchObject({ blocklist_threshold: 2 });
    expect(changed).not.toHaveProperty('task_fail_after_softfail_count');
  });

  it('are not below what makes sense', async () => {
    const limits = (body: object) => server.post(`/jobs/${job.uuid}/setfailurelimits`, body);
    expect((await limits({ task_fail_after_softfail_count: 0 })).status).toBe(400);
    expect((await limits({ blocklist_threshold: -1 })).status).toBe(400);
    expect((await server.post(`/jobs/${UNKNOWN}/setfailurelimits`, {})).status).toBe(404);
  });
});

describe('second thoughts about deletions (D2.15)', () => {
  it('a deletion that fails says why, and can be withdrawn', async () => {
    server.farm.storage.removeJob = () => Promise.reject(new Error('disk on fire'));
    await server.ask('DELETE', `/jobs/${job.uuid}`);
    await processDeletions(server.farm);
    expect(await fetchJob()).toMatchObject({ deletion_error: 'disk on fire' });
    expect((await server.post(`/jobs/${job.uuid}/withdraw-deletion`)).status).toBe(204);
    expect(await fetchJob()).not.toHaveProperty('delete_requested_at');
    expect(await fetchJob()).not.toHaveProperty('deletion_error');
    expect((await server.post(`/jobs/${UNKNOWN}/withdraw-deletion`)).status).toBe(404);
  });

  it('a deletion that has begun cannot be withdrawn', async () => {
    server.farm.storage.removeJob = async () => {
      const withdrawn = server.post(`/jobs/${job.uuid}/withdraw-deletion`);
      expect(await server.refusal(withdrawn)).toEqual([409, expect.stringMatching(/\S/)]);
    };
    await server.ask('DELETE', `/jobs/${job.uuid}`);
    await processDeletions(server.farm);
    expect((await server.get(`/jobs/${job.uuid}`)).status).toBe(404);
  });

  it('a mass deletion can be looked at first, and take active jobs', async () => {
    await server.farm.db.transact((tx) =>
      tx.q.updateTable('jobs').set({ status: 'pause-requested' }).where('id', '=', job.id).execute(),
    );
    const selection = { last_updated_max: server.farm.clock.now().toISOString() };
    const preview = async (body: object, query = '') =>
      (await server.post(`/jobs/mass-delete/what-would-it-do${query}`, body)).body;
    expect(await preview(selection)).toEqual({ jobs: [], total: 0 });
    const all = { ...selection, include_active: true };
    expect(await preview(all)).toEqual({
      jobs: [{ id: job.uuid, name: 'shot 010', status: 'pause-requested', updated: expect.any(String) }],
      total: 1,
    });
    expect(await preview(all, '?limit=1&offset=1')).toEqual({ jobs: [], total: 1 });
    expect((await server.post('/jobs/mass-delete/what-would-it-do', {})).status).toBe(400);
    expect((await server.ask('DELETE', '/jobs/mass-delete', { body: selection })).status).toBe(416);
    expect((await server.ask('DELETE', '/jobs/mass-delete', { body: all })).status).toBe(204);
    await processDeletions(server.farm);
  });
});

it('a task is queued again with all that depends on it when that is asked for (D2.9)', async () => {
  const as = await server.worker();
  for (let times = 0; times < 2; times += 1) {
    const { body } = await server.post('/worker/task', undefined, { as });
    await server.post(`/worker/task/${(body as { uuid: string }).uuid}`, { taskStatus: 'completed' }, { as });
  }
  const path = `/tasks/${job.tasks['sim']}/setstatus`;
  const queue = { status: 'queued', reason: 'wrong seed', include_dependents: true };
  expect((await server.post(path, { ...queue, status: 'canceled' })).status).toBe(400);
  expect((await server.post(path, queue)).status).toBe(204);
  const { body } = await server.get(`/jobs/${job.uuid}/tasks`);
  expect(body).toMatchObject({ tasks: [{ status: 'queued' }, { status: 'queued' }] });
});
