import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { changeStatus, findWorker } from '../../src/db/workers.js';
import { FarmServer } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start();
});
afterEach(() => server.stop());

it('tells of a task why it does not run, what would change that, and whom it is about', async () => {
  const node7 = await server.worker();
  const { farm } = server;
  const job = await farm.storeJob({ tasks: [{ name: 'render' }, { name: 'video', after: ['render'] }] });
  const taskId = job.tasks.render ?? '';
  expect((await server.get(`/tasks/${taskId}/why`)).body).toEqual({
    standing: 'next-request',
    headline: 'Task "render" will start in a moment: the Worker node7 will get "render" at its next request.',
    findings: [
      {
        code: 'next-request',
        message: 'The Worker node7 will get "render" at its next request.',
        action: 'There is nothing to do; a Worker that is awake asks every few seconds.',
        workers: [{ id: node7.uuid, name: 'node7' }],
        worker_count: 1,
        tasks: [{ id: taskId, name: 'render', status: 'queued', job_id: job.uuid }],
        task_count: 1,
      },
    ],
  });
  expect((await server.get(`/tasks/${job.tasks.video ?? ''}/why`)).body).toMatchObject({
    standing: 'waiting',
    findings: [{ code: 'dependencies-open', tasks: [{ id: taskId }], task_count: 1 }],
  });
});

it('tells of a job and of a Worker in the same form', async () => {
  const node7 = await server.worker();
  const job = await server.farm.storeJob({ name: 'shot 010', tasks: [{ name: 'simulate', type: 'houdini' }] });
  expect((await server.get(`/jobs/${job.uuid}/why`)).body).toMatchObject({
    standing: 'needs-action',
    findings: [{ code: 'no-worker-of-type', task_types: ['houdini'] }],
  });
  expect((await server.get(`/worker-mgt/workers/${node7.uuid}/why`)).body).toMatchObject({
    standing: 'needs-action',
    findings: [{ code: 'work-of-other-types', task_types: ['houdini'], jobs: [{ id: job.uuid, name: 'shot 010' }] }],
  });
  await server.post(`/jobs/${job.uuid}/setstatus`, { status: 'paused', reason: 'lunch' });
  expect((await server.get(`/jobs/${job.uuid}/why`)).body).toMatchObject({
    headline: 'Job "shot 010" does not go on by itself: the job "shot 010" is paused.',
    findings: [{ code: 'job-status', status: 'paused', jobs: [{ id: job.uuid }], action: 'Resume the job.' }],
  });
});

it('tells until when Workers sleep, in the time of the API', async () => {
  const node7 = await server.worker();
  const { farm } = server;
  const job = await farm.storeJob({ tasks: [{ name: 'render' }] });
  const schedule = { is_active: true, days_of_week: '', start_time: '09:00', end_time: '18:00' };
  await server.post(`/worker-mgt/workers/${node7.uuid}/sleep-schedule`, schedule);
  await farm.db.transact(async (tx) => {
    const { id } = (await findWorker(tx, node7.uuid))!;
    await changeStatus(tx, id, { status: 'asleep', statusRequest: null });
  });
  expect((await server.get(`/jobs/${job.uuid}/why`)).body).toMatchObject({
    standing: 'waiting',
    findings: [{ code: 'workers-scheduled-asleep', until: '2026-03-04T18:00:00.000Z', workers: [{ name: 'node7' }] }],
  });
});

it('counts all Workers, and names ten', async () => {
  for (let index = 1; index <= 12; index += 1) await server.farm.storeWorker(`node${index}`, { status: 'offline' });
  const job = await server.farm.storeJob({ tasks: [{ name: 'render' }] });
  const { body } = await server.get(`/jobs/${job.uuid}/why`);
  const { findings } = body as { findings: { workers: unknown[]; worker_count: number; message: string }[] };
  expect(findings[0]).toMatchObject({ worker_count: 12 });
  expect(findings[0]?.workers).toHaveLength(10);
  expect(findings[0]?.message).toBe('The Workers node1, node2, node3, node4, node5 and 7 more are offline.');
});

it('does not know everything', async () => {
  expect(await server.refusal(server.get(`/jobs/${UNKNOWN}/why`))).toEqual([404, 'no such job']);
  expect((await server.get(`/tasks/${UNKNOWN}/why`)).status).toBe(404);
  expect((await server.get(`/worker-mgt/workers/${UNKNOWN}/why`)).status).toBe(404);
  expect((await server.get('/jobs/shot/why')).status).toBe(400);
});
