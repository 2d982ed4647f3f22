import { describe, expect, it } from '@jest/globals';
import { decodeFile } from './decode.js';
import type { ConfigDocument } from './document.js';
import type { FileProblem } from './file-problems.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS, environmentNames, flagName } from './keys.js';
import type { ConfigKey, ConfigValues } from './keys.js';

/** What is tested of a key: a value as written and as read, values that are refused, the default. */
interface KeyCase<P extends ConfigKey> {
  readonly valid: readonly (readonly [written: string, read: ConfigValues[P]])[];
  readonly invalid: readonly string[];
  readonly missing: ConfigValues[P];
  /** For `key:` with nothing behind it; undefined if that is refused. */
  readonly empty: ConfigValues[P] | undefined;
}

const TEXT = {
  valid: [
    ['123', '123'],
    ['yes', 'yes'],
    ['"a b"', 'a b'],
  ],
  invalid: ['[a]', '{a: b}'],
  empty: '',
} as const;
const TRUTH = {
  valid: [
    ['On', true],
    ['n', false],
  ],
  invalid: ['"true"', '1', 'maybe', '[true]'],
  empty: false,
} as const;
const SPAN = {
  valid: [
    ['90s', 90_000],
    ['0', 0],
    ['"1h30m"', 5_400_000],
    ['1.5ms', 1.5],
  ],
  invalid: ['10', '1d', '""', '-1m', '[1m]', '1h 2m'],
  empty: 0,
} as const;
const COUNT = {
  valid: [
    ['5', 5],
    ['3.0', 3],
    ['0x10', 16],
    ['0', 0],
  ],
  invalid: ['"5"', '2.5', '-1', 'many', '99999999999'],
  empty: 0,
} as const;

/** One entry for each key: the compiler sees to it. */
const CASES: { readonly [P in ConfigKey]: KeyCase<P> } = {
  manager_name: { ...TEXT, missing: 'Flamenco' },
  database: {
    valid: [
      ['farm.sqlite', 'farm.sqlite'],
      ['"file:x?mode=rw"', 'file:x?mode=rw'],
    ],
    invalid: ['[a]', '""', '"  "'],
    missing: 'flamenco-manager.sqlite',
    empty: undefined,
  },
  database_check_period: { ...SPAN, missing: 600_000 },
  listen: {
    valid: [
      [':8081', ':8081'],
      ['192.168.0.1:8080', '192.168.0.1:8080'],
      ["'[::1]:80'", '[::1]:80'],
    ],
    invalid: ['[a]', '""', '192.168.0.1', '0.0.0.0', 'a:b:c', ':99999', '":"'],
    missing: ':8080',
    empty: undefined,
  },
  autodiscoverable: { ...TRUTH, missing: true },
  local_manager_storage_path: { ...TEXT, missing: './flamenco-manager-storage' },
  shared_storage_path: { ...TEXT, missing: '' },
  'shaman.enabled': { ...TRUTH, missing: true },
  'shaman.garbageCollect.period': { ...SPAN, missing: 86_400_000 },
  'shaman.garbageCollect.maxAge': { ...SPAN, missing: 744 * 3_600_000 },
  task_timeout: { ...SPAN, missing: 600_000 },
  worker_timeout: { ...SPAN, missing: 60_000 },
  blocklist_threshold: { ...COUNT, missing: 3 },
  task_fail_after_softfail_count: { ...COUNT, missing: 3 },
  worker_removal_after: { ...SPAN, missing: 0 },
  job_fail_percentage: {
    valid: [
      ['0', 0],
      ['100', 100],
    ],
    invalid: ['101', '-1', '10%', '"10"'],
    missing: 10,
    empty: 0,
  },
  trusted_proxies: {
    valid: [
      ['[]', []],
      ['[10.0.0.0/8, "::1"]', ['10.0.0.0/8', '::1']],
    ],
    invalid: ['127.0.0.1', '[proxy.local]', '[10.0.0.0/33]', '[10.0.0.1/8/8]', '[[127.0.0.1]]', '[127.0.0.1/]'],
    missing: ['127.0.0.1', '::1'],
    empty: [],
  },
  job_scripts_path: { ...TEXT, missing: '' },
  'mqtt.client.enabled': { ...TRUTH, missing: false },
  'mqtt.client.broker': { ...TEXT, missing: '' },
  'mqtt.client.clientID': { ...TEXT, missing: 'flamenco' },
  'mqtt.client.topic_prefix': { ...TEXT, missing: 'flamenco' },
  'mqtt.client.username': { ...TEXT, missing: '' },
  'mqtt.client.password': { ...TEXT, missing: '' },
};

/** A case without the connection between its key and its values. */
interface AnyCase {
  readonly valid: readonly (readonly [written: string, read: unknown])[];
  readonly invalid: readonly string[];
  readonly missing: unknown;
  readonly empty: unknown;
}

/** A file with one key, which stands on its last line. */
function fileWith(path: ConfigKey, written: string): { text: string; line: number } {
  const names = path.split('.');
  const lines = names.map((name, depth) => `${'  '.repeat(depth)}${name}:`);
  return { text: `_meta: {version: 3}\n${lines.join('\n')} ${written}\n`, line: 1 + names.length };
}

function decoded(text: string, platform = 'linux'): ConfigDocument | readonly FileProblem[] {
  const result = decodeFile(Buffer.from(text), platform);
  return result.kind === 'decoded' ? result.document : result.problems;
}

describe.each(CONFIG_KEY_PATHS)('%s', (path) => {
  const { valid, invalid, missing, empty }: AnyCase = CASES[path];

  it('has its default when the file does not have it', () => {
    expect(decoded('_meta: {version: 3}')).toHaveProperty(['values', path], missing);
  });

  it.each(valid.map(([written, read]) => ({ written, read })))('reads $written', ({ written, read }) => {
    const document = decoded(fileWith(path, written).text);
    expect(document).toHaveProperty(['values', path], read);
    expect(document).toMatchObject({ given: new Set([path]) });
  });

  it.each(invalid)('refuses %s, with the line', (written) => {
    const { text, line } = fileWith(path, written);
    expect(decoded(text)).toEqual([expect.objectContaining({ kind: 'value', key: path, line })]);
  });

  it('is zero when there is nothing behind it, or refused where it needs a value', () => {
    const { text, line } = fileWith(path, '');
    if (empty !== undefined) expect(decoded(text)).toHaveProperty(['values', path], empty);
    else expect(decoded(text)).toEqual([{ kind: 'value', key: path, line, problem: { kind: 'empty' } }]);
  });

  it('is explained in a sentence', () => {
    expect(CONFIG_KEYS[path].text).toMatch(/^[A-Z].*\.$/);
  });
});

it('Shaman is off by default on Windows', () => {
  expect(decoded('_meta: {version: 3}', 'windows')).toHaveProperty(['values', 'shaman.enabled'], false);
});

it('every key has an environment variable and a flag of its own (D4.3)', () => {
  expect(environmentNames('shaman.enabled')).toEqual(['FLAMENCO_SHAMAN_ENABLED']);
  expect(environmentNames('shaman.garbageCollect.maxAge')).toEqual(['FLAMENCO_SHAMAN_GARBAGECOLLECT_MAXAGE']);
  expect(environmentNames('local_manager_storage_path')).toEqual([
    'FLAMENCO_LOCAL_MANAGER_STORAGE_PATH',
    'FLAMENCO_LOCAL_STORAGE_PATH',
  ]);
  expect(flagName('shared_storage_path')).toBe('shared-storage-path');
  expect(flagName('mqtt.client.clientID')).toBe('mqtt-client-clientid');
  expect(flagName('job_scripts_path')).toBe('scripts');
  expect(new Set(CONFIG_KEY_PATHS.flatMap(environmentNames)).size).toBe(CONFIG_KEY_PATHS.length + 1);
  expect(new Set(CONFIG_KEY_PATHS.map(flagName)).size).toBe(CONFIG_KEY_PATHS.length);
});
