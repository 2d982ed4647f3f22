import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseBusy } from '../../src/db/database.js';
import type { Database } from '../../src/db/database.js';
import { FarmServer } from './support/farm-server.js';
import type { Identity } from './support/farm-server.js';
import { ECHO_JOB, UNKNOWN } from './support/submissions.js';

let server: FarmServer;
let node7: Identity;
let isBusy = false;

/** The farm's database, which somebody else keeps busy whenever the test wants it. */
function sometimesBusy(database: Database): Database {
  const refuse = () => Promise.reject(new DatabaseBusy('database is locked'));
  return {
    dialect: database.dialect,
    read: (work) => (isBusy ? refuse() : database.read(work)),
    transact: (work) => (isBusy ? refuse() : database.transact(work)),
    tryWriting: () => database.tryWriting(),
    breathe: () => database.breathe(),
    close: () => database.close(),
  };
}

beforeEach(async () => {
  isBusy = false;
  server = await FarmServer.start({ ports: ({ db }) => ({ db: sometimesBusy(db) }) });
  node7 = await server.worker();
  isBusy = true;
});
afterEach(() => server.stop());

const registration = { name: 'new', secret: 'x', platform: 'linux', supported_task_types: [] };
const signOn = { name: 'node7', supported_task_types: [], software_version: '4' };

describe('while the database is busy (contract 01 §1.10, 02 §1.5, D1.6)', () => {
  it.each<[string, string, unknown]>([
    ['POST', '/worker/register-worker', registration],
    ['POST', '/jobs', ECHO_JOB],
    ['GET', '/jobs', undefined],
    ['DELETE', `/jobs/${UNKNOWN}`, undefined],
    ['DELETE', '/jobs/mass-delete', { last_updated_max: '2026-03-04T10:00:00Z' }],
    ['POST', `/tasks/${UNKNOWN}/setstatus`, { status: 'canceled', reason: '' }],
    ['POST', '/worker-mgt/tags', { name: 'fast' }],
  ])('%s %s asks to come back later', async (method, path, body) => {
    const answer = await server.ask(method, path, { body });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.body).toEqual({ code: 503, message: 'the database is busy, try again later' });
  });

  it.each([
    ['POST', '/worker/task'],
    ['POST', '/worker/sign-off'],
    ['GET', '/worker/state'],
    ['GET', `/worker/task/${UNKNOWN}/may-i-run`],
  ])('%s %s asks the Worker to come back later', async (method, path) => {
    expect((await server.ask(method, path, { as: node7 })).status).toBe(503);
  });

  it.each<[string, unknown]>([
    ['/worker/sign-on', signOn],
    [`/worker/task/${UNKNOWN}`, { log: 'Fra:1' }],
  ])('POST %s gets no answer: an original Worker would take any as final', async (path, body) => {
    await expect(server.post(path, body, { as: node7 })).rejects.toThrow('fetch failed');
    isBusy = false;
    expect((await server.post(path, body, { as: node7 })).status).not.toBe(503);
  });
});
