import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Schemas } from '@flamenco/api';
import { configOf } from '../support/config.js';
import { FarmServer } from './support/farm-server.js';
import { RENDER_JOB } from './support/submissions.js';

/** On every request of the add-on (contract 10 §2). */
const headers = {
  'User-Agent': 'Flamenco/3.9-beta1 (Blender add-on)',
  Accept: 'application/json',
  'Accept-Encoding': 'identity',
  'Content-Type': 'application/json',
};

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start({ config: configOf('shared_storage_path: /mnt/storage\nshaman: {enabled: false}') });
});
afterEach(() => server.stop());

/** Python's way to write JSON: a space behind separators, ASCII only. */
function inPython(value: unknown): string {
  const text = JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ');
  return text.replaceAll(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

it('an original add-on refreshes, checks and submits (contract 10 §5, §11–12, 04 §10.4)', async () => {
  const version = await server.get('/version', { headers });
  expect(version.body).toMatchObject({ shortversion: '3.9-beta1' });
  const storage = await server.get('/configuration/shared-storage/users/linux', { headers });
  expect(storage.body).toEqual({
    ...{ location: '/mnt/storage', audience: 'users', platform: 'linux', shamanEnabled: false },
  });
  const { job_types: types } = (await server.get('/jobs/types', { headers })).body as Schemas['AvailableJobTypes'];
  const { etag = '' } = types.find(({ name }) => name === RENDER_JOB.type) ?? {};
  await server.post('/worker-mgt/tags', { name: 'fast' });
  const { tags = [] } = (await server.get('/worker-mgt/tags', { headers })).body as Schemas['WorkerTagList'];

  const job = (blendfile: string) => ({
    ...RENDER_JOB,
    name: 'Träume',
    type_etag: etag,
    initial_status: 'paused',
    worker_tag: tags[0]?.id,
    settings: { ...RENDER_JOB.settings, blendfile },
  });
  const send = (path: string, blendfile: string) =>
    server.ask('POST', path, { bytes: inPython(job(blendfile)).replace('"fps": 24', '"fps": 24.0'), headers });
  expect((await send('/jobs/check', 'dummy-for-job-check.blend')).status).toBe(204);
  const submitted = await send('/jobs', '/mnt/storage/scene.blend');
  expect(submitted.status).toBe(200);
  expect(submitted.body).toMatchObject({
    name: 'Träume',
    status: 'paused',
    priority: 60,
    worker_tag: tags[0]?.id,
    settings: { fps: 24, frames: '1-3' },
    metadata: {},
    steps_total: 4,
  });
});

it('an original add-on whose job types are old is told to refresh them', async () => {
  const bytes = inPython({ ...RENDER_JOB, type_etag: '0123456789abcdef0123456789abcdef01234567' });
  const answer = await server.ask('POST', '/jobs/check', { bytes, headers });
  expect(answer.status).toBe(412);
});
