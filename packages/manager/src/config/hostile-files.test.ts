import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { pino } from 'pino';
import { configHost } from '../../test/support/config.js';
import { ConfigKeeper } from './keeper.js';
import { CONFIG_KEYS, CONFIG_KEY_PATHS } from './keys.js';
import type { ConfigKey, KeyKind } from './keys.js';
import { loadConfig } from './load.js';
import { ConfigService } from './service.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hostile-files-'));
});
afterEach(() => rm(directory, { recursive: true }));

const META = '_meta: {version: 3}\n';
const file = () => join(directory, 'flamenco-manager.yaml');
const sources = () => ({
  ...{ fileName: 'flamenco-manager.yaml', flags: {} },
  host: configHost({ workingDirectory: directory }),
});

/** What a running Manager makes of the file that `put` puts there, and what one says that is started with it. */
async function whatBecomesOf(put: () => Promise<unknown>): Promise<string> {
  await writeFile(file(), `${META}manager_name: good\n`);
  const good = await loadConfig(sources());
  if (good.kind === 'failed') throw new Error(good.message);
  const live = new ConfigService(good.config);
  const before = live.current();
  const logger = pino({ level: 'silent' });
  const keeper = new ConfigKeeper(good, { sources: sources(), live, clock: new FakeClock(), logger, version: '4' });
  await rm(file());
  await put();
  const loaded = await loadConfig(sources());
  await keeper.refresh();
  if (loaded.kind === 'ok') return `ok: ${live.current().managerName}`;
  expect(live.current()).toBe(before);
  return loaded.message;
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/** The bytes, and what is said about them; every one of them names the file. */
const FILES: Readonly<Record<string, readonly [bytes: Buffer | string, told: RegExp]>> = {
  'UTF-16 with a byte order mark': [utf16(`\uFEFF${META}`), /line 1: this is not UTF-8 text; save the file as UTF-8/],
  'UTF-16 of the other byte order': [utf16(`\uFEFF${META}`).swap16(), /line 1: this is not UTF-8 text/],
  'UTF-16 without a byte order mark': [utf16(META), /line 1: this is not UTF-8 text/],
  'UTF-8 with a byte order mark': [`\uFEFF${META}manager_name: marked\n`, /^ok: marked$/],
  'a byte order mark alone': ['\uFEFF', /line 1\): begin the file with a line "_meta:"/],
  'a zero byte in a value': [`${META}manager_name: a\0b\n`, /line 2: this is not UTF-8 text/],
  'nothing but zero bytes, as after a power cut': [Buffer.alloc(4096), /line 1: this is not UTF-8 text/],
  'a program': [Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), /line 1: this is not UTF-8 text/],
  'an image': [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /line 1: this is not UTF-8 text/],
  'aliases that stand for a billion entries': [
    bomb('a: &a [x]', (before) => `[${Array(10).fill(before)}]`),
    /line \d+/,
  ],
  'aliases that merge a billion entries': [
    bomb('a: &a {x: 1}', (it) => `{<<: [${it}], l: ${it}, r: ${it}}`),
    /line \d+/,
  ],
  'lists in lists in lists': [`${META}x: ${'['.repeat(1e5)}`, /line 2: nesting exceeded maxDepth/],
  'sections in sections in sections': [`${META}${deep(500)}`, /line 1\d\d: nesting exceeded maxDepth/],
  'a value on a very long line': [
    `${META}task_timeout: ${'9'.repeat(1e6)}`,
    /line 2: "task_timeout" should be a duration/,
  ],
  'a very long alias': [`${META}x: *${'a'.repeat(1e6)}`, /line 2: unknown anchor/],
  'a very long name of a variable': [`${META}variables: {${'a'.repeat(1e6)}: 3}`, /line 2: "variables.aaa/],
  'a list in the place of the variables': [
    `${META}variables:\n${'- x\n'.repeat(2)}`,
    /line 2: "variables" should have lines/,
  ],
  'mistakes in each of many variables': [`${META}variables:\n${lines(5000)}`, /line 12: .*; and 4990 more$/],
  'the work of a merge tool': [`${META}<<<<<<< HEAD\nlisten: :8080\n=======\n`, /line 3: /],
  'a number beyond all numbers': [`${META}blocklist_threshold: ${'9'.repeat(400)}`, /line 2: "blocklist_threshold"/],
  'a count beyond all counts': [`${META}blocklist_threshold: 1e12`, /line 2: "blocklist_threshold" is too large/],
  infinity: [`${META}job_fail_percentage: .inf`, /line 2: "job_fail_percentage" should be a whole number/],
  'a duration beyond all durations': [`${META}task_timeout: 9999999h`, /line 2: "task_timeout" should be a duration/],
  'a port beyond all ports': [`${META}listen: :65536`, /line 2: "listen" has a port that does not exist/],
  'a version beyond all versions': [`_meta: {version: ${'9'.repeat(50)}}`, /line 1: "_meta.version" should be a whole/],
  tabs: ['_meta:\n\tversion: 3\n', /line 2: tab characters must not be used .*indent with blanks only/],
  'the line ends of Windows': ['_meta:\r\n  version: 3\r\nmanager_name: crlf\r\n', /^ok: crlf$/],
  'the line ends of old Macs': ['_meta:\r  version: 3\rlisten: x\r', /line 3: "listen" has no port/],
  'a key twice': [`${META}manager_name: first\nmanager_name: second\n`, /^ok: second$/],
  'a bad value that is repeated': [`${META}task_timeout: x\ntask_timeout: y\n`, /line 3: .*"y"\)$/],
  'names that mean something to JavaScript': [
    `${META}__proto__: {manager_name: x}\nconstructor: 1\n`,
    /^ok: Flamenco$/,
  ],
  'a script': [`${META}manager_name: !!js/function "() => 1"`, /^ok: \(\) => 1$/],
  'a YAML of the future': [`%YAML 9.9\n---\n${META}`, /line \d: unacceptable YAML version/],
  'more than a configuration can be': [`${META}#${'x'.repeat(2 ** 20)}`, /it is larger than 1 MiB, so it is no config/],
};

/** Thirty lines, each of which contains the one before it several times. */
function bomb(first: string, next: (before: string) => string): string {
  const names = Array.from({ length: 30 }, (_, index) => `b${index}`);
  const body = names.map((name, index) => `${name}: &${name} ${next(index === 0 ? '*a' : `*b${index - 1}`)}`);
  return `${META}${first}\n${body.join('\n')}\n`;
}

function deep(levels: number): string {
  return Array.from({ length: levels }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `  v${index}: 3\n`).join('');
}

describe('a file with', () => {
  it.each(Object.entries(FILES))('%s', async (_, [bytes, told]) => {
    const message = await whatBecomesOf(() => writeFile(file(), bytes));
    expect(message).toMatch(told);
    // A line that fits on a screen, and tells which file it is about.
    expect(message.length).toBeLessThan(2000);
    if (!message.startsWith('ok')) expect(message).toContain(file());
    expect((await readFile(file())).equals(Buffer.from(bytes))).toBe(true);
  });
});

describe('in the place of the file', () => {
  const link = (target: string) => () => symlink(target, file());

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a directory', () => mkdir(file()), /unable to read \S+: EISDIR: .*; correct its permissions/],
    ['a link that leads in a circle', link('flamenco-manager.yaml'), /unable to read \S+: ELOOP: /],
    ['a link to nothing', link('gone.yaml'), /unable to read \S+: it is a link to a file that does not exist/],
    ['a link through a file', link('/etc/passwd/farm.yaml'), /unable to read \S+: ENOTDIR: /],
    ['a file that cannot be read', link('/proc/self/mem'), /unable to read \S+: EIO: /],
    ['a file without end', link('/dev/zero'), /unable to parse \S+: it is larger than 1 MiB/],
  ])('%s is refused by its name, and stays there', async (what, put, told) => {
    const message = await whatBecomesOf(put);
    expect(message).toMatch(told);
    expect(message).toContain(file());
    if (what.includes('link')) expect(await readlink(file())).not.toBe('');
  });
});

/** What people write in the place of something else. */
const VALUES = ['[1, 2]', '{a: b}', 'word', '"5"', '5', '2.5', 'true', '~', '2020-01-01', '1h', '-1', '[]', '{}', '""'];

const KINDS: { readonly [K in KeyKind]: (value: unknown) => boolean } = {
  string: (value) => typeof value === 'string',
  path: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  int: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  duration: (value) => Number.isFinite(value) && Number(value) >= 0,
  strings: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
};

it.each(CONFIG_KEY_PATHS)(
  '%s has a value of its kind, whatever stands there, or the file is refused by key and line',
  async (key) => {
    const names = key.split('.');
    for (const value of VALUES) {
      const text = names.map((name, depth) => `${'  '.repeat(depth)}${name}:`).join('\n');
      await writeFile(file(), `${META}${text} ${value}\n`);
      const loaded = await loadConfig(sources());
      if (loaded.kind === 'failed') expect(loaded.message).toContain(`${file()}: line ${1 + names.length}: "${key}" `);
      else
        expect({ value, isOfItsKind: isOfItsKind(key, loaded.document.values[key]) }).toEqual({
          value,
          isOfItsKind: true,
        });
    }
  },
);

function isOfItsKind(key: ConfigKey, value: unknown): boolean {
  return KINDS[CONFIG_KEYS[key].kind](value);
}
