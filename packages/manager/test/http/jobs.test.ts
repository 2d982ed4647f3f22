import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Schemas } from '@flamenco/api';
import { setLastRendered } from '../../src/db/last-rendered.js';
import { FarmServer } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let jobId: string;

beforeEach(async () => {
  server = await FarmServer.start();
  jobId = await submitted();
});
afterEach(() => server.stop());

const NOT_FOUND = [404, 'no such job'];

async function submitted(name = 'first'): Promise<string> {
  const tasks = [
    { name: 'echo', type: 'misc' },
    { name: 'sleep', type: 'misc', after: ['echo'] },
  ];
  return (await server.farm.storeJob({ name, tasks })).uuid;
}

const shown = async (id = jobId) => (await server.get(`/jobs/${id}`)).body as Schemas['Job'];
const tasks = async (id = jobId) => ((await server.get(`/jobs/${id}/tasks`)).body as Schemas['JobTasksSummary']).tasks;
const change = (operation: string, body: object, id = jobId) => server.post(`/jobs/${id}/${operation}`, body);

describe('fetchJobs and fetchJob (contract 02 §5.1, §5.2)', () => {
  it('list jobs, the oldest first, and show one', async () => {
    const second = await submitted('second');
    const { jobs } = (await server.get('/jobs')).body as { jobs: Schemas['Job'][] };
    expect(jobs.map(({ id }) => id)).toEqual([jobId, second]);
    expect(await shown(second)).toEqual(jobs[1]);
  });

  it('do not know every job', async () => {
    expect(await server.refusal(server.get(`/jobs/${UNKNOWN}`))).toEqual(NOT_FOUND);
    expect(await server.refusal(server.get('/jobs/type'))).toEqual([400, 'job ID not valid: "type" is not a UUID']);
  });
});

describe('fetchJobTasks (contract 02 §5.3)', () => {
  it('lists the tasks in their order, each with the Worker that had it last', async () => {
    const as = await server.worker();
    await server.post('/worker/task', undefined, { as });
    expect(await tasks()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'echo',
        status: 'active',
        index_in_job: 1,
        priority: 50,
        task_type: 'misc',
        updated: '2026-03-04T10:00:00.000Z',
        worker: { id: as.uuid, name: 'node7', address: '127.0.0.1' },
        steps_completed: 0,
        steps_total: 1,
      },
      expect.objectContaining({ name: 'sleep', index_in_job: 2, worker: { id: '', name: '', address: '' } }),
    ]);
  });

  it('tells only the ID of a Worker that is deleted', async () => {
    const as = await server.worker();
    await server.post('/worker/task', undefined, { as });
    await server.ask('DELETE', `/worker-mgt/workers/${as.uuid}`);
    expect((await tasks())[0]?.worker).toEqual({ id: as.uuid, name: '', address: '' });
  });

  it('is empty for a job that does not exist, as with the original', async () => {
    expect(await tasks(UNKNOWN)).toEqual([]);
  });
});

describe('setJobStatus (contract 02 §6.1, 03 §4.5, D2.20)', () => {
  it('changes the job at once, and says why', async () => {
    const reason = 'requested from web interface';
    expect((await change('setstatus', { status: 'cancel-requested', reason })).status).toBe(204);
    expect(await shown()).toMatchObject({
      status: 'canceled',
      activity: 'Changed to status "canceled": requested from web interface',
    });
    expect((await change('setstatus', { status: 'cancel-requested', reason })).status).toBe(204);
    await change('setstatus', { status: 'requeueing', reason: '' });
    expect(await shown()).toMatchObject({ status: 'queued' });
  });

  it('refuses what makes no sense for the job, with 422 and both statuses', async () => {
    expect(await server.refusal(change('setstatus', { status: 'completed', reason: 'done' }))).toEqual([
      422,
      'a job with status "queued" cannot be set to "completed"',
    ]);
  });

  it('needs a status that exists, a reason and a job', async () => {
    expect((await change('setstatus', { status: 'canceled' })).status).toBe(400);
    expect((await change('setstatus', { status: 'done', reason: '' })).status).toBe(400);
    expect(await server.refusal(change('setstatus', { status: 'canceled', reason: '' }, UNKNOWN))).toEqual(NOT_FOUND);
  });
});

describe('setJobPriority (contract 02 §6.3)', () => {
  it('changes the priority, from 0 to 100', async () => {
    for (const priority of [0, 100]) {
      expect((await change('setpriority', { priority })).status).toBe(204);
      expect(await shown()).toMatchObject({ priority });
    }
    for (const priority of [-1, 101, 5.5, 'high']) expect((await change('setpriority', { priority })).status).toBe(400);
    expect(await server.refusal(change('setpriority', { priority: 5 }, UNKNOWN))).toEqual(NOT_FOUND);
  });
});

describe('setJobTag (contract 02 §6.4)', () => {
  let tagId: string;

  beforeEach(async () => {
    tagId = ((await server.post('/worker-mgt/tags', { name: 'fast' })).body as { id: string }).id;
  });

  it('chooses a tag by its ID, or else by its name, or takes it away', async () => {
    expect((await change('settag', { id: tagId, name: 'ignored' })).status).toBe(204);
    expect(await shown()).toMatchObject({ worker_tag: tagId });
    expect((await change('settag', {})).status).toBe(204);
    expect(await shown()).not.toHaveProperty('worker_tag');
    expect((await change('settag', { name: 'fast' })).status).toBe(204);
    expect(await shown()).toMatchObject({ worker_tag: tagId });
  });

  it.each([
    [{ id: UNKNOWN }, `ID "${UNKNOWN}"`],
    [{ name: 'slow' }, 'name "slow"'],
    [{ id: '' }, 'ID ""'],
    [{ name: '' }, 'name ""'],
  ])('does not find %j, with 400 where the original has 406 (D2.16)', async (choice, what) => {
    const message = `tag not found: no worker tag has the ${what}; the tag of the job was not changed`;
    expect(await server.refusal(change('settag', choice))).toEqual([400, message]);
  });

  it('needs a job', async () => {
    expect(await server.refusal(change('settag', {}, UNKNOWN))).toEqual(NOT_FOUND);
    expect((await change('settag', { name: 5 })).status).toBe(400);
  });
});

describe('deleteJob and deleteJobWhatWouldItDo (contract 02 §6.5, §6.7)', () => {
  it('mark the job, and tell beforehand what goes with it', async () => {
    expect((await server.get(`/jobs/${jobId}/what-would-delete-do`)).body).toEqual({ shaman_checkout: false });
    expect((await server.ask('DELETE', `/jobs/${jobId}`)).status).toBe(204);
    expect(await shown()).toMatchObject({ delete_requested_at: '2026-03-04T10:00:00.000Z' });
    expect((await server.ask('DELETE', `/jobs/${jobId}`)).status).toBe(204);
  });

  it('do not know every job', async () => {
    expect(await server.refusal(server.ask('DELETE', `/jobs/${UNKNOWN}`))).toEqual(NOT_FOUND);
    expect(await server.refusal(server.get(`/jobs/${UNKNOWN}/what-would-delete-do`))).toEqual(NOT_FOUND);
  });
});

describe('deleteJobMass (contract 02 §6.6, D2.15)', () => {
  const deleteUntil = (body: object) => server.ask('DELETE', '/jobs/mass-delete', { body });

  it('marks the jobs that were last updated until then, to the second', async () => {
    expect((await deleteUntil({ last_updated_max: '2026-03-04T09:59:59.000000001Z' })).status).toBe(416);
    expect((await deleteUntil({ last_updated_max: '2026-03-04T11:00:00+01:00' })).status).toBe(204);
    expect(await shown()).toHaveProperty('delete_requested_at');
  });

  it('says so when no job is that old, with 416', async () => {
    expect(await server.refusal(deleteUntil({ last_updated_max: '2026-01-01T00:00:00Z' }))).toEqual([
      416,
      'no jobs modified before timestamp',
    ]);
  });

  it.each([
    [{}, 'invalid format (no last_updated_max)'],
    [{ last_updated_max: '2026-02-30T00:00:00Z' }, 'invalid format'],
    [{ last_updated_max: '2026-02-20T00:00:00' }, 'invalid format'],
    [{ last_updated_max: 'yesterday' }, expect.stringMatching(/string is not a date and time like/)],
    [{ last_updated_max: null }, expect.stringMatching(/Value is not nullable$/)],
  ])('refuses %j', async (body, message) => {
    expect(await server.refusal(deleteUntil(body))).toEqual([400, message]);
  });
});

describe('the last rendered images (contract 02 §10.4, §10.5)', () => {
  const IMAGES = (uuid: string) => ({ base: `/job-files/${uuid}`, suffixes: ['last-rendered.jpg'] });

  it('are there when there are some', async () => {
    expect((await server.get(`/jobs/${jobId}/last-rendered`)).status).toBe(204);
    expect((await server.get('/jobs/last-rendered')).status).toBe(204);
    server.farm.jobsWithImages.add(jobId);
    const { id } = await server.farm.job(jobId);
    await server.farm.db.transact((tx) => setLastRendered(tx, id));
    expect((await server.get(`/jobs/${jobId}/last-rendered`)).body).toEqual(IMAGES(jobId));
    expect((await server.get('/jobs/last-rendered')).body).toEqual(IMAGES(jobId));
  });

  it('of a job that does not exist are none, as with the original', async () => {
    expect((await server.get(`/jobs/${UNKNOWN}/last-rendered`)).status).toBe(204);
  });
});
