import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';
import { ECHO_JOB, UNKNOWN } from './support/submissions.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start();
});
afterEach(() => server.stop());

const GIVEN_ID = '3f0b9f6e-0f0a-4a3e-8f5e-0d1c2b3a4f5e';
const NOT_FOUND = [404, `worker tag "${UNKNOWN}" not found`];
const create = (tag: object) => server.post('/worker-mgt/tags', tag);
const created = async (tag: object) => (await create(tag)).body as { id: string };
const update = (id: string, tag: object) => server.ask('PUT', `/worker-mgt/tag/${id}`, { body: tag });
const remove = (id: string, query = '') => server.ask('DELETE', `/worker-mgt/tag/${id}${query}`);
const shown = async (id: string) => (await server.get(`/worker-mgt/tag/${id}`)).body;

describe('fetchWorkerTags (contract 01 §5.8)', () => {
  it('always has its list, which the add-on asks for', async () => {
    expect((await server.get('/worker-mgt/tags')).body).toEqual({ tags: [] });
  });

  it('lists tags in the order of their creation', async () => {
    await create({ name: 'slow', description: 'the old ones' });
    await create({ name: 'fast' });
    expect((await server.get('/worker-mgt/tags')).body).toEqual({
      tags: [
        { id: expect.any(String), name: 'slow', description: 'the old ones' },
        { id: expect.any(String), name: 'fast' },
      ],
    });
  });
});

describe('createWorkerTag', () => {
  it('makes up an ID, or takes a given one', async () => {
    expect((await create({ name: 'slow', description: '' })).body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'slow',
    });
    expect(await created({ id: '', name: 'medium' })).toMatchObject({ name: 'medium' });
    expect(await created({ id: GIVEN_ID, name: 'fast' })).toEqual({ id: GIVEN_ID, name: 'fast' });
  });

  it.each<[string, object, number, string | RegExp]>([
    ['a name that is taken', { name: 'slow' }, 409, 'there is a worker tag with the name "slow" already'],
    [
      'an ID that is taken',
      { id: GIVEN_ID, name: 'new' },
      409,
      `there is a worker tag with the ID ${GIVEN_ID} already`,
    ],
    ['an empty name', { name: '' }, 400, 'the name of a tag must not be empty'],
    ['an endless name', { name: 'x'.repeat(300) }, 400, 'the name of a tag can have 255 characters at most'],
    ['an ID that is no UUID', { id: 'mine', name: 'new' }, 400, 'tag ID not valid: "mine" is not a UUID'],
    ['no name at all', { description: 'nameless' }, 400, /property "name" is missing$/],
  ])('refuses %s', async (_, tag, status, message) => {
    await create({ id: GIVEN_ID, name: 'slow' });
    const expected: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await server.refusal(create(tag))).toEqual([status, expected]);
  });
});

describe('fetchWorkerTag, updateWorkerTag and deleteWorkerTag', () => {
  it('change what is given, and leave a description that is not', async () => {
    const { id } = await created({ name: 'slow', description: 'the old ones' });
    expect((await update(id, { name: 'patient', id: UNKNOWN })).status).toBe(204);
    expect(await shown(id)).toEqual({ id, name: 'patient', description: 'the old ones' });
    await update(id, { name: 'patient', description: '' });
    expect(await shown(id)).toEqual({ id, name: 'patient' });
  });

  it('refuse the name of another tag, and none', async () => {
    await create({ name: 'fast' });
    const { id } = await created({ name: 'slow' });
    expect((await update(id, { name: 'fast' })).status).toBe(409);
    expect((await update(id, { name: '' })).status).toBe(400);
  });

  it('delete a tag for good', async () => {
    const { id } = await created({ name: 'slow' });
    expect((await remove(id)).status).toBe(204);
    expect((await server.get(`/worker-mgt/tag/${id}`)).status).toBe(404);
  });

  it('do not delete a tag that unfinished jobs need, unless forced (D2.16)', async () => {
    const { id } = await created({ name: 'slow' });
    await server.post('/jobs', { ...ECHO_JOB, worker_tag: id });
    expect(await server.refusal(remove(id))).toEqual([
      409,
      expect.stringMatching(/^worker tag "slow" is used by 1 unfinished job/),
    ]);
    expect((await remove(id, '?force=maybe')).status).toBe(400);
    expect((await remove(id, '?force=false')).status).toBe(409);
    expect((await remove(id, '?force=true')).status).toBe(204);
  });

  it('do not know every tag', async () => {
    expect(await server.refusal(server.get(`/worker-mgt/tag/${UNKNOWN}`))).toEqual(NOT_FOUND);
    expect(await server.refusal(update(UNKNOWN, { name: 'x' }))).toEqual(NOT_FOUND);
    expect(await server.refusal(remove(UNKNOWN))).toEqual(NOT_FOUND);
  });
});
