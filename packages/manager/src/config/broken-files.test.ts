import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { pino } from 'pino';
import { configHost } from '../../test/support/config.js';
import { ConfigKeeper } from './keeper.js';
import { CONFIG_KEY_PATHS } from './keys.js';
import { loadConfig } from './load.js';
import { ConfigService } from './service.js';

/** More than 200, because some of them turn out to be good. */
const FILES = process.env.SOAK ? 3000 : 400;

const GOOD = `# A farm
_meta:
  version: 3
manager_name: School
database: farm.sqlite
database_check_period: 10m0s
listen: :8080
autodiscoverable: true
local_manager_storage_path: ./flamenco-manager-storage
shared_storage_path: /mnt/farm
shaman:
  enabled: true
  garbageCollect:
    period: 24h0m0s
    maxAge: 744h0m0s
task_timeout: 10m0s
worker_timeout: 1m0s
blocklist_threshold: 3
task_fail_after_softfail_count: 3
trusted_proxies: [10.0.0.1, 127.0.0.1]
mqtt:
  client:
    enabled: false
    broker: ""
    clientID: flamenco
variables:
  storage:
    is_twoway: true
    values:
    - platforms: [linux, darwin]
      value: /mnt/farm
    - platform: windows
      value: 'F:\\'
`;

/** Random numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Break = (bytes: Buffer, random: () => number) => Buffer;

const asLines =
  (change: (lines: string[], at: number, random: () => number) => void): Break =>
  (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    change(lines, Math.floor(random() * lines.length), random);
    return Buffer.from(lines.join('\n'), 'latin1');
  };

const NONSENSE = [
  '[',
  '{',
  '"',
  "'",
  '&a',
  '*a',
  '!!binary x',
  '- x',
  '|',
  '%',
  '@',
  '`',
  ': :',
  '-5',
  '1e999',
  'null',
  '~',
];

/** What disks, editors and people do to files. */
const BREAKS: readonly Break[] = [
  (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  (bytes, random) => {
    const broken = Buffer.from(bytes);
    broken[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    return broken;
  },
  (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(32), bytes.subarray(at)]);
  },
  asLines((lines, at) => lines.splice(at, 1)),
  asLines((lines, at) => (lines[at] = `  ${lines[at]}`)),
  asLines((lines, at) => (lines[at] = `\t${lines[at]}`)),
  asLines((lines, at) => (lines[at] = (lines[at] ?? '').trimStart())),
  asLines((lines, at) => lines.splice(at, 0, lines[(at * 7) % lines.length] ?? '')),
  asLines((lines, at, random) => {
    const nonsense = NONSENSE[Math.floor(random() * NONSENSE.length)] ?? '';
    lines[at] = (lines[at] ?? '').replace(/:.*|$/, `: ${nonsense}`);
  }),
  asLines((lines, at) => (lines[at] = (lines[at] ?? '').replace(':', ''))),
  asLines((lines, at) => (lines[at] = '<<<<<<< HEAD')),
];

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'broken-files-'));
});
afterAll(() => rm(directory, { recursive: true }));

it(
  `${FILES} files made from a good one: each is refused with its place, or is a whole configuration; none is touched`,
  async () => {
    const file = join(directory, 'flamenco-manager.yaml');
    const sources = { fileName: 'flamenco-manager.yaml', flags: {}, host: configHost({ workingDirectory: directory }) };
    await writeFile(file, GOOD);
    const good = await loadConfig(sources);
    if (good.kind === 'failed') throw new Error(good.message);
    const live = new ConfigService(good.config);
    const logger = pino({ level: 'silent' });
    const keeper = new ConfigKeeper(good, { sources, live, clock: new FakeClock(), logger, version: '4' });
    let refused = 0;
    for (let seed = 1; seed <= FILES; seed += 1) {
      const random = randomFrom(seed);
      const change = BREAKS[seed % BREAKS.length] ?? BREAKS[0]!;
      const broken = change(Buffer.from(GOOD), random);
      await writeFile(file, broken);
      const before = live.current();
      const loaded = await loadConfig(sources);
      await keeper.refresh();
      const told = { seed, text: broken.toString('latin1'), loaded };
      if (loaded.kind === 'failed') {
        refused += 1;
        expect({ ...told, message: loaded.message }).toMatchObject({
          message: expect.stringMatching(/flamenco-manager\.yaml.*\bline \d+/s),
        });
        expect(loaded.message).not.toMatch(/undefined|\[object|\n {4}at /);
        expect(live.current()).toBe(before);
      } else {
        expect({ ...told, keys: Object.keys(loaded.document.values) }).toMatchObject({ keys: CONFIG_KEY_PATHS });
        expect(Object.values(loaded.document.values)).not.toContain(undefined);
        expect(live.current().listen).toBe(':8080');
      }
      expect((await readFile(file)).equals(broken)).toBe(true);
    }
    expect(refused).toBeGreaterThan(FILES / 2);
    expect(await readdir(directory)).toEqual(['flamenco-manager.yaml']);
    await writeFile(file, `${GOOD}# and good again\n`);
    await keeper.refresh();
    expect(live.current()).toEqual(good.config);
  },
  FILES * 100,
);
