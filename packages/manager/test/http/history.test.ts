import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';
import { ECHO_JOB, UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let node7: Identity;
let jobId: string;
let taskId: string;

beforeEach(async () => {
  server = await FarmServer.start();
  node7 = await server.worker();
  jobId = ((await server.post('/jobs', ECHO_JOB)).body as { id: string }).id;
  const { body } = await server.post('/worker/task', undefined, { as: node7 });
  taskId = (body as { uuid: string }).uuid;
});
afterEach(() => server.stop());

const report = (update: object) => server.post(`/worker/task/${taskId}`, update, { as: node7 });
const shown = async (path: string) => (await server.get(path)).body;
const FRAMES = [
  { frame: 1, duration_ms: 2_000 },
  { frame: 2, duration_ms: 3_500 },
];

describe('attempts (extra-history)', () => {
  it('are told with all there is to know, the same by task, job and Worker', async () => {
    await server.farm.clock.advance(1_500);
    await report({ taskStatus: 'completed', activity: 'Done' });
    const expected = {
      attempts: [
        {
          id: expect.any(Number),
          task_id: taskId,
          task_name: expect.any(String),
          task_type: 'misc',
          job_id: jobId,
          worker_id: node7.uuid,
          worker_name: 'node7',
          started_at: expect.any(String),
          ended_at: expect.any(String),
          duration_seconds: 1.5,
          outcome: 'completed',
          reason: 'Done',
        },
      ],
      total: 1,
    };
    expect(await shown(`/tasks/${taskId}/attempts`)).toEqual(expected);
    expect(await shown(`/jobs/${jobId}/attempts`)).toEqual(expected);
    expect(await shown(`/worker-mgt/workers/${node7.uuid}/attempts`)).toEqual(expected);
    expect(await shown(`/tasks/${taskId}/attempts?outcome_in=failed,running`)).toEqual({ attempts: [], total: 0 });
    expect(await shown(`/jobs/${jobId}/attempts?offset=1`)).toEqual({ attempts: [], total: 1 });
  });

  it('that go on have no end', async () => {
    const { attempts } = (await shown(`/tasks/${taskId}/attempts`)) as { attempts: object[] };
    expect(attempts).toHaveLength(1);
    for (const key of ['ended_at', 'duration_seconds', 'outcome', 'reason'])
      expect(attempts[0]).not.toHaveProperty(key);
  });

  it.each([
    ['order_by=age', /"order_by" in query .*\["started_at","ended_at"\]/],
    ['outcome_in=lost', /"outcome_in" in query .*"lost" is not one of .*"timed-out","running"\]/],
    ['limit=0', /"limit" in query has an error: number must be at least 1/],
    ['limit=1001', /"limit" in query has an error: number must be at most 1000/],
    ['limit=ten', /"limit" in query has an error: value must be an integer/],
    ['offset=-1', /"offset" in query has an error: number must be at least 0/],
  ])('cannot be listed with %s', async (query, message) => {
    expect(await server.refusal(server.get(`/jobs/${jobId}/attempts?${query}`))).toEqual([
      400,
      expect.stringMatching(message),
    ]);
  });

  it('are not there of what nobody knows', async () => {
    const paths = ['/tasks/ID/attempts', '/jobs/ID/attempts', '/worker-mgt/workers/ID/attempts'];
    const all = [...paths, '/worker-mgt/workers/ID/status-history', '/tasks/ID/frame-times', '/jobs/ID/frame-times'];
    for (const path of all) {
      expect((await server.get(path.replace('ID', UNKNOWN))).status).toBe(404);
      expect((await server.get(path.replace('ID', 'x'))).status).toBe(400);
    }
  });
});

describe('fetchWorkerStatusHistory', () => {
  it('tells since when and until when a Worker had a status, and why', async () => {
    const path = `/worker-mgt/workers/${node7.uuid}/status-history`;
    const { statuses, total } = (await shown(path)) as { statuses: { status: string }[]; total: number };
    expect(statuses.map(({ status }) => status)).toEqual(['offline', 'starting', 'awake']);
    expect(statuses[0]).toMatchObject({ since: expect.any(String), until: expect.any(String), reason: /./ });
    expect(statuses[2]).not.toHaveProperty('until');
    expect(total).toBe(3);
    expect(await shown(`${path}?order_by=-since&limit=1`)).toEqual({ statuses: [statuses[2]], total: 3 });
  });
});

describe('frame times', () => {
  it('come with task updates, and are told of the task and the job', async () => {
    await report({ frame_times: FRAMES });
    const first = {
      frame: 1,
      duration_ms: 2_000,
      finished_at: expect.any(String),
      ...{ task_id: taskId, worker_id: node7.uuid, worker_name: 'node7', attempt_id: expect.any(Number) },
    };
    const expected = { frame_times: [first, { ...first, frame: 2, duration_ms: 3_500 }], total: 2 };
    expect(await shown(`/tasks/${taskId}/frame-times`)).toEqual(expected);
    expect(await shown(`/jobs/${jobId}/frame-times?worker=${node7.uuid}`)).toEqual(expected);
    const slowest = await shown(`/jobs/${jobId}/frame-times?order_by=-duration_ms&limit=1`);
    expect(slowest).toMatchObject({ frame_times: [{ frame: 2 }], total: 2 });
    expect(await shown(`/jobs/${jobId}`)).toMatchObject({ average_frame_seconds: 2.75 });
  });

  it('of a Worker that nobody knows are a mistake', async () => {
    const refusal = await server.refusal(server.get(`/jobs/${jobId}/frame-times?worker=${UNKNOWN}`));
    expect(refusal).toEqual([
      400,
      `parameter "worker" in query has an error: there is no worker with the ID "${UNKNOWN}"`,
    ]);
  });

  it.each([
    { frame_times: [{ frame: 1 }] },
    { frame_times: [{ frame: 1.5, duration_ms: 1 }] },
    { frame_times: [{ frame: 1, duration_ms: -1 }] },
    { frame_times: { frame: 1, duration_ms: 1 } },
  ])('are refused as %j', async (update) => {
    expect((await report(update)).status).toBe(400);
  });
});

describe('how far a job is', () => {
  it('stands in its answers', async () => {
    await server.farm.clock.advance(2_000);
    const expected = {
      task_counts: { active: 1, queued: 1, 'soft-failed': 0, completed: 0, failed: 0, canceled: 0, paused: 0 },
      started_at: expect.any(String),
      elapsed_seconds: 2,
    };
    const job = await shown(`/jobs/${jobId}`);
    expect(job).toMatchObject(expected);
    for (const key of ['finished_at', 'average_frame_seconds', 'estimate']) expect(job).not.toHaveProperty(key);
    expect(await shown('/jobs')).toMatchObject({ jobs: [expected] });
  });

  it('includes an estimate with its basis', async () => {
    await server.farm.clock.advance(2_000);
    await report({ taskStatus: 'completed' });
    expect(await shown(`/jobs/${jobId}`)).toMatchObject({
      estimate: {
        seconds_left: 2,
        basis: {
          ...{ completed_tasks: 1, running_steps: 0, workers: 1, running_workers: 0, tasks_left: 1, tasks_unknown: 0 },
        },
      },
    });
  });
});
