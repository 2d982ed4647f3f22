import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '@flamenco/api';
import type { OperationDescription, OperationId } from '@flamenco/api';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let node7: Identity;

beforeAll(async () => {
  server = await FarmServer.start();
  node7 = await server.worker();
});
afterAll(() => server.stop());

type Operation = readonly [id: OperationId, operation: OperationDescription];
const all = Object.entries(OPERATIONS) as [OperationId, OperationDescription][];
const withJsonBody = all.filter(([, { body }]) => body?.kind === 'json');
const ofWorkers = all.filter(([, { security }]) => security === 'worker');

const pathOf = ({ path }: OperationDescription, id = UNKNOWN) => path.replace('/api/v3', '').replaceAll(/\{\w+\}/g, id);
const credentials = ({ security }: OperationDescription) => (security === 'worker' ? { as: node7 } : {});

describe('every operation with a JSON body (contract 01 §1.5, D1.2)', () => {
  const send = ([, operation]: Operation, bytes: string, contentType = 'application/json') =>
    server.ask(operation.method, pathOf(operation), {
      ...{ bytes, headers: { 'Content-Type': contentType } },
      ...credentials(operation),
    });

  it.each(withJsonBody)('%s refuses another content type', async (...operation) => {
    expect(await server.refusal(send(operation, '{}', 'text/plain'))).toEqual([
      400,
      'request body has an error: header Content-Type has unexpected value "text/plain", expected application/json',
    ]);
  });

  it.each(withJsonBody)('%s refuses what is no JSON', async (...operation) => {
    expect(await server.refusal(send(operation, '{"name": '))).toEqual([
      400,
      expect.stringMatching(/^request body has an error: failed to decode request body: /),
    ]);
  });

  it.each(withJsonBody)('%s refuses a number in the place of its body', async (...operation) => {
    expect(await server.refusal(send(operation, '5'))).toEqual([
      400,
      expect.stringMatching(/^request body has an error: doesn't match schema.*value must be an (object|array)$/),
    ]);
  });

  it.each(withJsonBody.filter(([, { body }]) => body?.required))('%s needs its body', async (...operation) => {
    expect(await server.refusal(send(operation, ''))).toEqual([
      400,
      'request body has an error: value is required but missing',
    ]);
  });
});

describe('every query parameter that is no text (contract 01 §1.5)', () => {
  const typed = all.flatMap(([id, operation]) =>
    operation.queryParameters.filter(({ type }) => type !== 'string').map(({ name }) => [id, name, operation] as const),
  );

  it.each(typed)('%s refuses nonsense for %s', async (_, name, operation) => {
    const path = `${pathOf(operation)}?${name}=perhaps`;
    const asked = server.ask(operation.method, path, { ...(operation.body?.required && { body: {} }) });
    expect(await server.refusal(asked)).toEqual([400, expect.stringContaining(`"${name}" in query has an error`)]);
  });
});

describe('lists without end', () => {
  const list = <Item>(length: number, item: (number: number) => Item) => Array.from({ length }, (_, n) => item(n));
  const uuid = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
  const entry = (number: number) => ({ worker_id: uuid(number), task_type: 'blender' });
  const [most, tooMany] = [10_000, 70_000];
  const TOO_MANY = [400, expect.stringContaining('list must have at most 10000 items')];

  it('of tags are looked up or refused', async () => {
    const set = (length: number) =>
      server.post(`/worker-mgt/workers/${node7.uuid}/settags`, { tag_ids: list(length, uuid) });
    expect(await server.refusal(set(most))).toEqual([400, expect.stringMatching(/^no such worker tag: 00000000-/)]);
    expect(await server.refusal(set(tooMany))).toEqual(TOO_MANY);
  });

  it('of blocklist entries are looked up or refused', async () => {
    const { uuid: job } = await server.farm.storeJob({ tasks: [{ name: 'frame' }] });
    const send = (method: string, length: number) =>
      server.ask(method, `/jobs/${job}/blocklist`, { body: list(length, entry) });
    expect((await send('DELETE', most)).status).toBe(204);
    expect((await send('POST', most)).status).toBe(404);
    expect(await server.refusal(send('DELETE', tooMany))).toEqual(TOO_MANY);
    expect(await server.refusal(send('POST', tooMany))).toEqual(TOO_MANY);
  });

  it('of task types and frame times are stored or refused', async () => {
    const registration = { name: 'node8', secret: 'x', platform: 'linux', supported_task_types: list(tooMany, String) };
    expect(await server.refusal(server.post('/worker/register-worker', registration))).toEqual(TOO_MANY);
    const worker = await server.worker('node9', list(most, String));
    const job = await server.farm.storeJob({ tasks: [{ name: 'frame', type: '9999' }] });
    expect(await server.post('/worker/task', undefined, { as: worker })).toMatchObject({ body: { name: 'frame' } });
    const frame_times = list(tooMany, (frame) => ({ frame, duration_ms: 1e12 }));
    const updated = await server.post(`/worker/task/${job.tasks['frame']}`, { frame_times }, { as: worker });
    expect(updated.status).toBe(204);
  });
});

describe('every operation of Workers (contract 01 §1.7)', () => {
  it.each(ofWorkers)('%s is refused with 403 to strangers, before anything else is looked at', async (_, operation) => {
    const stranger = { uuid: UNKNOWN, secret: 'guessed' };
    expect(await server.refusal(server.ask(operation.method, pathOf(operation), { as: stranger }))).toEqual([
      403,
      'security requirements failed: authorization failed: no such worker known',
    ]);
    expect(await server.refusal(server.ask(operation.method, pathOf(operation)))).toEqual([
      403,
      'security requirements failed: authorization failed: no auth header found',
    ]);
  });
});

describe('IDs that are no UUIDs (contract 01 §5, 02 §1.3)', () => {
  const BODIES: Partial<Record<OperationId, unknown>> = {
    taskUpdate: {},
    requestWorkerStatusChange: { status: 'asleep', is_lazy: true },
    setWorkerTags: { tag_ids: [] },
    setWorkerSleepSchedule: { is_active: true, days_of_week: '', start_time: '', end_time: '' },
    updateWorkerTag: { name: 'fast' },
    setJobStatus: { status: 'canceled', reason: '' },
    setJobPriority: { priority: 5 },
    setJobTag: {},
    removeJobBlocklist: [{ worker_id: UNKNOWN, task_type: 'blender' }],
    addJobBlocklist: [{ worker_id: UNKNOWN, task_type: 'blender' }],
    setWorkerBlocklistExempt: { blocklist_exempt: true },
    setJobFailureLimits: {},
    changeJobSettings: { settings: {} },
  };
  /** The original looks these up without looking at their form: they are unknown (contract 02 §8.4, §9.4). */
  const NOT_LOOKED_AT: readonly string[] = ['setTaskStatus', 'taskOutputProduced'];
  const withId = all.filter(
    ([id, { pathParameters }]) =>
      ['job_id', 'task_id', 'worker_id', 'tag_id'].includes(pathParameters[0]?.name ?? '') &&
      !NOT_LOOKED_AT.includes(id),
  );

  it.each(withId)('%s refuses one with 400', async (id, operation) => {
    const body = BODIES[id];
    const asked = server.ask(operation.method, pathOf(operation, 'shot-010'), { body, ...credentials(operation) });
    expect(await server.refusal(asked)).toEqual([
      400,
      expect.stringMatching(/^(job|task|worker|tag) ID not valid: "shot-010" is not a UUID$/),
    ]);
  });
});
