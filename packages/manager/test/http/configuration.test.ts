import { afterEach, describe, expect, it } from '@jest/globals';
import { configOf } from '../support/config.js';
import { FarmServer } from './support/farm-server.js';

let server: FarmServer;

afterEach(() => server.stop());

const farmWith = async (yaml: string) => {
  server = await FarmServer.start({ config: configOf(yaml) });
};

describe('getConfiguration (contract 01 §3.2, 05 §9.1)', () => {
  it('tells where jobs have their files', async () => {
    await farmWith('shared_storage_path: /mnt/farm\nshaman: {enabled: false}');
    expect((await server.get('/configuration')).body).toEqual({
      storageLocation: '/mnt/farm',
      shamanEnabled: false,
      isFirstRun: false,
    });
  });

  it('does not offer Shaman, whatever is configured, for there is none yet', async () => {
    await farmWith('shared_storage_path: /mnt/farm\nshaman: {enabled: true}');
    expect((await server.get('/configuration')).body).toMatchObject({
      storageLocation: '/mnt/farm/jobs',
      shamanEnabled: false,
    });
  });

  it('says when the Manager still has to be set up', async () => {
    await farmWith('manager_name: New');
    expect((await server.get('/configuration')).body).toMatchObject({ isFirstRun: true });
  });
});

const VARIABLES = `
shared_storage_path: /mnt/farm/flamenco
shaman: {enabled: false}
variables:
  blender:
    values:
      - {platform: linux, value: /opt/blender}
      - {platform: windows, value: 'C:\\blender.exe'}
  storage:
    is_twoway: true
    values:
      - {platform: linux, value: /mnt/farm/}
      - {platform: windows, audience: users, value: 'F:\\farm'}
`;

describe('getVariables (contract 01 §3.6, 05 §9.5)', () => {
  it('lists what has a value for this audience and platform, and where jobs are', async () => {
    await farmWith(VARIABLES);
    expect((await server.get('/configuration/variables/workers/linux')).body).toEqual({
      blender: { value: '/opt/blender', is_twoway: false },
      blenderArgs: { value: '-b -y', is_twoway: false },
      storage: { value: '/mnt/farm', is_twoway: true },
      jobs: { value: '/mnt/farm/flamenco', is_twoway: false },
    });
    expect((await server.get('/configuration/variables/users/windows')).body).toMatchObject({
      storage: { value: 'F:\\farm', is_twoway: true },
    });
  });

  it('has nothing for an audience that nobody knows, and only the general ones for a strange platform', async () => {
    await farmWith(VARIABLES);
    expect((await server.get('/configuration/variables/nobody/linux')).body).toEqual({});
    const { body } = await server.get('/configuration/variables/workers/plan9');
    expect(Object.keys(body as object).sort()).toEqual(['blenderArgs', 'jobs']);
  });
});

describe('getSharedStorage (contract 01 §3.7, 05 §9.6)', () => {
  it('translates the place of the job files for whoever asks', async () => {
    await farmWith(VARIABLES);
    expect((await server.get('/configuration/shared-storage/users/windows')).body).toEqual({
      location: 'F:\\farm\\flamenco',
      audience: 'users',
      platform: 'windows',
      shamanEnabled: false,
    });
    expect((await server.get('/configuration/shared-storage/users/linux')).body).toMatchObject({
      location: '/mnt/farm/flamenco',
    });
  });

  it('tells a strange platform the place as the Manager knows it', async () => {
    await farmWith(VARIABLES);
    expect((await server.get('/configuration/shared-storage/users/plan%2F9')).body).toMatchObject({
      location: '/mnt/farm/flamenco',
      platform: 'plan/9',
    });
  });
});
