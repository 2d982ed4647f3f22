import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Identity } from './support/farm-server.js';
import { FarmServer } from './support/farm-server.js';
import { UNKNOWN } from './support/submissions.js';

let server: FarmServer;

beforeEach(async () => {
  server = await FarmServer.start({ configFile: '_meta: {version: 3}\n' });
  await server.setup.edit(`_meta: {version: 3}
variables:
  storage:
    is_twoway: true
    values:
      - {platform: linux, value: '${server.setup.folder}'}
      - {platform: windows, value: 'F:\\'}
`);
  await server.get('/configuration');
  await mkdir(path.join(server.setup.folder, 'film'));
  await writeFile(path.join(server.setup.folder, 'film', 'shot.blend'), 'BLENDER');
});
afterEach(() => server.stop());

const diagnose = async (body: unknown) => (await server.post('/configuration/storage-doctor', body)).body;

describe('the storage doctor', () => {
  it('follows a path from Windows to every platform, and looks at it', async () => {
    const film = path.join(server.setup.folder, 'film');
    expect(await diagnose({ path: 'F:\\film', platform: 'windows', worker_platform: 'freebsd' })).toMatchObject({
      ...{ path: 'F:\\film', platform: 'windows', stored: '{storage}\\film', variable: 'storage' },
      seen: [
        { platform: 'linux', path: film, is_good: true },
        { platform: 'windows', path: 'F:\\film', is_good: true },
        { platform: 'darwin', path: '{storage}\\film', is_good: false },
        { platform: 'freebsd', path: '{storage}\\film', is_good: false },
      ],
      manager: {
        ...{ path: film, kind: 'directory', can_read: true, can_write: true, is_empty: false, troubles: [] },
        cause: 'The Manager finds a directory that it can read and write.',
      },
      remarks: [
        'Workers on darwin and freebsd cannot use this path. Give the variable "storage" a value for those platforms if there are such Workers.',
      ],
    });
    expect(await server.setup.files()).toEqual(['film', 'flamenco-manager.yaml']);
  });

  it.each([
    ['F:\\film\\shot.blend', true, /a file that it can read and write/],
    ['F:\\film\\gone.blend', false, /finds nothing there/],
    ['F:\\film\\shot.blend\\x', false, /finds nothing there/],
    ['D:\\elsewhere', false, /no path that the Manager can look at/],
    ['F:\\with\0zero', false, /cannot look at it/],
  ])('tells what the Manager finds at %j', async (file, canRead, cause) => {
    expect(await diagnose({ path: file, platform: 'windows' })).toMatchObject({
      manager: { can_read: canRead, cause: expect.stringMatching(cause) },
    });
  });

  it('takes a path for one of the Manager when nothing else is said', async () => {
    expect(await diagnose({ path: '/proc' })).toMatchObject({
      ...{ platform: 'linux', stored: '/proc', manager: { can_read: true, can_write: false } },
      remarks: [expect.stringMatching(/^No two-way variable has a value for linux that begins this path/)],
    });
  });
});

/** As the Manager gives it. */
interface Check {
  readonly id: string;
  readonly is_complete: boolean;
  readonly manager?: unknown;
  readonly workers: readonly unknown[];
}

describe('a question to Workers', () => {
  let node7: Identity;
  let film: string;
  beforeEach(async () => {
    node7 = await server.worker('node7');
    await signOn({ can_check_storage: true });
    film = path.join(server.setup.folder, 'film');
  });

  async function signOn(more: object): Promise<unknown> {
    const introduction = { name: 'node7', supported_task_types: ['misc'], software_version: '4.0', ...more };
    const { body } = await server.post('/worker/sign-on', introduction, { as: node7 });
    await server.post('/worker/state-changed', { status: 'awake' }, { as: node7 });
    return body;
  }
  const start = async (body: object) => {
    const answer = await server.post('/configuration/storage-checks', body);
    expect(answer.status).toBe(202);
    return answer.body as Check;
  };
  const fetchCheck = async (id: string) => (await server.get(`/configuration/storage-checks/${id}`)).body as Check;
  const question = () => server.get('/worker/storage-question', { as: node7 });
  const tell = (id: string, findings: object) => server.post(`/worker/storage-question/${id}`, findings, { as: node7 });
  const findings = (more: object = {}) => ({
    ...{ path: film, kind: 'directory', can_read: true, can_write: true, took_ms: 12, troubles: [], ...more },
  });

  it('is known from sign-on, and announced with every answer while it waits', async () => {
    expect(await signOn({ can_check_storage: true })).toMatchObject({
      extras: expect.arrayContaining(['storage-check']),
    });
    const announced = async () => {
      const answers = [
        await server.post('/worker/task', undefined, { as: node7 }),
        await server.get('/worker/state', { as: node7 }),
        await server.get(`/worker/task/${UNKNOWN}/may-i-run`, { as: node7 }),
      ];
      return answers.map(({ headers }) => headers.get('X-Flamenco-Question'));
    };
    expect(await announced()).toEqual([null, null, null]);
    await start({ path: '/media/film' });
    expect(await announced()).toEqual(['storage', 'storage', 'storage']);
    const other = await server.worker('node8');
    expect((await server.get('/worker/state', { as: other })).headers.has('X-Flamenco-Question')).toBe(false);
    expect(await question()).toMatchObject({ status: 200, body: { path: '/media/film' } });
    expect(await announced()).toEqual([null, null, null]);
    expect((await question()).status).toBe(204);
  });

  it('has the path as the platform of the Worker knows it, and its answer is there for whoever asked', async () => {
    const { id } = await start({ path: 'F:\\film', platform: 'windows' });
    expect((await question()).body).toEqual({ id, path: film });
    const told = findings({
      ...{ can_write: false, is_empty: true, owner: { uid: 0, gid: 0, rights: 'r-xr-xr-x' }, user: 'render' },
      ...{ free_bytes: 5_000_000_000, total_bytes: 9_000_000_000_000 },
      troubles: [{ step: 'write', code: 'EACCES', message: 'permission denied' }],
    });
    expect((await tell(id, told)).status).toBe(204);
    let check = await fetchCheck(id);
    while (!check.manager) check = await fetchCheck(id);
    expect(check).toEqual({
      ...{ id, path: 'F:\\film', platform: 'windows', is_complete: true },
      ...{ started_at: '2026-03-04T10:00:00.000Z', expires_at: '2026-03-04T11:00:00.000Z' },
      manager: expect.objectContaining({ path: film, is_empty: false, can_write: true }),
      workers: [
        {
          ...{ id: node7.uuid, name: 'node7', platform: 'linux', path: film, state: 'answered' },
          explanation:
            'The Worker finds a directory that it can read, but not write. Writing fails: permission denied. ' +
            'It belongs to user 0 and group 0 with the rights r-xr-xr-x; the Worker runs as "render". ' +
            'It is empty there, but not at the Manager: is the storage mounted?',
          ...{ answered_at: '2026-03-04T10:00:00.000Z', findings: told },
        },
      ],
    });
    // A repeated answer is no trouble: the Worker may not have heard that the first one arrived.
    expect((await tell(id, told)).status).toBe(204);
  });

  it.each([
    ['awake', /^The Worker has not answered yet.*within 10 seconds \(last heard of at 2026-03-04 10:00\)\.$/],
    ['asleep', /^The Worker has not answered yet/],
    ['offline', /^The Worker is offline\. It answers if it is started within the hour/],
  ])('to a Worker that is %s is explained', async (status, explanation) => {
    await server.post('/worker/state-changed', { status }, { as: node7 });
    const { workers } = await start({ path: '/media/film' });
    expect(workers).toMatchObject([{ explanation: expect.stringMatching(explanation) }]);
  });

  it('that cannot be asked is explained', async () => {
    const original = await server.worker('original');
    const registration = { name: 'mac', secret: 'x', platform: 'darwin', supported_task_types: [] };
    await server.post('/worker/register-worker', registration);
    const { workers } = await start({ path: film });
    expect(workers).toMatchObject([
      { name: 'node7', state: 'waiting' },
      {
        ...{ id: original.uuid, state: 'cannot-answer' },
        explanation: expect.stringMatching(/version \(3\.9\) that cannot answer/),
      },
      {
        ...{ name: 'mac', state: 'no-path', path: '{storage}/film' },
        explanation: expect.stringMatching(/on darwin this is "\{storage\}\/film", which is no path there/),
      },
    ]);
  });

  it('is refused when it makes no sense', async () => {
    const refused = (body: object) => server.refusal(server.post('/configuration/storage-checks', body));
    expect(await refused({})).toEqual([400, expect.stringMatching(/path/)]);
    expect(await refused({ path: '' })).toEqual([400, expect.stringMatching(/path/)]);
    expect(await refused({ path: 'x'.repeat(5000) })).toEqual([400, expect.stringMatching(/path/)]);
    expect(await refused({ path: '/', workers: [] })).toEqual([400, expect.stringMatching(/workers/)]);
    expect(await refused({ path: '/', workers: ['nora'] })).toEqual([
      400,
      expect.stringMatching(/"nora" is not a UUID/),
    ]);
    expect(await refused({ path: '/', workers: [UNKNOWN] })).toEqual([404, `worker "${UNKNOWN}" not found`]);
    expect(await refused({ path: '/', tag: UNKNOWN })).toEqual([404, `worker tag "${UNKNOWN}" not found`]);
    expect(await server.refusal(server.get(`/configuration/storage-checks/${UNKNOWN}`))).toEqual([
      ...[404, expect.stringMatching(/not found: results are kept for an hour, and until the Manager is restarted/)],
    ]);
  });

  it('is taken and answered by the Worker that is meant, and by nobody else', async () => {
    const other = await server.worker('node8');
    const { id } = await start({ path: '/media/film', workers: [node7.uuid] });
    expect((await server.get('/worker/storage-question', { as: other })).status).toBe(204);
    expect((await server.get('/worker/storage-question')).status).toBe(403);
    const foreign = server.post(`/worker/storage-question/${id}`, findings(), { as: other });
    expect(await server.refusal(foreign)).toEqual([404, expect.stringMatching(/^storage check/)]);
    expect((await server.post(`/worker/storage-question/${id}`, findings())).status).toBe(403);
    expect(await server.refusal(tell(UNKNOWN, findings()))).toEqual([404, expect.anything()]);
    expect(await server.refusal(tell(id, { path: '/' }))).toEqual([400, expect.anything()]);
    const endless = findings({ troubles: Array(11).fill({ step: 'read', code: 'EIO', message: '' }) });
    expect(await server.refusal(tell(id, endless))).toEqual([400, expect.stringMatching(/troubles/)]);
    expect(await fetchCheck(id)).toMatchObject({ workers: [{ state: 'waiting' }] });
  });
});
