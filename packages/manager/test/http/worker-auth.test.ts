import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import bcrypt from 'bcryptjs';
import { hashSecret, WorkerAuthenticator } from '../../src/http/worker-auth.js';
import { basic, NODE7, startBareServer } from './support/bare-server.js';
import type { BareServer } from './support/bare-server.js';

const UNKNOWN = 'security requirements failed: authorization failed: no such worker known';
const NO_HEADER = 'security requirements failed: authorization failed: no auth header found';

let server: BareServer;
const ask = (headers: Record<string, string>, path = '/api/v3/worker/state', method = 'GET') =>
  fetch(`${server.url}${path}`, { method, headers });
const asNode7 = basic(NODE7.uuid, NODE7.secret);

beforeEach(async () => {
  server = await startBareServer({
    workerState: (_, { worker }) => ({
      status: 200,
      body: { status_requested: worker.name === 'node7' ? 'asleep' : 'error' },
    }),
  });
});
afterEach(() => server.stop());

describe('Workers prove who they are (contract 01 §1.7)', () => {
  it('by UUID and secret; the bcrypt hash is compared only once', async () => {
    for (let round = 0; round < 3; round++) expect((await ask(asNode7)).status).toBe(200);
    expect(server.lookUps).toEqual([NODE7.uuid]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['without a header', {}, NO_HEADER],
    ['with another scheme', { Authorization: 'Bearer abc' }, NO_HEADER],
    ['with something that is no Basic', { Authorization: 'Basic !!!' }, NO_HEADER],
    ['without a colon', { Authorization: `Basic ${Buffer.from('node7').toString('base64')}` }, NO_HEADER],
    ['with nothing but a colon', { Authorization: 'Basic Og==' }, UNKNOWN],
    ['with an unknown UUID', basic('0b1e0000-0000-4000-8000-00000000000f', NODE7.secret), UNKNOWN],
    ['with a wrong secret', basic(NODE7.uuid, 'guessed'), UNKNOWN],
    ['with the UUID in capitals', basic(NODE7.uuid.toUpperCase(), NODE7.secret), UNKNOWN],
  ])('%s: 403 in the known words, and no WWW-Authenticate', async (_, headers, message) => {
    const response = await ask(headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ code: 403, message });
    expect(response.headers.get('www-authenticate')).toBeNull();
  });

  it('is refused with a wrong secret also after the right one was seen', async () => {
    await ask(asNode7);
    expect((await ask(basic(NODE7.uuid, 'guessed'))).status).toBe(403);
    expect((await ask(asNode7)).status).toBe(200);
  });

  it('warns about Workers that nobody knows, and says where to read about it', async () => {
    await ask(basic('nobody', 'x'));
    expect(server.log.filter(({ level }) => level === 40)).toMatchObject([
      { worker: 'nobody', msg: expect.stringMatching(/^unknown worker is trying to communicate, see https:/) },
    ]);
  });

  it('is looked up again after it was forgotten, as when it is deleted', async () => {
    await ask(asNode7);
    server.authenticator.forget(NODE7.uuid);
    await ask(asNode7);
    expect(server.lookUps).toHaveLength(2);
  });

  it('is named in the log of its requests', async () => {
    await ask(asNode7);
    expect(await server.requestLines(1)).toMatchObject([{ wUUID: NODE7.uuid, wName: 'node7' }]);
  });

  it('comes before everything else: a stranger learns nothing about paths and bodies', async () => {
    const headers = { 'Content-Type': 'text/plain', ...basic('nobody', '') };
    expect((await ask(headers, '/api/v3/worker/task/x', 'POST')).status).toBe(403);
  });

  it('is not asked of anybody else', async () => {
    const response = await ask({ 'Content-Type': 'application/json' }, '/api/v3/worker/register-worker', 'POST');
    expect(response.status).toBe(400);
  });

  it('accepts hashes that the original stored', async () => {
    const stored = (await bcrypt.hash('s3cret', 4)).replace(/^\$2b\$/, '$2a$');
    expect(await bcrypt.compare('s3cret', stored)).toBe(true);
  });
});

it('a Worker that is deleted while its credentials are checked is not remembered', async () => {
  const stored = { id: 7, uuid: NODE7.uuid, name: 'node7', secretHash: await hashSecret(NODE7.secret) };
  let isDeleted = false;
  const authenticator = new WorkerAuthenticator(() => Promise.resolve(isDeleted ? undefined : stored));
  const checked = authenticator.authenticate(asNode7.Authorization);
  isDeleted = true;
  authenticator.forget(NODE7.uuid);
  await checked;
  expect(await authenticator.authenticate(asNode7.Authorization)).toMatchObject({ outcome: 'unknown' });
});

describe('when the database cannot tell (D1.5, D1.6)', () => {
  beforeEach(() => server.breakDatabase());

  it('says so with 503, never with 403', async () => {
    const response = await ask(asNode7);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject({ code: 503 });
  });

  it.each([
    ['sign-on', '/api/v3/worker/sign-on'],
    ['task update', '/api/v3/worker/task/x'],
  ])('a %s gets no answer: an original Worker would take any as final', async (_, path) => {
    await expect(ask({ 'Content-Type': 'application/json', ...asNode7 }, path, 'POST')).rejects.toThrow('fetch failed');
  });

  it('Workers that are known already go on working', async () => {
    await server.stop();
    server = await startBareServer({ workerState: () => ({ status: 204 }) });
    await ask(asNode7);
    server.breakDatabase();
    expect((await ask(asNode7)).status).toBe(204);
  });
});

describe('when an operation fails unexpectedly', () => {
  it('the client learns that it did, the log why', async () => {
    const response = await fetch(`${server.url}/api/v3/version`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ code: 500, message: expect.stringMatching(/^Internal Server Error/) });
    const [line] = server.log.filter(({ level, operation }) => level === 50 && operation === 'getVersion');
    expect(line?.error).toMatch(/not expected to be called\n +at /);
  });

  it('a signed-on Worker gets no answer to sign-on and task updates', async () => {
    const body = JSON.stringify({ name: 'node7', supported_task_types: [], software_version: '4' });
    const headers = { 'Content-Type': 'application/json', ...asNode7 };
    await expect(fetch(`${server.url}/api/v3/worker/sign-on`, { method: 'POST', headers, body })).rejects.toThrow();
    await expect(
      fetch(`${server.url}/api/v3/worker/task/x`, { method: 'POST', headers, body: '{}' }),
    ).rejects.toThrow();
    expect((await fetch(`${server.url}/api/v3/worker/sign-off`, { method: 'POST', headers })).status).toBe(500);
  });
});
