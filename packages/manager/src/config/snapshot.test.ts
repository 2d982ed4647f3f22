import { describe, expect, it } from '@jest/globals';
import { configHost, configOf } from '../../test/support/config.js';
import { defaultConfig } from './snapshot.js';

it('a Manager without a configuration runs with the defaults (contract 05 §10)', () => {
  const { variables, ...rest } = defaultConfig(configHost());
  expect(rest).toEqual({
    managerName: 'Flamenco',
    database: 'flamenco-manager.sqlite',
    databaseCheckPeriodMs: 600_000,
    listen: ':8080',
    autodiscoverable: true,
    localManagerStoragePath: '/farm/flamenco-manager-storage',
    sharedStoragePath: '',
    shaman: { enabled: true, garbageCollect: { periodMs: 86_400_000, maxAgeMs: 2_678_400_000 } },
    taskTimeoutMs: 600_000,
    workerTimeoutMs: 60_000,
    blocklistThreshold: 3,
    taskFailAfterSoftfailCount: 3,
    workerRemovalAfterMs: 0,
    jobFailPercentage: 10,
    trustedProxies: ['127.0.0.1', '::1'],
    jobScriptsPath: '',
    mqtt: {
      client: {
        enabled: false,
        broker: '',
        clientID: 'flamenco',
        topicPrefix: 'flamenco',
        username: '',
        password: '',
      },
    },
    isFirstRun: true,
    effectiveStoragePath: '/farm/jobs',
    platform: 'linux',
  });
  expect(Object.fromEntries(variables)).toEqual({
    blender: {
      isTwoWay: false,
      values: [
        { audience: 'all', platforms: ['linux'], value: 'blender' },
        { audience: 'all', platforms: ['windows'], value: 'blender.exe' },
        { audience: 'all', platforms: ['darwin'], value: 'blender' },
      ],
    },
    blenderArgs: { isTwoWay: false, values: [{ audience: 'all', platforms: ['all'], value: '-b -y' }] },
  });
});

it('every key of the file arrives where it belongs', () => {
  const config = configOf(`manager_name: A
database: b
database_check_period: 1ms
listen: :3
autodiscoverable: false
local_manager_storage_path: /e
shared_storage_path: /f
shaman: {enabled: false, garbageCollect: {period: 4ms, maxAge: 5ms}}
task_timeout: 6ms
worker_timeout: 7ms
blocklist_threshold: 8
task_fail_after_softfail_count: 9
worker_removal_after: 10ms
job_fail_percentage: 11
trusted_proxies: [10.0.0.1]
job_scripts_path: scripts/ours
mqtt: {client: {enabled: true, broker: tcp://b, clientID: g, topic_prefix: h, username: i, password: j}}
variables:`);
  expect(config).toEqual({
    managerName: 'A',
    database: 'b',
    databaseCheckPeriodMs: 1,
    listen: ':3',
    autodiscoverable: false,
    localManagerStoragePath: '/e',
    sharedStoragePath: '/f',
    shaman: { enabled: false, garbageCollect: { periodMs: 4, maxAgeMs: 5 } },
    taskTimeoutMs: 6,
    workerTimeoutMs: 7,
    blocklistThreshold: 8,
    taskFailAfterSoftfailCount: 9,
    workerRemovalAfterMs: 10,
    jobFailPercentage: 11,
    trustedProxies: ['10.0.0.1'],
    jobScriptsPath: '/farm/scripts/ours',
    mqtt: {
      client: { enabled: true, broker: 'tcp://b', clientID: 'g', topicPrefix: 'h', username: 'i', password: 'j' },
    },
    variables: new Map(),
    isFirstRun: false,
    effectiveStoragePath: '/f',
    platform: 'linux',
  });
});

describe('the effective storage path (contract 05 §12.4)', () => {
  it('has jobs below it with Shaman only, in the notation of the system', () => {
    const path = (yaml: string, platform: string) => configOf(yaml, { platform }).effectiveStoragePath;
    expect(path('shared_storage_path: /mnt/x\nshaman: {enabled: true}', 'linux')).toBe('/mnt/x/jobs');
    expect(path('shared_storage_path: /mnt/x\nshaman: {enabled: false}', 'linux')).toBe('/mnt/x');
    expect(path('shared_storage_path: S:/x/\nshaman: {enabled: true}', 'windows')).toBe('S:\\x\\jobs');
    expect(path('shared_storage_path: S:/x/', 'windows')).toBe('S:\\x');
    expect(path('', 'windows')).toBe('C:\\farm');
  });
});

describe('a relative local storage path (D4.7)', () => {
  const besideProgram = '/opt/flamenco/flamenco-manager-storage';
  const inFarm = '/farm/flamenco-manager-storage';
  const path = (...existing: string[]) =>
    configOf('', { exists: (it) => existing.includes(it) }).localManagerStoragePath;

  it('is in the working directory', () => {
    expect(path()).toBe(inFarm);
    expect(path(inFarm, besideProgram)).toBe(inFarm);
  });

  it('is next to the program if it exists only there, where the original keeps it', () => {
    expect(path(besideProgram)).toBe(besideProgram);
  });
});
