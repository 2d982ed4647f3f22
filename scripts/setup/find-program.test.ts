import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { findProgram } from './find-program.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'flamenco-find-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function addProgram(...names: string[]): Promise<string> {
  const file = path.join(folder, ...names);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '');
  await chmod(file, 0o755);
  return file;
}

const find = (name: string, ...folders: string[]) =>
  findProgram(name, { platform: 'linux', env: { PATH: folders.map((each) => path.join(folder, each)).join(':') } });

it('takes the first one on the PATH', async () => {
  const first = await addProgram('a', 'blender');
  await addProgram('b', 'blender');
  expect(find('blender', 'empty', 'a', 'b')).toBe(first);
});

it('passes over folders and files that cannot be run', async () => {
  await mkdir(path.join(folder, 'a', 'ffmpeg'), { recursive: true });
  await chmod(await addProgram('b', 'ffmpeg'), 0o644);
  expect(find('ffmpeg', 'a', 'b')).toBeUndefined();
});

it('does not look in the working directory', () => {
  expect(findProgram('package.json', { platform: 'linux', env: { PATH: '.:' } })).toBeUndefined();
});
