import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findExecutable } from './find-executable.js';

describe('a program on Linux', () => {
  const env = { PATH: '/usr/bin:bin::/opt/blender' };
  const find = (name: string, ...files: string[]) => {
    const exists = (path: string) => Promise.resolve(files.includes(path));
    return findExecutable(name, { platform: 'linux', env, workingDirectory: '/farm', exists });
  };

  it('is the first one on the search path', async () => {
    expect(await find('blender', '/opt/blender/blender')).toBe('/opt/blender/blender');
    expect(await find('blender', '/opt/blender/blender', '/usr/bin/blender')).toBe('/usr/bin/blender');
    expect(await find('blender', '/usr/bin/Blender')).toBeUndefined();
  });

  it('is never taken from the working directory by accident', async () => {
    expect(await find('blender', '/farm/blender', '/farm/bin/blender')).toBeUndefined();
  });

  it('with a directory is not searched for', async () => {
    expect(await find('./blender', '/farm/blender')).toBe('/farm/blender');
    expect(await find('/opt/b/blender', '/opt/b/blender')).toBe('/opt/b/blender');
    expect(await find('/opt/b/blender', '/usr/bin/blender')).toBeUndefined();
  });

  it('without a name, or on a machine without a search path, is not found', async () => {
    expect(await find('', '/usr/bin')).toBeUndefined();
    expect(await findExecutable('sh', { platform: 'linux', env: {} })).toBeUndefined();
  });
});

describe('a program on Windows', () => {
  const env = { Path: '"C:\\Program Files\\Blender";D:tools;D:\\ffmpeg', PATHEXT: '.EXE;.BAT' };
  const find = (name: string, ...files: string[]) => {
    const exists = (path: string) => Promise.resolve(files.includes(path));
    return findExecutable(name, { platform: 'win32', env, workingDirectory: 'C:\\farm', exists });
  };

  it('has one of the extensions', async () => {
    const blender = 'C:\\Program Files\\Blender\\blender.exe';
    expect(await find('blender', blender)).toBe(blender);
    expect(await find('blender.exe', blender)).toBe(blender);
    expect(await find('blender', 'D:\\ffmpeg\\blender.bat')).toBe('D:\\ffmpeg\\blender.bat');
    expect(await find('blender', 'D:\\ffmpeg\\blender')).toBeUndefined();
    expect(await find('blender.exe', 'D:\\ffmpeg\\blender.exe.bat')).toBe('D:\\ffmpeg\\blender.exe.bat');
  });

  it('has the usual extensions if the system names none', async () => {
    const exists = (path: string) => Promise.resolve(path === 'C:\\bin\\blender.cmd');
    expect(await findExecutable('blender', { platform: 'win32', env: { PATH: 'C:\\bin' }, exists })).toBe(
      'C:\\bin\\blender.cmd',
    );
  });

  it('with a directory or drive is not searched for', async () => {
    expect(await find('tools/blender', 'C:\\farm\\tools\\blender.exe')).toBe('C:\\farm\\tools\\blender.exe');
    expect(await find('\\\\nas\\b\\blender', '\\\\nas\\b\\blender.exe')).toBe('\\\\nas\\b\\blender.exe');
    expect(await find('D:blender', 'D:\\ffmpeg\\blender.exe')).toBeUndefined();
  });
});

describe('on this machine', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'flamenco-find-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('only a file that may be run is a program', async () => {
    const places = ['directory', 'forbidden', 'real', 'linked'].map((name) => join(directory, name));
    const [asDirectory = '', forbidden = '', real = '', linked = ''] = places;
    await Promise.all(places.map((place) => mkdir(place)));
    await mkdir(join(asDirectory, 'tool.exe'));
    await writeFile(join(forbidden, 'tool.exe'), '', { mode: 0o600 });
    await writeFile(join(real, 'tool.exe'), '');
    await chmod(join(real, 'tool.exe'), 0o755);
    await symlink(join(real, 'tool.exe'), join(linked, 'tool.exe'));
    const env = { PATH: [asDirectory, forbidden, linked, real].join(':') };
    expect(await findExecutable('tool.exe', { env })).toBe(join(linked, 'tool.exe'));
  });
});
