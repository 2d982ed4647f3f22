import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { MANAGER, Program } from './support/program.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';

jest.setTimeout(60_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const FILE = 'flamenco-manager.yaml';
const inFolder = (name: string) => path.join(farm.folder, name);
const nameOfManager = async () => (await farm.client.GET('/api/v3/version')).data?.name;

it('from nothing to a farm: the setup assistant is asked for, confirmed, and the Manager is back within 2 s (contract 05 §8)', async () => {
  await rm(inFolder(FILE));
  const manager = Program.start(MANAGER, [], farm.folder, {
    ...{ FLAMENCO_LISTEN: `127.0.0.1:${farm.port}`, FLAMENCO_AUTODISCOVERABLE: 'no' },
    ...{ DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  await manager.line(/open one of these URLs in a browser/);
  expect(manager.output).toMatch(/WRN this is the first run of Flamenco/);
  const configuration = async () => (await farm.client.GET('/api/v3/configuration')).data;
  expect(await configuration()).toMatchObject({ isFirstRun: true });
  const { data: found } = await farm.client.GET('/api/v3/configuration/check/blender');
  expect(found).toMatchObject([{ path: '/usr/bin/blender', source: 'path_envvar', is_usable: true }]);
  const storage = inFolder('new storage');
  const body = { storageLocation: storage, blenderExecutable: found![0]! };
  const { response } = await farm.client.POST('/api/v3/configuration/setup-assistant', { body });
  expect(response.status).toBe(204);
  const confirmed = performance.now();
  const isBack = async () => (manager.output.includes('restarting Flamenco') ? await configuration() : undefined);
  expect(await farm.until(isBack, 'the Manager')).toMatchObject({ isFirstRun: false });
  expect(performance.now() - confirmed).toBeLessThan(2000);
  const files = async () => ((await readdir(storage)).length > 0 ? await readdir(storage) : undefined);
  expect(await farm.until(files, 'the directory of the jobs')).toEqual(['jobs']);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await readFile(inFolder(FILE), 'utf8')).toContain(`shared_storage_path: ${storage}\n`);
});

it('-setup-assistant shows it although the farm is set up, until it is confirmed', async () => {
  const manager = await farm.startManager('-setup-assistant');
  const isFirstRun = async () => (await farm.client.GET('/api/v3/configuration')).data?.isFirstRun;
  expect(await isFirstRun()).toBe(true);
  const blenderExecutable = { input: '', path: '', source: 'default', is_usable: true, cause: '' } as const;
  const body = { storageLocation: farm.storage, blenderExecutable };
  await farm.client.POST('/api/v3/configuration/setup-assistant', { body });
  await manager.line(/restarting Flamenco arch=\S+ os=linux version=/);
  await farm.until(async () => ((await isFirstRun()) === false ? true : undefined), 'the farm');
  expect(await nameOfManager()).toBe('Test Farm');
});

it('an edited file takes effect while the Manager runs; a broken one does not', async () => {
  const manager = await farm.startManager();
  const text = await readFile(inFolder(FILE), 'utf8');
  await writeFile(inFolder(FILE), text.replace('Test Farm', 'Big Farm'));
  await manager.line(/in-memory configuration file replaced changed=\["manager_name"\]/);
  expect(await nameOfManager()).toBe('Big Farm');
  await writeFile(inFolder(FILE), `${text}task_timeout: soon\n`);
  expect(await manager.line(/ERR the configuration file cannot be used/)).toMatch(/yaml: line 8: \S*"task_timeout/);
  expect(await nameOfManager()).toBe('Big Farm');
});

it('SIGHUP reads the file again and says so (contract 11 §11.2)', async () => {
  const manager = await farm.startManager();
  const text = await readFile(inFolder(FILE), 'utf8');
  await writeFile(inFolder(FILE), text.replace('Test Farm', 'Night Farm'));
  manager.child.kill('SIGHUP');
  await manager.line(/signal received, reading the configuration again/);
  await farm.until(async () => ((await nameOfManager()) === 'Night Farm' ? true : undefined), 'the new name');
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

it('-config names another file, and a read-only one is good enough to start (contract 05 §3, D4.3)', async () => {
  await mkdir(inFolder('etc'));
  const text = await readFile(inFolder(FILE), 'utf8');
  await writeFile(inFolder('etc/farm.yaml'), text.replace('Test Farm', 'Other Farm'), { mode: 0o400 });
  await rm(inFolder(FILE));
  const manager = await farm.startManager('-config', 'etc/farm.yaml');
  expect(manager.output).toContain('INF loading configuration file=etc/farm.yaml');
  expect(await nameOfManager()).toBe('Other Farm');
});
