import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredJob } from '../support/builders.js';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let job: StoredJob;
let taskId: string;
let node7: Identity;

beforeEach(async () => {
  server = await FarmServer.start();
  job = await server.farm.storeJob({ tasks: [{ name: 'render', steps: 3 }, { name: 'video' }] });
  taskId = job.tasks.render ?? '';
  node7 = await server.worker();
});
afterEach(() => server.stop());

const NOT_FOUND = [404, `task ${UNKNOWN} not found: no such task`];
const asNode7 = (body: object) => server.post(`/worker/task/${taskId}`, body, { as: node7 });
const start = () => server.post('/worker/task', undefined, { as: node7 });

describe('fetchTask (contract 02 §8.1)', () => {
  it('shows a task that nobody had yet, all lists and the nobody included (02 §1.4)', async () => {
    expect((await server.get(`/tasks/${taskId}`)).body).toEqual({
      id: taskId,
      job_id: job.uuid,
      name: 'render',
      status: 'queued',
      index_in_job: 1,
      priority: 50,
      task_type: 'blender',
      activity: '',
      created: '2026-03-04T10:00:00.000Z',
      updated: '2026-03-04T10:00:00.000Z',
      commands: [{ name: 'echo', parameters: { message: 'render' }, total_step_count: 3 }],
      steps_completed: 0,
      steps_total: 3,
      worker: { id: '', name: '', address: '' },
      failed_by_workers: [],
    });
  });

  it('shows who had it, when, and who failed', async () => {
    await server.worker('node8');
    await start();
    await asNode7({ taskStatus: 'failed', activity: 'Failed: no camera' });
    const worker = { id: node7.uuid, name: 'node7', address: '127.0.0.1' };
    expect((await server.get(`/tasks/${taskId}`)).body).toMatchObject({
      status: 'soft-failed',
      activity: 'Failed: no camera',
      worker,
      failed_by_workers: [worker],
      last_touched: '2026-03-04T10:00:00.000Z',
    });
  });

  it('does not know every task', async () => {
    expect(await server.refusal(server.get(`/tasks/${UNKNOWN}`))).toEqual(NOT_FOUND);
  });
});

describe('the log of a task (contract 02 §8.2, §8.3)', () => {
  it('is found where it is, once there is one', async () => {
    expect((await server.get(`/tasks/${taskId}/log`)).status).toBe(204);
    expect((await server.get(`/tasks/${taskId}/logtail`)).status).toBe(204);
    await start();
    await asNode7({ log: 'grüße\n' });
    const { body } = await server.get(`/tasks/${taskId}/logtail`);
    expect(body).toMatch(/^2026-03-04T10:00:00\S* Task assigned to worker node7 \([^]*\ngrüße\n$/);
    expect((await server.get(`/tasks/${taskId}/log`)).body).toEqual({
      task_id: taskId,
      job_id: job.uuid,
      size: Buffer.byteLength(body as string),
      url: `/job-files/${job.uuid}/${taskId}.txt`,
    });
  });

  it('of a task that does not exist is not found', async () => {
    expect(await server.refusal(server.get(`/tasks/${UNKNOWN}/log`))).toEqual(NOT_FOUND);
    expect(await server.refusal(server.get(`/tasks/${UNKNOWN}/logtail`))).toEqual(NOT_FOUND);
  });
});

describe('setTaskStatus (contract 02 §8.4, D2.20)', () => {
  const setStatus = (status: string, reason = 'by hand', id = taskId) =>
    server.post(`/tasks/${id}/setstatus`, { status, reason });

  it('cancels and requeues a task, and doing it twice does no harm', async () => {
    expect((await setStatus('canceled')).status).toBe(204);
    expect((await setStatus('canceled')).status).toBe(204);
    expect((await server.get(`/tasks/${taskId}`)).body).toMatchObject({ status: 'canceled', activity: 'by hand' });
    expect((await setStatus('queued')).status).toBe(204);
    expect(await server.farm.statuses(job)).toEqual({ render: 'queued', video: 'queued' });
  });

  it('refuses what only Workers and the Manager decide, with 422 and both statuses', async () => {
    expect(await server.refusal(setStatus('completed'))).toEqual([
      422,
      'a task with status "queued" cannot be set to "completed"',
    ]);
  });

  it('needs a status that exists, a reason and a task', async () => {
    expect((await setStatus('done')).status).toBe(400);
    expect((await server.post(`/tasks/${taskId}/setstatus`, { status: 'canceled' })).status).toBe(400);
    expect(await server.refusal(setStatus('canceled', '', UNKNOWN))).toEqual(NOT_FOUND);
    expect((await setStatus('canceled', '', 'render')).status).toBe(404);
  });
});
