import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { pino } from 'pino';
import { configHost } from '../../test/support/config.js';
import { ConfigKeeper } from './keeper.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS, environmentNames, flagName } from './keys.js';
import type { Applies, ConfigKey } from './keys.js';
import { loadConfig } from './load.js';
import { ConfigService } from './service.js';
import type { ManagerConfig } from './snapshot.js';

/** Two good values of a key as written, a bad one, and where the Manager reads it. */
type Change = readonly [before: string, after: string, bad: string, read: (config: ManagerConfig) => unknown];

/** One entry for each key: the compiler sees to it. */
const CHANGES: { readonly [P in ConfigKey]: Change } = {
  manager_name: ['a', 'b', '[c]', (it) => it.managerName],
  database: ['a.sqlite', 'b.sqlite', '""', (it) => it.database],
  database_check_period: ['1m', '2m', '3', (it) => it.databaseCheckPeriodMs],
  listen: ['":81"', '":82"', '":x"', (it) => it.listen],
  autodiscoverable: ['yes', 'no', 'perhaps', (it) => it.autodiscoverable],
  local_manager_storage_path: ['/a', '/b', '[c]', (it) => it.localManagerStoragePath],
  shared_storage_path: ['/a', '/b', '[c]', (it) => it.sharedStoragePath],
  'shaman.enabled': ['yes', 'no', 'perhaps', (it) => it.shaman.enabled],
  'shaman.garbageCollect.period': ['1h', '2h', '-3h', (it) => it.shaman.garbageCollect.periodMs],
  'shaman.garbageCollect.maxAge': ['1h', '2h', '-3h', (it) => it.shaman.garbageCollect.maxAgeMs],
  task_timeout: ['1m', '2m', '3 minutes', (it) => it.taskTimeoutMs],
  worker_timeout: ['1m', '2m', '-1m', (it) => it.workerTimeoutMs],
  blocklist_threshold: ['1', '2', 'three', (it) => it.blocklistThreshold],
  task_fail_after_softfail_count: ['1', '2', '-3', (it) => it.taskFailAfterSoftfailCount],
  worker_removal_after: ['1h', '2h', '3d', (it) => it.workerRemovalAfterMs],
  job_fail_percentage: ['1', '2', '300', (it) => it.jobFailPercentage],
  trusted_proxies: ['[10.0.0.1]', '[10.0.0.2]', '[proxy]', (it) => it.trustedProxies],
  job_scripts_path: ['/a', '/b', '{c: d}', (it) => it.jobScriptsPath],
  'mqtt.client.enabled': ['yes', 'no', '2', (it) => it.mqtt.client.enabled],
  'mqtt.client.broker': ['tcp://a:1', 'tcp://b:1', '[c]', (it) => it.mqtt.client.broker],
  'mqtt.client.clientID': ['a', 'b', '[c]', (it) => it.mqtt.client.clientID],
  'mqtt.client.topic_prefix': ['a', 'b', '[c]', (it) => it.mqtt.client.topicPrefix],
  'mqtt.client.username': ['a', 'b', '[c]', (it) => it.mqtt.client.username],
  'mqtt.client.password': ['a', 'b', '[c]', (it) => it.mqtt.client.password],
};

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'live-changes-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** A file with one key; MQTT has a broker, without which nothing of it is in effect. */
function write(path: ConfigKey, value: string): Promise<void> {
  const names = path.split('.');
  const lines = names.map((name, depth) => `${'  '.repeat(depth)}${name}:`);
  if (path === 'mqtt.client.enabled') lines.splice(2, 0, '    broker: tcp://broker:1883');
  return writeFile(join(directory, 'flamenco-manager.yaml'), `_meta: {version: 3}\n${lines.join('\n')} ${value}\n`);
}

async function start(env: Readonly<Record<string, string>> = {}, values: Partial<Record<ConfigKey, string>> = {}) {
  const host = configHost({ workingDirectory: directory, env });
  const sources = { fileName: 'flamenco-manager.yaml', flags: { values }, host };
  const loaded = await loadConfig(sources);
  if (loaded.kind === 'failed') throw new Error(loaded.message);
  const live = new ConfigService(loaded.config);
  const logger = pino({ level: 'silent' });
  return { live, keeper: new ConfigKeeper(loaded, { sources, live, clock: new FakeClock(), logger, version: '4' }) };
}

describe.each(CONFIG_KEY_PATHS)('%s, changed while the Manager runs', (path) => {
  const [before, after, bad, read] = CHANGES[path];
  const applies: Applies = CONFIG_KEYS[path].applies;

  it(applies === 'live' ? 'takes effect at once' : 'takes effect after a restart, and says so', async () => {
    await write(path, before);
    const { live, keeper } = await start();
    const atStart = read(live.current());
    await write(path, after);
    await keeper.refresh();
    const { live: restarted } = await start();
    expect(read(restarted.current())).not.toEqual(atStart);
    expect(read(live.current())).toEqual(applies === 'live' ? read(restarted.current()) : atStart);
    expect(keeper.waitingForRestart).toEqual(applies === 'live' ? [] : [path]);
  });

  it('keeps its value when the new one is bad', async () => {
    await write(path, before);
    const { live, keeper } = await start();
    const atStart = live.current();
    await write(path, bad);
    await keeper.refresh();
    expect(live.current()).toBe(atStart);
    expect(keeper.waitingForRestart).toEqual([]);
  });
});

/** A value of the file as a shell would write it. */
const asText = (written: string) => written.replaceAll(/^["[]|["\]]$/g, '');

describe.each(CONFIG_KEY_PATHS)('%s, from outside of the file (D4.3)', (path) => {
  const [before, after, , read] = CHANGES[path];
  const broker: Readonly<Record<string, string>> =
    path === 'mqtt.client.enabled' ? { FLAMENCO_MQTT_CLIENT_BROKER: 'tcp://broker:1883' } : {};

  it('may be set by each of its environment variables, and stays so when the file is edited', async () => {
    await write(path, after);
    const { live: asInFile } = await start();
    await write(path, before);
    for (const name of environmentNames(path)) {
      const { live, keeper } = await start({ ...broker, [name]: asText(after) });
      expect(read(live.current())).toEqual(read(asInFile.current()));
      await rm(join(directory, 'flamenco-manager.yaml'));
      await write(path, before);
      await keeper.refresh();
      expect(read(live.current())).toEqual(read(asInFile.current()));
    }
  });

  it(`may be set by -${flagName(path)}, which is stronger than the environment`, async () => {
    await write(path, after);
    const { live: asInFile } = await start();
    await write(path, before);
    const [name] = environmentNames(path);
    const { live } = await start({ ...broker, [name]: asText(before) }, { [path]: asText(after) });
    expect(read(live.current())).toEqual(read(asInFile.current()));
  });
});
