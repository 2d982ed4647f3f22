import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';
import { ECHO_JOB, UNKNOWN } from './support/submissions.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start();
});
afterEach(() => server.stop());

const shown = async (path: string) => (await server.get(path)).body;
const submitted = async (name: string) => (await server.post('/jobs', { ...ECHO_JOB, name })).body as { id: string };
const refused = (path: string) => server.refusal(server.get(path));

describe('fetchJobs', () => {
  it('answers without parameters as the original does, without a total', async () => {
    await submitted('one');
    expect(Object.keys((await shown('/jobs')) as object)).toEqual(['jobs']);
    expect(Object.keys((await shown('/jobs?status_in=queued&unknown=1')) as object)).toEqual(['jobs']);
  });

  it('filters, sorts and pages', async () => {
    for (const name of ['one', 'two', '100%']) await submitted(name);
    const { jobs, total } = (await shown('/jobs?order_by=-name&limit=1&offset=1')) as {
      jobs: { name: string }[];
      total: number;
    };
    expect([jobs.map(({ name }) => name), total]).toEqual([['one'], 3]);
    expect(await shown('/jobs?search=%25&limit=10')).toMatchObject({ jobs: [{ name: '100%' }], total: 1 });
    expect(await shown('/jobs?status_in=active,failed')).toEqual({ jobs: [] });
    expect(await shown('/jobs?status_in=&search=&tag=&worker=&updated_since=&order_by=&type=')).toMatchObject({
      jobs: [{ name: 'one' }, { name: 'two' }, { name: '100%' }],
    });
    expect(await shown('/jobs?updated_since=2999-01-01T00:00:00%2B01:00')).toEqual({ jobs: [] });
  });

  it.each([
    ['status_in=sleeping', /"status_in" in query .*"sleeping" is not one of the allowed values \["active",/],
    ['status_in=queued,', /"status_in" in query .*"" is not one of/],
    ['order_by=age', /"order_by" in query .*"created","updated","name","type","status","priority"/],
    ['updated_since=yesterday', /"updated_since" in query .*date and time/],
    ['tag=gpu', /"tag" in query has an error: there is no worker tag with the ID "gpu"/],
    [`worker=${UNKNOWN}`, /"worker" in query has an error: there is no worker with the ID/],
    ['limit=1001', /"limit" in query has an error: number must be at most 1000/],
  ])('refuses %s', async (query, message) => {
    expect(await refused(`/jobs?${query}`)).toEqual([400, expect.stringMatching(message)]);
  });
});

describe('fetchJobTasks', () => {
  it('filters, sorts and pages', async () => {
    const { id } = await submitted('one');
    const path = `/jobs/${id}/tasks`;
    const { tasks } = (await shown(path)) as { tasks: object[] };
    expect(Object.keys((await shown(path)) as object)).toEqual(['tasks']);
    expect(await shown(`${path}?limit=1&offset=1`)).toEqual({ tasks: [tasks[1]], total: tasks.length });
    expect(await shown(`${path}?order_by=-index_in_job&offset=0`)).toEqual({
      tasks: [...tasks].reverse(),
      total: tasks.length,
    });
    expect(await shown(`${path}?status_in=completed&limit=1`)).toEqual({ tasks: [], total: 0 });
    expect(await refused(`${path}?status_in=under-construction`)).toEqual([400, expect.stringMatching(/"status_in"/)]);
    expect(await refused(`${path}?order_by=worker`)).toEqual([400, expect.stringMatching(/"index_in_job","name"/)]);
    expect(await shown(`/jobs/${UNKNOWN}/tasks?limit=1`)).toEqual({ tasks: [], total: 0 });
  });
});

describe('fetchWorkers and fetchWorkerTags', () => {
  it('filter, sort and page', async () => {
    await server.worker('zoe');
    await server.worker('adam', ['magick']);
    expect(Object.keys((await shown('/worker-mgt/workers')) as object)).toEqual(['workers']);
    expect(await shown('/worker-mgt/workers?order_by=name&limit=1')).toMatchObject({
      workers: [{ name: 'adam' }],
      total: 2,
    });
    expect(await shown('/worker-mgt/workers?type=blender')).toMatchObject({ workers: [{ name: 'zoe' }] });
    expect(await refused('/worker-mgt/workers?status_in=dead')).toEqual([400, expect.stringMatching(/"asleep"/)]);
    for (const name of ['slow', 'fast']) await server.post('/worker-mgt/tags', { name });
    expect(await shown('/worker-mgt/tags?order_by=name&limit=1')).toMatchObject({
      tags: [{ name: 'fast' }],
      total: 2,
    });
    expect(await shown('/worker-mgt/tags?search=S')).toMatchObject({ tags: [{ name: 'slow' }, { name: 'fast' }] });
    expect(await refused('/worker-mgt/tags?order_by=id')).toEqual([400, expect.stringMatching(/"created"/)]);
  });
});
