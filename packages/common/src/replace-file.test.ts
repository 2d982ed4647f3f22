import { describe, expect, it } from '@jest/globals';
import { replaceFile } from './replace-file.js';

/** A system on which replacing fails so many times with this code. */
function system(platform: NodeJS.Platform, code: string, times: number) {
  const tried: string[] = [];
  let waitedMs = 0;
  const rename = (from: string, to: string) => {
    tried.push(`${from} → ${to}`);
    return tried.length > times ? Promise.resolve() : Promise.reject(Object.assign(new Error(code), { code }));
  };
  const clock = { wait: (ms: number) => Promise.resolve(void (waitedMs += ms)) };
  return { platform, rename, clock, tried, waitedMs: () => waitedMs };
}

describe('replacing a file', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('waits on Windows until nobody looks at it (%s)', async (code) => {
    const windows = system('win32', code, 3);
    await replaceFile('a~', 'a', windows);
    expect(windows.tried).toEqual(Array(4).fill('a~ → a'));
  });

  it('gives up on Windows after a second and a half', async () => {
    const windows = system('win32', 'EPERM', 100);
    await expect(replaceFile('a~', 'a', windows)).rejects.toThrow('EPERM');
    expect(windows.waitedMs()).toBe(1_580);
  });

  it.each([
    ['win32', 'ENOSPC'],
    ['linux', 'EPERM'],
    ['darwin', 'EACCES'],
  ] as const)('is refused at once on %s for %s', async (platform, code) => {
    const there = system(platform, code, 1);
    await expect(replaceFile('a~', 'a', there)).rejects.toThrow(code);
    expect(there.tried).toHaveLength(1);
  });
});
