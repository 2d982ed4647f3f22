import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { defaultDocument } from './document.js';
import { readConfigFile, writeConfigFile } from './file.js';
import { isUnfinished, restoreUnfinished, UNFINISHED, writeInPlace } from './mounted-file.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mounted-file-'));
});
afterEach(() => rm(directory, { recursive: true }));

const file = (name = 'flamenco-manager.yaml') => join(directory, name);
const text = (name?: string) => readFile(file(name), 'utf8');
const FORMER = `# The former settings\n_meta: {version: 3}\n${'# long\n'.repeat(20)}`;
const LATER = FORMER.replace('former', 'later').slice(0, -30);

it.each([
  ['a longer text', `${FORMER}${FORMER}`],
  ['a shorter one', '_meta: {version: 3}\nmanager_name: Äther\n'],
  ['one that is shorter than the sign', 'a: 1\n'],
  ['none', ''],
])('writes %s into the file', async (_, next) => {
  await writeFile(file(), FORMER);
  await writeInPlace(file(), next);
  expect(await text()).toBe(next);
});

it.each([
  ['nothing but the sign', UNFINISHED + FORMER.slice(UNFINISHED.length)],
  ['half of the text', UNFINISHED + LATER.slice(UNFINISHED.length, 70) + FORMER.slice(70)],
  ['all but its first line', UNFINISHED + LATER.slice(UNFINISHED.length)],
  ['only zeros after a power cut', `${UNFINISHED}${'\0'.repeat(4096)}`],
])('a file of which %s was written has its former settings again at the next start', async (_, torn) => {
  await writeFile(file(), torn);
  await writeFile(file('flamenco-manager.yaml.bak'), FORMER);
  await symlink(file(), file('link.yaml'));
  expect(await restoreUnfinished(file('link.yaml'))).toBe(true);
  expect(await text()).toBe(FORMER);
  expect(await text('flamenco-manager.yaml.bak')).toBe(FORMER);
  expect(await restoreUnfinished(file())).toBe(false);
});

it('without the former settings it is refused, and says what to do', async () => {
  await writeFile(file(), `${UNFINISHED}\n_meta: {version: 3}\n`);
  expect(await restoreUnfinished(file())).toBe(false);
  expect(await readConfigFile(file(), 'linux')).toEqual({
    kind: 'failed',
    message: expect.stringMatching(
      /flamenco-manager\.yaml was being written .+ \(line 1\): copy \S+\.yaml\.bak over it .+ remove its first line$/,
    ),
  });
});

it('settings that are saved before it is restored do not take the place of the former ones', async () => {
  await writeFile(file(), `${UNFINISHED}\n_meta: {version: 3}\n`);
  await writeFile(file('flamenco-manager.yaml.bak'), FORMER);
  const now = { ...{ year: 2026, month: 4, day: 3, hour: 14, minute: 3, second: 2 }, weekday: 5, offsetMinutes: 0 };
  await writeConfigFile(file(), { document: defaultDocument('linux'), now, version: '4' });
  expect(await text('flamenco-manager.yaml.bak')).toBe(FORMER);
  expect(isUnfinished(await readFile(file()))).toBe(false);
});

it('a file that somebody edits, or that is not there, is left alone', async () => {
  expect(await restoreUnfinished(file())).toBe(false);
  await writeFile(file(), LATER);
  await writeFile(file('flamenco-manager.yaml.bak'), FORMER);
  expect(await restoreUnfinished(file())).toBe(false);
  expect(await text()).toBe(LATER);
});
