import { describe, expect, it } from '@jest/globals';
import { configOf } from '../../test/support/config.js';
import { tracePath } from './trace-path.js';

const CONFIG = configOf(`
shared_storage_path: /media/shared/flamenco
variables:
  my_storage:
    is_twoway: true
    values:
      - {platform: linux, value: /media/shared/flamenco}
      - {platform: windows, value: 'F:\\flamenco'}
      - {platform: darwin, value: /Volumes/shared/flamenco}
  scratch:
    is_twoway: true
    values:
      - {platform: windows, value: 'T:\\'}
      - {platform: linux, value: /scratch}
`);

const seen = (path: string, platform?: string, more?: string) =>
  Object.fromEntries(tracePath(CONFIG, path, platform, more).seen.map((it) => [it.platform, it.path]));

describe('following a path through the farm', () => {
  it.each([
    ['windows', 'F:\\flamenco\\film\\shot.blend', '{my_storage}\\film\\shot.blend'],
    ['windows', 'f:/FLAMENCO/film/shot.blend', '{my_storage}/film/shot.blend'],
    ['darwin', '/Volumes/shared/flamenco/film/shot.blend', '{my_storage}/film/shot.blend'],
    ['linux', '/media/shared/flamenco/film/shot.blend', '{my_storage}/film/shot.blend'],
    ['manager', '/media/shared/flamenco/film/shot.blend', '{my_storage}/film/shot.blend'],
  ])('from %s, %s is the same file for everybody', (platform, path, stored) => {
    expect(tracePath(CONFIG, path, platform)).toEqual({
      ...{ platform: platform === 'manager' ? 'linux' : platform, stored, variable: 'my_storage' },
      seen: [
        { platform: 'linux', path: '/media/shared/flamenco/film/shot.blend', isGood: true },
        { platform: 'windows', path: 'F:\\flamenco\\film\\shot.blend', isGood: true },
        { platform: 'darwin', path: '/Volumes/shared/flamenco/film/shot.blend', isGood: true },
      ],
      atManager: '/media/shared/flamenco/film/shot.blend',
      remarks: [],
    });
  });

  it('shows what becomes of a placeholder that somebody wrote', () => {
    expect(seen('{my_storage}/x')).toMatchObject({ windows: 'F:\\flamenco\\x', linux: '/media/shared/flamenco/x' });
    expect(seen('{jobs}/abc/x.blend')).toMatchObject({ windows: 'F:\\flamenco\\jobs\\abc\\x.blend' });
  });

  it('looks at one more platform when asked to', () => {
    expect(tracePath(CONFIG, '/scratch/x', 'linux', 'freebsd').seen.at(-1)).toEqual({
      ...{ platform: 'freebsd', path: '{scratch}/x', isGood: false },
    });
  });

  it('says which platforms have no value', () => {
    expect(tracePath(CONFIG, 'T:\\x', 'windows')).toMatchObject({
      stored: '{scratch}\\x',
      remarks: [{ kind: 'no-value', variable: 'scratch', platforms: ['darwin'] }],
    });
  });

  it.each([
    ['', 'linux', ['empty']],
    ['film/shot.blend', 'linux', ['relative', 'no-variable']],
    ['\\\\NAS\\film', 'windows', ['network', 'no-variable']],
    ['C:\\film', 'linux', ['of-other-platform', 'no-variable']],
    ['/media/shared/flamenco-old/x', 'linux', ['no-variable']],
    // Not stored with a variable, but every Worker gets its own path all the same.
    ['/media/shared/flamenco/x', 'beos', []],
    ['{no_such}/x', 'linux', []],
  ])('%j from %s: %j', (path, platform, kinds) => {
    expect(tracePath(CONFIG, path, platform).remarks.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('says when the Manager itself has no name for it', () => {
    const config = configOf(`
variables:
  s:
    is_twoway: true
    values: [{platform: windows, value: 'S:\\'}]
`);
    expect(tracePath(config, 'S:\\x', 'windows').remarks).toEqual([
      { kind: 'no-value', variable: 's', platforms: ['linux', 'darwin'] },
      { kind: 'not-for-manager', variable: 's', platform: 'linux' },
    ]);
  });
});
