import { chmod, mkdir, readFile, readdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { useBench } from '../support/command-bench.js';

describe('make-directory (contract 04 §14, 07 §14.7)', () => {
  const bench = useBench();

  it('makes a directory with its parents', async () => {
    const path = bench.path('a/b/c');
    const { log, failure } = await bench.run('make-directory', { path });
    expect(failure).toBeUndefined();
    expect(log).toEqual([`make-directory: creating directory "${path}"`]);
    expect((await stat(path)).mode & 0o777).toBe(0o775 & ~process.umask());
  });

  it('is content with one that exists', async () => {
    expect((await bench.run('make-directory', { path: bench.directory() })).failure).toBeUndefined();
  });

  it('fails where a file is in the way', async () => {
    await writeFile(bench.path('file'), '');
    const path = bench.path('file/b');
    const { log, failure } = await bench.run('make-directory', { path });
    const reason = `mkdir ${bench.path('file')}: not a directory`;
    expect(failure).toBe(reason);
    expect(log[1]).toBe(`make-directory: could not create directory "${path}": ${reason}`);
  });

  it('needs a path', async () => {
    const { failure, log } = await bench.run('make-directory', { path: '' });
    expect(failure).toBe('make-directory: mandatory parameter "path" is missing: map[path:]');
    expect(log).toEqual([]);
  });
});

describe('move-directory (contract 04 §14, 07 §14.7)', () => {
  const bench = useBench();
  const move = (src: string, dest: string) =>
    bench.run('move-directory', { src: bench.path(src), dest: bench.path(dest) });

  /** A directory with one file, last changed at this time of the local clock. */
  async function makeDirectory(name: string, changed = new Date(2026, 0, 2, 3, 4, 5, 600)): Promise<void> {
    await mkdir(bench.path(name));
    await writeFile(bench.path(`${name}/content`), name);
    await utimes(bench.path(name), changed, changed);
  }

  it('renames', async () => {
    await makeDirectory('src');
    const { log, failure } = await move('src', 'dest');
    expect(failure).toBeUndefined();
    expect(log).toEqual([`move-directory: moving "${bench.path('src')}" to "${bench.path('dest')}"`]);
    expect(await readdir(bench.directory())).toEqual(['dest']);
  });

  it('moves what is at the destination aside, named after when it was changed', async () => {
    await makeDirectory('src');
    await makeDirectory('dest');
    const { log } = await move('src', 'dest');
    const backup = bench.path('dest-2026-01-02_030406');
    expect(log[0]).toBe(`move-directory: moving "${bench.path('dest')}" to "${backup}"`);
    expect(await readFile(`${backup}/content`, 'utf8')).toBe('dest');
    expect(await readFile(bench.path('dest/content'), 'utf8')).toBe('src');
  });

  it('gives the one that is moved aside the next number when its name is taken', async () => {
    for (const name of ['src', 'dest', 'dest-2026-01-02_030406']) await makeDirectory(name);
    for (const number of ['-001', '-046', '-abc']) await mkdir(bench.path(`dest-2026-01-02_030406${number}`));
    await move('src', 'dest');
    expect(await readdir(bench.directory())).toContain('dest-2026-01-02_030406-047');
  });

  it('copes with characters that mean something in globs', async () => {
    for (const name of ['src', '[x', '[x-2026-01-02_030406']) await makeDirectory(name);
    expect((await move('src', '[x')).failure).toBeUndefined();
    expect(await readdir(bench.directory())).toContain('[x-2026-01-02_030406-001');
  });

  it('moves files too', async () => {
    await writeFile(bench.path('file'), 'text');
    await move('file', 'other');
    expect(await readFile(bench.path('other'), 'utf8')).toBe('text');
  });

  it('needs something to move', async () => {
    await makeDirectory('dest');
    const { log, failure } = await move('src', 'dest');
    const src = bench.path('src');
    expect(log).toEqual([`move-directory: source path "${src}" does not exist, not moving anything`]);
    expect(failure).toBe(`move-directory: parameter "src" has invalid value ${src}: path does not exist`);
    expect(await readdir(bench.directory())).toEqual(['dest']);
  });

  it('creates the parents of the destination', async () => {
    await makeDirectory('src');
    const { log, failure } = await move('src', 'missing/dest');
    expect(failure).toBeUndefined();
    expect(log.at(-1)).toBe(`move-directory: moving "${bench.path('src')}" to "${bench.path('missing/dest')}"`);
    expect(await readdir(bench.path('missing'))).toEqual(['dest']);
  });

  it('puts the destination back when the move fails after all', async () => {
    await makeDirectory('src');
    await mkdir(bench.path('src/inner'));
    const { failure, log } = await move('src', 'src/inner');
    expect(failure).toMatch(/invalid argument$/);
    expect(log.at(-1)).toMatch(/move-directory: moved ".*" back to ".*inner"$/);
    expect(await readdir(bench.path('src'))).toEqual(['content', 'inner']);
  });

  it.each(['src', 'dest'])('needs %s', async (name) => {
    const { [name]: _left, ...parameters } = { src: '/a', dest: '/b' } as Record<string, string>;
    expect((await bench.run('move-directory', parameters)).failure).toMatch(`mandatory parameter "${name}" is missing`);
  });
});

describe('copy-file (contract 04 §14, 07 §14.7)', () => {
  const bench = useBench();
  const copy = (src: string, dest: string) => bench.run('copy-file', { src: bench.path(src), dest: bench.path(dest) });

  it('copies, and makes the directories that are missing', async () => {
    await writeFile(bench.path('src'), 'content');
    const { log, failure } = await copy('src', 'a/b/dest');
    const [src, dest] = [bench.path('src'), bench.path('a/b/dest')];
    expect(failure).toBeUndefined();
    expect(log).toEqual([`copy-file: copying "${src}" to "${dest}"`, `copy-file: copied "${src}" to "${dest}"`]);
    expect(await readFile(dest, 'utf8')).toBe('content');
    expect((await stat(bench.path('a/b'))).mode & 0o777).toBe(0o750 & ~process.umask());
    expect(await readdir(bench.path('a/b'))).toEqual(['dest']);
  });

  it('keeps neither the mode nor the time', async () => {
    await writeFile(bench.path('src'), 'content');
    await chmod(bench.path('src'), 0o700);
    await utimes(bench.path('src'), 0, 0);
    await copy('src', 'dest');
    const copied = await stat(bench.path('dest'));
    expect(copied.mode & 0o777).toBe(0o666 & ~process.umask());
    expect(copied.mtimeMs).toBeGreaterThan(0);
  });

  it('does not replace anything', async () => {
    for (const name of ['src', 'dest']) await writeFile(bench.path(name), name);
    const { log, failure } = await copy('src', 'dest');
    const dest = bench.path('dest');
    expect(log).toEqual([`copy-file: destination path "${dest}" already exists, not copying anything`]);
    expect(failure).toBe(`copy-file: parameter "dest" has invalid value ${dest}: path already exists`);
    expect(await readFile(dest, 'utf8')).toBe('dest');
  });

  it('needs a source that exists', async () => {
    const { log, failure } = await copy('src', 'dest');
    const src = bench.path('src');
    expect(log).toEqual([`copy-file: source path "${src}" does not exist, not copying anything`]);
    expect(failure).toBe(`copy-file: parameter "src" has invalid value ${src}: path does not exist`);
  });

  it('does not count a dangling link as existing', async () => {
    await symlink(bench.path('nowhere'), bench.path('src'));
    expect((await copy('src', 'dest')).failure).toMatch(/path does not exist$/);
  });

  it('copies regular files only', async () => {
    await mkdir(bench.path('src'));
    const { log, failure } = await copy('src', 'dest');
    const src = bench.path('src');
    expect(failure).toBe(`invalid source file "${src}": stat ${src}: not a regular file`);
    expect(log.at(-1)).toBe(`copy-file: ${failure}`);
  });

  it('fails where no directories can be made', async () => {
    await writeFile(bench.path('src'), '');
    const { log, failure } = await bench.run('copy-file', { src: bench.path('src'), dest: '/proc/none/dest' });
    expect(failure).toBe('failed to create directories "/proc/none": mkdir /proc/none: no such file or directory');
    expect(log.at(-1)).toBe(`copy-file: ${failure}`);
  });

  it('leaves nothing behind when it is aborted', async () => {
    await writeFile(bench.path('src'), 'content');
    const aborting = new AbortController();
    const parameters = { src: bench.path('src'), dest: bench.path('dest') };
    const onLog = () => aborting.abort();
    const { failure } = await bench.run('copy-file', parameters, { signal: aborting.signal, onLog });
    expect(failure).toMatch(/^failed to copy/);
    expect(await readdir(bench.directory())).toEqual(['src']);
  });

  it.each([
    [{}, "missing or empty 'src' parameter", 'copy-file: mandatory parameter "src" is missing: map[]'],
    [
      { src: 'a', dest: '/b' },
      'source path "a" is not absolute, not copying anything',
      'copy-file: parameter "src" has invalid value a: path is not absolute',
    ],
    [{ src: '/' }, "missing or empty 'dest' parameter", 'copy-file: mandatory parameter "dest" is missing: map[src:/]'],
    [
      { src: '/', dest: 'b' },
      'destination path "b" is not absolute, not copying anything',
      'copy-file: parameter "dest" has invalid value b: path is not absolute',
    ],
  ])('with %j fails', async (parameters, line, failure) => {
    const record = await bench.run('copy-file', parameters);
    expect(record.log).toEqual([`copy-file: ${line}`]);
    expect(record.failure).toBe(failure);
  });
});
