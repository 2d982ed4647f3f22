import { chmod, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalParts } from '@flamenco/common';
import { defaultDocument } from './document.js';
import { readConfigFile, writeConfigFile } from './file.js';

const NOW: LocalParts = {
  year: 2026,
  month: 4,
  day: 3,
  hour: 14,
  minute: 3,
  second: 2,
  weekday: 5,
  offsetMinutes: -90,
};

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'config-file-'));
});
afterEach(() => rm(directory, { recursive: true }));

const file = (name = 'flamenco-manager.yaml') => join(directory, name);
const content = { document: defaultDocument('linux'), now: NOW, version: '4.0.0' };
const mode = async (name?: string) => (await stat(file(name))).mode & 0o777;

describe('writing the configuration file (contract 05 §6, D4.4)', () => {
  it('begins with a comment that says where it comes from', async () => {
    await writeConfigFile(file(), content);
    expect(await readFile(file(), 'utf8')).toMatch(
      /^(# .*\n|#\n)+# Written on 2026-04-03 14:03:02 -01:30 by Flamenco 4\.0\.0\n\n_meta:\n {2}version: 3\n/,
    );
    expect(await readConfigFile(file(), 'linux')).toMatchObject({ kind: 'read', unknownKeys: [] });
  });

  it('makes a file that only its owner can read, because of the password in it', async () => {
    await writeConfigFile(file(), content);
    expect(await mode()).toBe(0o600);
    expect(await readdir(directory)).toEqual(['flamenco-manager.yaml']);
  });

  it('keeps the former file, and its mode', async () => {
    await writeFile(file(), 'former');
    await chmod(file(), 0o640);
    await writeConfigFile(file(), content);
    expect(await readFile(file('flamenco-manager.yaml.bak'), 'utf8')).toBe('former');
    expect([await mode(), await mode('flamenco-manager.yaml.bak')]).toEqual([0o640, 0o640]);
    expect(await readdir(directory)).toEqual(['flamenco-manager.yaml', 'flamenco-manager.yaml.bak']);
  });

  it('leaves the former file alone when it cannot be replaced', async () => {
    await writeFile(file(), 'former');
    const refuse = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    await expect(writeConfigFile(file(), content, refuse)).rejects.toThrow('no');
    expect(await readFile(file(), 'utf8')).toBe('former');
    expect(await readdir(directory)).not.toContain('flamenco-manager.yaml~');
  });

  it('writes into a file that is mounted into a container, which cannot be replaced', async () => {
    await writeFile(file(), 'former');
    const busy = () => Promise.reject(Object.assign(new Error('mounted'), { code: 'EBUSY' }));
    await writeConfigFile(file(), content, busy);
    expect(await readConfigFile(file(), 'linux')).toMatchObject({ kind: 'read' });
    expect(await readFile(file('flamenco-manager.yaml.bak'), 'utf8')).toBe('former');
  });

  it('replaces the file behind a link, not the link', async () => {
    await writeFile(file('real.yaml'), 'former');
    await symlink(file('real.yaml'), file());
    await writeConfigFile(file(), content);
    expect(await readFile(file('real.yaml'), 'utf8')).toContain('manager_name: Flamenco');
    expect(await readdir(directory)).toEqual(['flamenco-manager.yaml', 'real.yaml', 'real.yaml.bak']);
  });
});
