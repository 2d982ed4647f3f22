import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { needsPackages, npmCommand } from './node-modules.mjs';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'flamenco-packages-'));
  await write('package-lock.json', 1000);
});
afterEach(() => rm(root, { recursive: true }));

async function write(name: string, seconds: number): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '{}');
  await utimes(file, seconds, seconds);
}

it('installs on a fresh clone, and after an installation that was broken off', async () => {
  expect(needsPackages(root)).toBe(true);
  await write('node_modules/express/package.json', 2000);
  expect(needsPackages(root)).toBe(true);
});

it('installs again only when the lock file has changed since', async () => {
  await write('node_modules/.package-lock.json', 2000);
  expect(needsPackages(root)).toBe(false);
  await write('package-lock.json', 3000);
  expect(needsPackages(root)).toBe(true);
});

it('calls the npm that started us, without a shell', () => {
  const npm = '/usr/lib/node_modules/npm/bin/npm-cli.js';
  expect(npmCommand({ npm_execpath: npm })).toEqual([process.execPath, npm]);
  expect(npmCommand({ npm_execpath: '/opt/yarn.js' })).toEqual(['npm']);
});
