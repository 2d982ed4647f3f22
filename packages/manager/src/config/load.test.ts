import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { configHost } from '../../test/support/config.js';
import { decodeFile } from './decode.js';
import { loadConfig } from './load.js';
import type { LoadedConfig } from './load.js';
import type { ConfigFlags } from './overrides.js';
import type { ConfigHost } from './snapshot.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'config-'));
});
afterAll(() => rm(directory, { recursive: true }));
beforeEach(() => rm(file(), { recursive: true, force: true }));

const file = () => join(directory, 'flamenco-manager.yaml');

function load(given: { flags?: ConfigFlags; env?: ConfigHost['env']; exists?: ConfigHost['exists'] } = {}) {
  const { flags = {}, ...rest } = given;
  const host = configHost({ workingDirectory: directory, ...rest });
  return loadConfig({ fileName: 'flamenco-manager.yaml', flags, host });
}

async function loadText(yaml: string, given: Parameters<typeof load>[0] = {}): Promise<LoadedConfig> {
  await writeFile(file(), `_meta: {version: 3}\n${yaml}`);
  return load(given);
}

describe('where a value comes from (D4.3)', () => {
  const env = { FLAMENCO_MANAGER_NAME: 'environment', FLAMENCO_BLOCKLIST_THRESHOLD: '5' };
  const flags = { values: { manager_name: 'flag' } };

  it('is the default, if nothing sets it', async () => {
    expect(await load()).toMatchObject({ kind: 'ok', config: { managerName: 'Flamenco', blocklistThreshold: 3 } });
  });

  it('is the file before the default', async () => {
    expect(await loadText('manager_name: file')).toMatchObject({
      config: { managerName: 'file', blocklistThreshold: 3 },
    });
  });

  it('is the environment before the file', async () => {
    expect(await loadText('manager_name: file', { env })).toMatchObject({
      config: { managerName: 'environment', blocklistThreshold: 5 },
    });
  });

  it('is a flag before the environment', async () => {
    expect(await loadText('manager_name: file', { env, flags })).toMatchObject({
      config: { managerName: 'flag', blocklistThreshold: 5 },
    });
  });

  it('is the file alone for what gets written', async () => {
    expect(await loadText('manager_name: file', { env, flags })).toMatchObject({
      document: { values: { manager_name: 'file', blocklist_threshold: 3 } },
      fileName: file(),
    });
  });
});

describe('environment variables', () => {
  it('say each kind of value in text', async () => {
    const env = {
      FLAMENCO_LISTEN: '127.0.0.1:9000',
      FLAMENCO_AUTODISCOVERABLE: '0',
      FLAMENCO_SHAMAN_ENABLED: 'no',
      FLAMENCO_SHAMAN_GARBAGECOLLECT_MAXAGE: ' 1h ',
      FLAMENCO_TASK_FAIL_AFTER_SOFTFAIL_COUNT: '7',
      FLAMENCO_TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16,',
      FLAMENCO_MQTT_CLIENT_CLIENTID: 'me',
      FLAMENCO_SHARED_STORAGE_PATH: '/mnt/farm/',
    };
    expect(await load({ env })).toMatchObject({
      config: {
        listen: '127.0.0.1:9000',
        autodiscoverable: false,
        shaman: { enabled: false, garbageCollect: { maxAgeMs: 3_600_000 } },
        taskFailAfterSoftfailCount: 7,
        trustedProxies: ['10.0.0.1', '192.168.0.0/16'],
        mqtt: { client: { clientID: 'me' } },
        sharedStoragePath: '/mnt/farm',
        isFirstRun: false,
      },
    });
  });

  it('know the name that container images use for the local storage', async () => {
    const env = { FLAMENCO_LOCAL_STORAGE_PATH: '/data' };
    expect(await load({ env })).toMatchObject({ config: { localManagerStoragePath: '/data' } });
    const both = { ...env, FLAMENCO_LOCAL_MANAGER_STORAGE_PATH: '/own' };
    expect(await load({ env: both })).toMatchObject({ config: { localManagerStoragePath: '/own' } });
  });

  it('without a value are not set', async () => {
    expect(await load({ env: { FLAMENCO_LISTEN: '', FLAMENCO_TASK_TIMEOUT: ' ' } })).toMatchObject({
      config: { listen: ':8080', taskTimeoutMs: 600_000 },
    });
  });

  it('can say the variables too, merged by name', async () => {
    const env = { FLAMENCO_VARIABLES: '{"mine": {"values": [{"platform": "all", "value": "x"}]}}' };
    const loaded = await loadText('variables: {other: {}}', { env });
    expect(loaded.kind === 'ok' && [...loaded.config.variables.keys()]).toEqual([
      'blender',
      'blenderArgs',
      'other',
      'mine',
    ]);
  });

  it.each([
    ['FLAMENCO_LISTEN', 'nowhere', '"listen" has no port'],
    ['FLAMENCO_TASK_TIMEOUT', '10', '"task_timeout" should be a duration'],
    ['FLAMENCO_SHAMAN_ENABLED', 'perhaps', '"shaman.enabled" should be true or false'],
    ['FLAMENCO_LOCAL_STORAGE_PATH', undefined, ''],
    ['FLAMENCO_VARIABLES', '[a]', 'line 1: "variables" should have lines'],
    ['FLAMENCO_VARIABLES', '{"a": ', 'line 1: '],
  ])('%s=%s is refused by its name, if it is wrong', async (name, value, reason) => {
    const loaded = await load({ env: { [name]: value } });
    if (value === undefined) expect(loaded).toMatchObject({ kind: 'ok' });
    else expect(loaded).toMatchObject({ kind: 'failed', message: expect.stringContaining(reason) });
    if (loaded.kind === 'failed') expect(loaded.message).toContain(`the environment variable ${name} cannot be used: `);
  });
});

it('a wrong flag is refused by its name', async () => {
  expect(await load({ flags: { values: { job_fail_percentage: '200' } } })).toEqual({
    kind: 'failed',
    message:
      'the flag -job-fail-percentage cannot be used: "job_fail_percentage" should be a percentage, from 0 to 100',
  });
});

describe('the first run (contract 05 §3.1)', () => {
  it('is one without a file, without a shared storage, or with the assistant asked for', async () => {
    expect(await load()).toMatchObject({ config: { isFirstRun: true } });
    expect(await loadText('')).toMatchObject({ config: { isFirstRun: true } });
    expect(await loadText('shared_storage_path: /x')).toMatchObject({ config: { isFirstRun: false } });
    expect(await loadText('shared_storage_path: /x', { flags: { setupAssistant: true } })).toMatchObject({
      config: { isFirstRun: true, sharedStoragePath: '/x' },
    });
  });
});

describe('what belongs into the log', () => {
  it('are unknown keys with their lines, odd values, and where the local storage is', async () => {
    const beside = '/opt/flamenco/flamenco-manager-storage';
    const loaded = await loadText('own_url: x\nvariables:', { exists: (path) => path === beside });
    expect(loaded).toMatchObject({
      remarks: [
        { level: 'warn', fields: { key: 'own_url', file: file(), line: 2 } },
        { level: 'error', fields: { filename: file() } },
        { level: 'info', fields: { path: beside } },
      ],
    });
  });
});

describe('a file that cannot be used', () => {
  it('is refused with its name, its line and a remedy', async () => {
    await writeFile(file(), 'version: 3\n');
    expect(await load()).toEqual({
      kind: 'failed',
      message: `unable to parse ${file()}: line 1: "version" stands on the top level; write a line "_meta:" above it and indent it by two blanks`,
    });
  });

  it('is refused when it is a directory', async () => {
    await mkdir(file());
    expect(await load()).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(`unable to read ${file()}: EISDIR`),
    });
  });
});

const GOOD = `# Flamenco
_meta:
  version: 3
manager_name: "Studio"
listen: ':8080'
shared_storage_path: /mnt/farm
shaman: {enabled: true, garbageCollect: {period: 24h0m0s, maxAge: 744h0m0s}}
task_timeout: 10m0s
trusted_proxies: [127.0.0.1, "::1"]
variables:
  storage: &storage
    is_twoway: true
    values:
    - platform: linux
      audience: all
      value: /mnt/farm
    - platforms: [windows]
      value: 'F:\\'
  again: *storage
`;

/** A good file after somebody's hand slipped: something left out, put in, doubled or exchanged. */
const slips = fc.record({
  at: fc.nat(GOOD.length - 1),
  length: fc.nat(12),
  instead: fc.oneof(
    fc.constantFrom(
      '',
      '\t',
      '"',
      "'",
      ':',
      '\n',
      '- ',
      '  ',
      '[',
      '}',
      '&a',
      '*a',
      '!!int ',
      '<<: ',
      '|',
      '\0',
      '\uFEFF',
      '---\n',
      '? ',
      '%',
      '@',
      '_meta',
      '3',
    ),
    fc.string({ maxLength: 5 }),
  ),
});

it('a broken file never does anything but to be refused, with file and line', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(slips, { minLength: 1, maxLength: 3 }), async (hand) => {
      const text = hand.reduce(
        (it, { at, length, instead }) => it.slice(0, at) + instead + it.slice(at + length),
        GOOD,
      );
      await writeFile(file(), text);
      const loaded = await load();
      if (loaded.kind === 'ok') return;
      refused++;
      expect(loaded.message).toContain(file());
      expect(loaded.message).toMatch(/line \d+\b/);
      expect(loaded.message).not.toMatch(/\n|undefined|\[object/);
    }),
    { numRuns: 400 },
  );
  expect(refused).toBeGreaterThan(100);
});

it('a file of random bytes never does anything but to be refused, with a line', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const decoded = decodeFile(bytes, 'linux');
      if (decoded.kind === 'refused') for (const { line } of decoded.problems) expect(line).toBeGreaterThan(0);
    }),
  );
});
