import { describe, expect, it } from '@jest/globals';
import { homeCandidates } from './paths.js';

describe("the Worker's home (07 §5.3, §5.5)", () => {
  it('is FLAMENCO_HOME and nothing else when that is set', () => {
    expect(homeCandidates({ FLAMENCO_HOME: '/farm/w1', XDG_DATA_HOME: '/x' }, 'linux', '/home/me')).toEqual([
      '/farm/w1',
    ]);
  });

  it('is in the data directory of the platform', () => {
    expect(homeCandidates({ FLAMENCO_HOME: '' }, 'linux', '/home/me')).toEqual([
      '/home/me/.local/share/flamenco',
      '/usr/local/share/flamenco',
      '/usr/share/flamenco',
    ]);
    expect(homeCandidates({}, 'darwin', '/Users/me')).toEqual(['/Users/me/Library/Application Support/Flamenco']);
    expect(homeCandidates({ LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' }, 'win32', 'C:\\Users\\me')).toEqual([
      'C:\\Users\\me\\AppData\\Local\\Blender Foundation\\Flamenco',
    ]);
  });

  it('follows XDG_DATA_HOME, with ~ and $HOME, unless it is relative', () => {
    const first = (xdg: string) => homeCandidates({ XDG_DATA_HOME: xdg, XDG_DATA_DIRS: '/s' }, 'linux', '/home/me')[0];
    expect(first('/data')).toBe('/data/flamenco');
    expect(first('~/data')).toBe('/home/me/data/flamenco');
    expect(first('$HOME')).toBe('/home/me/flamenco');
    expect(first('data')).toBe('/home/me/.local/share/flamenco');
  });

  it('follows the path rules of Windows there', () => {
    const env = {
      XDG_DATA_HOME: 'D:\\data',
      XDG_DATA_DIRS: 'C:\\one;relative;\\\\server\\two',
      LOCALAPPDATA: 'C:\\local',
    };
    expect(homeCandidates(env, 'win32', 'C:\\Users\\me')).toEqual([
      'D:\\data\\flamenco',
      'C:\\one\\flamenco',
      '\\\\server\\two\\flamenco',
    ]);
    expect(homeCandidates({ XDG_DATA_HOME: 'data' }, 'win32', 'C:\\Users\\me')[0]).toMatch(/^C:\\Users\\me\\/);
  });

  it('falls back to the shared data directories in their order', () => {
    const env = { XDG_DATA_DIRS: '/one:relative:/two' };
    expect(homeCandidates(env, 'linux', '/home/me').slice(1)).toEqual(['/one/flamenco', '/two/flamenco']);
  });
});
