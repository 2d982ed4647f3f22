import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { pino } from 'pino';
import { configHost } from '../../test/support/config.js';
import { ConfigKeeper } from './keeper.js';
import { loadConfig } from './load.js';
import { ConfigService } from './service.js';

let directory: string;
let log: { level: number; msg: string; error?: string; changed?: string[]; keys?: string[] }[];
let live: ConfigService;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'config-keeper-'));
  log = [];
});
afterEach(() => rm(directory, { recursive: true }));

const file = () => join(directory, 'flamenco-manager.yaml');
const edit = (yaml: string) => writeFile(file(), `_meta: {version: 3}\n${yaml}`);
const name = () => live.current().managerName;
const messages = () => log.map(({ msg }) => msg);

/** Starts with the file as it is; `env` are environment variables. */
async function start(env = {}): Promise<ConfigKeeper> {
  const host = configHost({ workingDirectory: directory, env });
  const sources = { fileName: 'flamenco-manager.yaml', flags: {}, host };
  const loaded = await loadConfig(sources);
  if (loaded.kind === 'failed') throw new Error(loaded.message);
  live = new ConfigService(loaded.config);
  const logger = pino({ level: 'info', base: null }, { write: (line: string) => log.push(JSON.parse(line) as never) });
  return new ConfigKeeper(loaded, { sources, live, clock: new FakeClock(), logger, version: '4.0.0' });
}

describe('a file that is edited while the Manager runs (D4.1)', () => {
  it('takes effect as a whole, as soon as nobody writes to it any more', async () => {
    await edit('manager_name: before\nblocklist_threshold: 3\n');
    const keeper = await start();
    await keeper.watch();
    expect(log).toEqual([]);
    await edit('manager_name: after\nblocklist_threshold: 9\n');
    await keeper.watch();
    expect(name()).toBe('before');
    await keeper.watch();
    expect(live.current()).toMatchObject({ managerName: 'after', blocklistThreshold: 9 });
    expect(log).toMatchObject([{ changed: ['manager_name', 'blocklist_threshold'] }]);
  });

  it('is noticed although it was changed between the start and the first look', async () => {
    await edit('manager_name: before\n');
    const keeper = await start();
    await edit('manager_name: after!\n');
    await keeper.watch();
    expect(name()).toBe('after!');
  });

  it('is noticed when an editor puts another file in its place', async () => {
    await edit('manager_name: before\n');
    const keeper = await start();
    await keeper.watch();
    await writeFile(`${file()}.new`, '_meta: {version: 3}\nmanager_name: afterw\n');
    await rename(`${file()}.new`, file());
    await keeper.watch();
    await keeper.watch();
    expect(name()).toBe('afterw');
  });

  it('changes nothing while it is broken; the log says once where and what to do, and when it is good again', async () => {
    await edit('manager_name: before\n');
    const keeper = await start();
    await edit('manager_name: after\nblocklist_threshold: many\n');
    await keeper.refresh();
    await keeper.refresh();
    await edit('manager_name: after\n\nblocklist_threshold: many\n');
    await keeper.refresh();
    expect(name()).toBe('before');
    expect(log).toMatchObject([
      {
        level: 50,
        error: expect.stringMatching(/flamenco-manager\.yaml: line 3: "blocklist_threshold" should be a whole/),
      },
      { level: 50, error: expect.stringMatching(/line 4/) },
    ]);
    await edit('manager_name: after\n');
    await keeper.refresh();
    expect(name()).toBe('after');
    expect(messages().slice(2)).toEqual([
      'the configuration file can be used again',
      'in-memory configuration file replaced',
    ]);
  });

  it('may vanish: the last good configuration stays', async () => {
    await edit('manager_name: before\n');
    const keeper = await start();
    await rm(file());
    await keeper.refresh();
    expect(name()).toBe('before');
    expect(log).toMatchObject([{ level: 50, error: expect.stringMatching(/flamenco-manager\.yaml is gone/) }]);
  });

  it('may appear after a start without one', async () => {
    const keeper = await start();
    expect(live.current().isFirstRun).toBe(true);
    await edit('shared_storage_path: /mnt/farm\n');
    await keeper.refresh();
    expect(live.current()).toMatchObject({ isFirstRun: false, sharedStoragePath: '/mnt/farm' });
  });

  it('warns about what is new in it only', async () => {
    await edit('colour: red\n');
    const keeper = await start();
    await edit('colour: red\nshape: round\n');
    await keeper.refresh();
    expect(log.filter(({ level }) => level === 40)).toMatchObject([{ key: 'shape' }]);
  });

  it('holds back what needs a restart, until then, and says so', async () => {
    await edit('listen: ":8080"\nshaman: {enabled: true}\nshared_storage_path: /mnt/a\n');
    const keeper = await start();
    await edit('listen: ":9090"\nshaman: {enabled: false}\nshared_storage_path: /mnt/b\n');
    await keeper.refresh();
    expect(live.current()).toMatchObject({ listen: ':8080', effectiveStoragePath: '/mnt/b/jobs' });
    expect(keeper.waitingForRestart).toEqual(['listen', 'shaman.enabled']);
    expect(log.find(({ level }) => level === 40)).toMatchObject({ keys: ['listen', 'shaman.enabled'] });
    await edit('listen: ":8080"\nshared_storage_path: /mnt/b\n');
    await keeper.refresh();
    expect(keeper.waitingForRestart).toEqual([]);
  });

  it('is weaker than the environment, also later', async () => {
    await edit('manager_name: file\n');
    const keeper = await start({ FLAMENCO_MANAGER_NAME: 'environment' });
    await edit('manager_name: other\nblocklist_threshold: 5\n');
    await keeper.refresh();
    expect(live.current()).toMatchObject({ managerName: 'environment', blocklistThreshold: 5 });
  });

  it('is read when asked to, and the answer is in the log', async () => {
    await edit('manager_name: before\n');
    const keeper = await start();
    await keeper.reload();
    expect(messages()).toEqual(['the configuration file says what is in effect already']);
    await edit('listen: nowhere\n');
    await keeper.reload();
    await keeper.reload();
    expect(log.filter(({ level }) => level === 50)).toHaveLength(2);
  });
});

describe('a change by the Manager itself', () => {
  it('never carries the environment into the file', async () => {
    await edit('manager_name: file\n');
    const keeper = await start({ FLAMENCO_MANAGER_NAME: 'environment' });
    const change = (threshold: number) =>
      keeper.save((document) => ({ ...document, values: { ...document.values, blocklist_threshold: threshold } }));
    expect(await change(5)).toEqual({ kind: 'saved' });
    expect(await readFile(file(), 'utf8')).toMatch(/^manager_name: file$/m);
    expect(name()).toBe('environment');
    expect(live.current().blocklistThreshold).toBe(5);
  });

  it('is made one after the other, none is lost', async () => {
    const keeper = await start();
    const addTo = (suffix: string) =>
      keeper.save((document) => ({
        ...document,
        values: { ...document.values, manager_name: document.values.manager_name + suffix },
      }));
    await Promise.all(['a', 'b', 'c', 'd'].map(addTo));
    expect(name()).toBe('Flamencoabcd');
    expect(await readFile(file(), 'utf8')).toMatch(/^manager_name: Flamencoabcd$/m);
    await keeper.watch();
    await keeper.watch();
    expect(messages().filter((it) => it === 'in-memory configuration file replaced')).toHaveLength(4);
  });

  it('leaves a file alone that says the same already', async () => {
    await edit('manager_name: school # the name\n');
    const keeper = await start();
    expect(await keeper.save((document) => document)).toEqual({ kind: 'saved' });
    expect(await readFile(file(), 'utf8')).toContain('# the name');
  });
});
