import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { JobsDirectory } from './jobs-directory.js';

let storage: string;
let warned: (line: Record<string, unknown>) => void;
let directory: JobsDirectory;
const place = (sharedStoragePath = storage) => ({
  ...{ isFirstRun: false, sharedStoragePath },
  effectiveStoragePath: path.join(sharedStoragePath, 'jobs'),
});

beforeEach(async () => {
  storage = await mkdtemp(path.join(tmpdir(), 'flamenco-jobs-'));
  warned = (line) => expect(line).toBe('no warning');
  const write = (line: string) => warned(JSON.parse(line) as Record<string, unknown>);
  directory = new JobsDirectory(pino({ base: null }, { write }));
});
afterEach(() => rm(storage, { recursive: true }));

const untilMade = async (made: string) => {
  while (!existsSync(made)) await new Promise(setImmediate);
};

it('is made in the storage of a farm that is set up, and again for another storage', async () => {
  directory.seeTo(place());
  await untilMade(path.join(storage, 'jobs'));
  await mkdir(path.join(storage, 'other'));
  const other = place(path.join(storage, 'other'));
  while (!existsSync(other.effectiveStoragePath)) {
    directory.seeTo(other);
    await new Promise(setImmediate);
  }
});

it('is not made on a first run, nor where jobs have their files in the storage itself', async () => {
  directory.seeTo({ ...place(), isFirstRun: true });
  directory.seeTo({ ...place(), effectiveStoragePath: storage });
  expect(await readdir(storage)).toEqual([]);
});

it('is never made instead of a storage that is not mounted, which is told once', async () => {
  const missing = place(path.join(storage, 'not mounted'));
  const told = new Promise<Record<string, unknown>>((resolve) => (warned = resolve));
  directory.seeTo(missing);
  const error = expect.stringMatching(/ENOENT/);
  expect(await told).toMatchObject({ level: 40, directory: missing.effectiveStoragePath, error });
  warned = (line) => expect(line).toBe('no second warning');
  directory.seeTo(missing);
  await new Promise(setImmediate);
  expect(await readdir(storage)).toEqual([]);
});

it('may be there already', async () => {
  await mkdir(path.join(storage, 'jobs'));
  directory.seeTo(place());
  await new Promise(setImmediate);
  expect(await readdir(storage)).toEqual(['jobs']);
});
