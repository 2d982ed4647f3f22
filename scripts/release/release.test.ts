import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { licensesText, readLicense } from './licenses.js';
import { isNeeded } from './modules.js';
import { releaseNames } from './names.js';
import { sharedLibraries } from './node-runtime.js';
import { entryModule, PROGRAMS, startScript } from './start-scripts.js';

describe('names of a release', () => {
  it('are the ones that container recipes unpack', () => {
    expect(releaseNames('4.0.0', 'linux', 'x64')).toEqual({
      folder: 'flamenco-4.0.0-linux-amd64',
      archive: 'flamenco-4.0.0-linux-amd64.tar.gz',
      checksum: 'flamenco-4.0.0-linux-amd64.tar.gz.sha256',
    });
    expect(releaseNames('4.0.0', 'linux', 'arm64').folder).toBe('flamenco-4.0.0-linux-arm64');
  });

  it.each([
    ['win32', 'x64'],
    ['linux', 'ia32'],
  ])('are refused on %s on %s, where no package is made', (platform, architecture) => {
    expect(() => releaseNames('4.0.0', platform, architecture)).toThrow(`this is ${platform} on ${architecture}`);
  });
});

it.each([
  ['express/lib/express.js', true],
  ['express/LICENSE', true],
  ['express/Readme.md', false],
  ['kysely/dist/esm/kysely.d.ts', false],
  ['ajv/lib/core.ts', false],
  ['ajv/dist/core.js.map', false],
  ['@pinojs/redact/test/index.test.js', false],
  ['better-sqlite3/lib/index.js', true],
  ['better-sqlite3/src', false],
  ['better-sqlite3/build/Release', true],
  ['better-sqlite3/build/Release/better_sqlite3.node', true],
  ['better-sqlite3/build/Release/obj', false],
  ['better-sqlite3/build/Makefile', false],
])('whether %s is needed to run: %s', (name, needed) => expect(isNeeded(name)).toBe(needed));

it('a program starts with what came with it, and takes the start script for itself', () => {
  expect(startScript('worker')).toContain('exec "$here/lib/node" "$here/lib/flamenco-worker.mjs" "$@"');
  expect(entryModule('worker')).toContain("new URL('../flamenco-worker', import.meta.url)");
});

it.each(PROGRAMS)('tells Node.js the same about the %s as its file in the packages does', async (program) => {
  const bin = new URL(`../../packages/${program}/bin/flamenco-${program}.js`, import.meta.url);
  const [firstLine = ''] = (await readFile(bin, 'utf8')).split('\n');
  const options = (line: string) => line.split(' ').filter((word) => word.startsWith('--'));
  const lastLine = startScript(program).trimEnd().split('\n').at(-1) ?? '';
  expect(firstLine).toMatch(/^#!\/usr\/bin\/env (-S )?node( |$)/);
  expect(options(lastLine)).toEqual(options(firstLine));
});

describe('licences', () => {
  const packageWith = async (files: Readonly<Record<string, string>>, license = 'MIT') => {
    const folder = await mkdtemp(path.join(tmpdir(), 'licences-'));
    const about = JSON.stringify({ name: 'left', version: '1.2.3', license });
    for (const [name, text] of Object.entries({ ...files, 'package.json': about }))
      await writeFile(path.join(folder, name), text);
    return await readLicense(folder).finally(() => rm(folder, { recursive: true }));
  };

  it('are what a package says in files of their own, and not its readme too', async () => {
    const found = await packageWith({ 'license.md': 'MIT, by Otto\n', NOTICE: 'With thanks.\n', 'README.md': 'Left.' });
    expect(found).toEqual({ name: 'left', version: '1.2.3', license: 'MIT', text: 'With thanks.\n\nMIT, by Otto' });
    expect(licensesText([found])).toMatch(
      /LICENSE(?:.|\n)*\nleft 1\.2\.3 \(MIT\)\n=+\n\nWith thanks\.\n\nMIT, by Otto\n$/,
    );
  });

  it('are in the readme of some, and a text that is only named comes with it', async () => {
    const { text } = await packageWith({ 'README.md': 'Licence: see there' }, 'LGPL-3.0-or-later');
    expect(text).toMatch(/^Licence: see there\n\n\s*GNU LESSER GENERAL PUBLIC LICENSE\n/);
  });

  it('a package that says nothing is no part of a release', async () => {
    await expect(packageWith({ 'README.md': 'Left.' })).rejects.toThrow(
      /left 1\.2\.3 has no licence text in .+licences-/,
    );
    await expect(packageWith({})).rejects.toThrow('has no licence text');
  });

  it('ours is complete', async () => {
    const text = await readFile(new URL('../../LICENSE', import.meta.url), 'utf8');
    for (let section = 0; section <= 17; section += 1)
      expect(text).toMatch(new RegExp(`^ {2}${section}\\. [A-Z]`, 'm'));
    expect(text).toContain('END OF TERMS AND CONDITIONS');
  });
});

it('a Node.js that needs libraries of its machine is recognized', () => {
  expect(sharedLibraries({ node_shared: false, node_shared_zlib: 'false', v8_shared: true })).toEqual([]);
  expect(sharedLibraries({ node_shared: true, node_shared_openssl: true })).toEqual([
    'node_shared',
    'node_shared_openssl',
  ]);
});
