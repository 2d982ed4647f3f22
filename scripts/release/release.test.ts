import { describe, expect, it } from '@jest/globals';
import { isNeeded } from './modules.js';
import { releaseNames } from './names.js';
import { entryModule, startScript } from './start-scripts.js';

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
