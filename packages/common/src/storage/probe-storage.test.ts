import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../clock.js';
import { PROBE_PROGRAM } from './probe-program.js';
import { probeStorage } from './probe-storage.js';
import type { ProbeParts } from './probe-storage.js';
import { isUsableStorage } from './storage-probe.js';
import { describeStorage } from './storage-texts.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flamenco-probe-'));
  await chmod(folder, 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const probe = (place: string, parts: Partial<ProbeParts> = {}) =>
  probeStorage(place, { clock: systemClock, limitMs: 20_000, ...parts });

const inside = (...names: readonly string[]) => path.join(folder, ...names);

/** A user who is not the administrator, who may do everything. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const asSomebody = (args: readonly string[]) =>
  spawn(process.execPath, args, { ...somebody, cwd: '/', stdio: ['ignore', 'pipe', 'ignore'] });

describe('a probe of a storage', () => {
  it('writes, reads back and leaves nothing behind', async () => {
    const found = await probe(folder);
    expect(found).toMatchObject({
      ...{ path: folder, kind: 'directory', canRead: true, canWrite: true, isEmpty: true, troubles: [] },
      owner: { uid: process.getuid?.(), rights: 'rwxr-xr-x' },
    });
    expect(found.totalBytes).toBeGreaterThan(found.freeBytes ?? Number.NaN);
    expect(found.freeBytes).toBeGreaterThan(0);
    expect(found.tookMs).toBeLessThan(20_000);
    expect(isUsableStorage(found)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
    expect(describeStorage('The Worker', found)).toBe('The Worker finds a directory that it can read and write.');
  });

  it('sees whether a directory has anything in it', async () => {
    await writeFile(inside('shot.blend'), 'BLENDER');
    expect(await probe(folder)).toMatchObject({ isEmpty: false });
  });

  it('opens a file for reading and writing, and changes nothing about it', async () => {
    const file = inside('shot.blend');
    await writeFile(file, 'BLENDER');
    const before = await stat(file);
    const found = await probe(file);
    expect(found).toMatchObject({ kind: 'file', canRead: true, canWrite: true, troubles: [] });
    expect(isUsableStorage(found)).toBe(false);
    expect(await readFile(file, 'utf8')).toBe('BLENDER');
    const { mtimeMs, ctimeMs } = await stat(file);
    expect([mtimeMs, ctimeMs]).toEqual([before.mtimeMs, before.ctimeMs]);
  });

  it('names the nearest directory where there is nothing', async () => {
    await writeFile(inside('a file'), '');
    for (const [place, nearest] of [
      [inside('film', 'shot'), folder],
      [inside('a file', 'shot'), folder],
      [`/${path.basename(folder)}/shot`, '/'],
    ] as const) {
      const found = await probe(place);
      expect(found).toMatchObject({ kind: 'nothing', canRead: false, canWrite: false, nearest, troubles: [] });
      expect(describeStorage('node7', found)).toBe(
        `node7 finds nothing there; the nearest directory that exists is ${nearest}.`,
      );
    }
  });

  it('opens no pipe, which would wait for its other end', async () => {
    execFileSync('mkfifo', [inside('pipe')]);
    const found = await probe(inside('pipe'));
    expect(found).toMatchObject({ kind: 'other', canRead: false, canWrite: false, troubles: [] });
    expect(describeStorage('node7', found)).toBe('What node7 finds is neither a directory nor a file.');
  });

  it('says who may do what when that is the trouble', async () => {
    await mkdir(inside('closed'));
    await writeFile(inside('closed', 'x'), '');
    await chmod(inside('closed'), 0o555);
    const found = await probe(inside('closed'), { startNode: asSomebody });
    expect(found).toMatchObject({ kind: 'directory', canRead: true, canWrite: false, isEmpty: false });
    expect(found.troubles).toEqual([{ step: 'write', code: 'EACCES', message: 'permission denied' }]);
    expect(describeStorage('node7', found)).toMatch(
      /^node7 finds a directory that it can read, but not write\. Writing fails: permission denied\. It belongs to user \d+ and group \d+ with the rights r-xr-xr-x; node7 runs as ".+"\.$/,
    );
    await chmod(inside('closed'), 0o700);
  });

  it.each([
    ['a relative path', 'film/shot', 'relative', /^This is no path that node7 can look at\.$/],
    ['a path that no system has', '/with\0zero', 'ERR_INVALID_ARG_VALUE', /^node7 cannot look at it: .*null bytes.*$/],
    ['a name that is too long', `/${'x'.repeat(300)}`, 'ENAMETOOLONG', /^node7 cannot look at it: name too long\.$/],
    ['a path that fits into no command line', `/${'x/'.repeat(1e6)}`, 'broken', /^node7 cannot look at it: .*E2BIG.*$/],
  ])('is told %s in words', async (_what, place, code, text) => {
    const found = await probe(place);
    expect(found).toMatchObject({ kind: 'unknown', canRead: false, troubles: [{ step: 'find', code }] });
    expect(describeStorage('node7', found)).toMatch(text);
  });

  it('follows a link to a storage, but none to its own file', async () => {
    await mkdir(inside('storage'));
    await symlink(inside('storage'), inside('link'));
    expect(await probe(inside('link'))).toMatchObject({ kind: 'directory', canWrite: true, troubles: [] });
    // Somebody who knew the name beforehand cannot have another file written.
    await writeFile(inside('victim'), 'precious');
    await symlink(inside('victim'), inside('storage', 'chosen.tmp'));
    const order = JSON.stringify({ place: inside('storage'), fileName: 'chosen.tmp', longestMs: 20_000 });
    const said = execFileSync(process.execPath, ['--eval', PROBE_PROGRAM, order], { encoding: 'utf8' });
    expect(said).toMatch(/"step":"write","trouble":\{"code":"EEXIST"/);
    expect(said).not.toMatch(/"step":"remove"/);
    expect(await readFile(inside('victim'), 'utf8')).toBe('precious');
    expect(await readdir(inside('storage'))).toEqual(['chosen.tmp']);
  });
});

describe('a probe that hangs', () => {
  const started: { readonly child: ChildProcess; readonly ended: Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.ref();
      child.kill('SIGKILL');
      await ended;
    }
  });
  const script = (text: string) => (args: readonly string[]) => {
    const child = spawn('/bin/sh', ['-c', text, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    started.push({ child, ended: new Promise((resolve) => child.once('exit', resolve)) });
    return child;
  };

  it('is left behind after the limit', async () => {
    const found = await probe(folder, { limitMs: 300, startNode: script('kill -STOP $$; exec "$0" "$@"') });
    expect(found).toMatchObject({ kind: 'unknown', canRead: false, canWrite: false, tookMs: 300 });
    expect(found.troubles).toEqual([{ step: 'find', code: 'late', message: 'no answer within 0.3 seconds' }]);
    expect(describeStorage('node7', found)).toBe(
      'node7 cannot look at it: no answer within 0.3 seconds. Is the server of the storage reachable?',
    );
  });

  it('tells what it had found until then', async () => {
    const said = ['{"step":"find","facts":{"kind":"directory"}}', '{"step":"read","facts":{"canRead":true}}'];
    execFileSync('mkfifo', [inside('pipe')]);
    const startNode = script(`printf '%s\\n' '${said.join("' '")}'; exec cat '${inside('pipe')}'`);
    const found = await probe(folder, { limitMs: 1_000, startNode });
    expect(found).toMatchObject({ kind: 'directory', canRead: true, canWrite: false });
    expect(describeStorage('The Worker', found)).toBe(
      'The Worker finds a directory. Writing fails: no answer within 1 second. Is the server of the storage reachable?',
    );
  });

  it('ends by itself when its time is over, whoever waits for it', async () => {
    // Opening a pipe for reading waits for a writer, as a storage waits for its server.
    execFileSync('mkfifo', [inside('pipe')]);
    const text = PROBE_PROGRAM.replace('fs.stat(place)', `fs.open('${inside('pipe')}', 'r')`);
    const order = JSON.stringify({ place: folder, fileName: 'x.tmp', longestMs: 200 });
    const child = spawn(process.execPath, ['--eval', text, order], { stdio: 'ignore' });
    const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
    expect(signal).toBe('SIGKILL');
  });

  it('removes its file although it is told to end, and whoever started it is gone', async () => {
    // Signals as often as they fit between its start and its end.
    const child = spawn(
      process.execPath,
      ['--eval', PROBE_PROGRAM, JSON.stringify({ place: folder, fileName: 'x.tmp', longestMs: 20_000 })],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    child.stdout.once('data', () => {
      child.stdout.destroy();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) child.kill(signal);
    });
    const ended = await new Promise((resolve) => child.once('exit', (code, by) => resolve(code ?? by)));
    expect(ended).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is a broken check when the process cannot be started, or says nothing', async () => {
    const none = await probe(folder, {
      startNode: () => spawn('/nowhere/node', { stdio: ['ignore', 'pipe', 'ignore'] }),
    });
    expect(none.troubles).toMatchObject([{ step: 'find', code: 'broken' }]);
    const silent = await probe(folder, { startNode: script('true') });
    expect(silent.troubles).toEqual([{ step: 'find', code: 'broken', message: 'the check ended without a result' }]);
  });

  it('is not waited for when nobody wants the result any more', async () => {
    const stopping = new AbortController();
    const startNode = script('kill -STOP $$');
    const probed = probe(folder, { limitMs: 2 ** 30, signal: stopping.signal, startNode });
    stopping.abort();
    expect(await probed).toMatchObject({ kind: 'unknown' });
    const before = started.length;
    await probe(folder, { limitMs: 2 ** 30, signal: stopping.signal, startNode });
    expect(started.length - before).toBe(1);
  });
});
