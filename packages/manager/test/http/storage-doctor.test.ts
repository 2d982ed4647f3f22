import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FarmServer } from './support/farm-server.js';

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
    expect(await diagnose({ path: 'F:\\film', platform: 'windows', worker_platform: 'freebsd' })).toEqual({
      ...{ path: 'F:\\film', platform: 'windows', stored: '{storage}\\film', variable: 'storage' },
      seen: [
        { platform: 'linux', path: film, is_good: true },
        { platform: 'windows', path: 'F:\\film', is_good: true },
        { platform: 'darwin', path: '{storage}\\film', is_good: false },
        { platform: 'freebsd', path: '{storage}\\film', is_good: false },
      ],
      manager: {
        ...{ path: film, can_read: true, can_write: true },
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
