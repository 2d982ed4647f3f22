import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { outdatedFiles, writeGenerated } from './generated-files.js';

const FILES = new Map([
  ['a/one.ts', 'one\n'],
  ['two.json', '{}\n'],
]);
let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'flamenco-generated-'));
});
afterEach(() => rm(root, { recursive: true }));

it('writes what is missing, and nothing the second time', async () => {
  expect(await writeGenerated(root, FILES)).toEqual(['a/one.ts', 'two.json']);
  expect(await readFile(path.join(root, 'a/one.ts'), 'utf8')).toBe('one\n');
  expect(await writeGenerated(root, FILES)).toEqual([]);
});

it('finds files that somebody edited or forgot to generate', async () => {
  await writeGenerated(root, FILES);
  expect(await outdatedFiles(root, FILES)).toEqual([]);
  await writeFile(path.join(root, 'two.json'), '{"edited":true}\n');
  await rm(path.join(root, 'a'), { recursive: true });
  expect(await outdatedFiles(root, FILES)).toEqual(['a/one.ts', 'two.json']);
});
