import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { useBench } from '../support/command-bench.js';
import type { BenchOptions } from '../support/command-bench.js';
import { canMount, hasOtherFileSystem, useStorages } from '../support/storages.js';

const PIXELS = Buffer.alloc(100_000, 7);

(hasOtherFileSystem ? describe : describe.skip)('move-directory to another file system', () => {
  const storages = useStorages();
  const bench = useBench();

  /** A render with names of all kinds, a link, and times and modes of its own. */
  async function makeRender(path: string): Promise<void> {
    await mkdir(join(path, 'ünter ☃ [x]*?'), { recursive: true });
    await writeFile(join(path, 'ünter ☃ [x]*?', "it's.png"), PIXELS);
    await writeFile(join(path, 'a.sh'), 'echo');
    await chmod(join(path, 'a.sh'), 0o750);
    await utimes(join(path, 'a.sh'), 1_700_000_000, 1_700_000_000);
    await symlink('a.sh', join(path, 'link'));
  }

  const move = (src: string, dest: string, options: BenchOptions = {}) =>
    bench.run('move-directory', { src, dest }, options);

  it('copies everything, and removes the source', async () => {
    await makeRender(bench.path('src'));
    const [src, dest] = [bench.path('src'), join(storages.elsewhere(), 'new/deep [1]/dest')];
    const { log, failure } = await move(src, dest);
    expect(failure).toBeUndefined();
    expect(log).toEqual([
      `move-directory: moving "${src}" to "${dest}"`,
      `move-directory: "${src}" and "${dest}" are on different file systems, so that everything is copied first`,
    ]);
    expect(await readFile(join(dest, 'ünter ☃ [x]*?', "it's.png"))).toEqual(PIXELS);
    expect(await readlink(join(dest, 'link'))).toBe('a.sh');
    const script = await stat(join(dest, 'a.sh'));
    expect([script.mode & 0o777, script.mtimeMs]).toEqual([0o750, 1_700_000_000_000]);
    expect(await readdir(bench.directory())).toEqual([]);
    expect(await readdir(join(dest, '..'))).toEqual(['dest']);
  });

  it('moves a single file, and a link as a link', async () => {
    const there = storages.elsewhere();
    await writeFile(bench.path('file'), 'text');
    await symlink('nowhere else', bench.path('link'));
    await writeFile(bench.path('nowhere else'), '');
    await move(bench.path('file'), join(there, 'file'));
    await move(bench.path('link'), join(there, 'link'));
    expect(await readFile(join(there, 'file'), 'utf8')).toBe('text');
    expect(await readlink(join(there, 'link'))).toBe('nowhere else');
  });

  it('moves what is at the destination aside, as always', async () => {
    const there = storages.elsewhere();
    await makeRender(bench.path('src'));
    await mkdir(join(there, 'dest'));
    await move(bench.path('src'), `${join(there, 'dest')}/`);
    const names = (await readdir(there)).sort();
    expect(names).toEqual(['dest', expect.stringMatching(/^dest-\d{4}-\d\d-\d\d_\d{6}$/)]);
    expect(await readdir(join(there, 'dest'))).toContain('a.sh');
  });

  it('changes nothing when it cannot be completed', async () => {
    const there = storages.elsewhere();
    await makeRender(bench.path('src'));
    execFileSync('mkfifo', [bench.path('src/pipe')]);
    await mkdir(join(there, 'dest'));
    await writeFile(join(there, 'dest', 'former'), '');
    const { failure, log } = await move(bench.path('src'), join(there, 'dest'));
    expect(failure).toBe(`copy ${bench.path('src/pipe')}: not a regular file`);
    expect(log.at(-1)).toMatch(/^move-directory: moved ".*" back to ".*\/dest"$/);
    expect(await readdir(there)).toEqual(['dest']);
    expect(await readdir(join(there, 'dest'))).toEqual(['former']);
    expect(await readdir(bench.path('src'))).toContain('a.sh');
  });

  it('changes nothing when it is aborted on the way', async () => {
    const there = storages.elsewhere();
    await makeRender(bench.path('src'));
    const aborting = new AbortController();
    const onLog = (text: string) => text.includes('different file systems') && aborting.abort();
    const { failure } = await move(bench.path('src'), join(there, 'dest'), { signal: aborting.signal, onLog });
    expect(failure).toBeDefined();
    expect(await readdir(there)).toEqual([]);
    expect(await readdir(bench.path('src'))).toHaveLength(3);
  });
});

(canMount ? describe : describe.skip)('a storage', () => {
  const storages = useStorages();
  const bench = useBench();

  /** A storage with room for a few small files. */
  const small = () => storages.mount(bench.path('small'), 'size=64k');

  function readOnly(): string {
    const path = storages.mount(bench.path('read-only'), 'size=1m');
    storages.makeReadOnly(path);
    return path;
  }

  it('that is full does not cost move-directory what was at the destination, nor the source', async () => {
    const there = small();
    await mkdir(bench.path('src'));
    await writeFile(bench.path('src/frame.png'), PIXELS);
    await writeFile(join(there, 'dest'), 'former');
    const { failure } = await bench.run('move-directory', { src: bench.path('src'), dest: join(there, 'dest') });
    expect(failure).toBe(`copy ${bench.path('src/frame.png')}: no space left on device`);
    expect(await readdir(there)).toEqual(['dest']);
    expect(await readFile(join(there, 'dest'), 'utf8')).toBe('former');
    expect(await readFile(bench.path('src/frame.png'))).toEqual(PIXELS);
  });

  it('that is full keeps no half copy, which would block a second try', async () => {
    const there = small();
    await writeFile(bench.path('src'), PIXELS);
    const [src, dest] = [bench.path('src'), join(there, 'dest')];
    const { failure, log } = await bench.run('copy-file', { src, dest });
    expect(failure).toBe(`failed to copy "${src}" to "${dest}": no space left on device`);
    expect(log.at(-1)).toBe(`copy-file: ${failure}`);
    expect(await readdir(there)).toEqual([]);
    execFileSync('mount', ['-o', 'remount,size=1m', there]);
    expect((await bench.run('copy-file', { src, dest })).failure).toBeUndefined();
  });

  it('that is read-only is named by each command', async () => {
    const there = readOnly();
    await writeFile(bench.path('src'), 'text');
    const [src, dest] = [bench.path('src'), join(there, 'dest')];
    const made = await bench.run('make-directory', { path: dest });
    expect(made.failure).toBe(`mkdir ${dest}: read-only file system`);
    const copied = await bench.run('copy-file', { src, dest });
    expect(copied.failure).toBe(`failed to create destination file "${dest}": read-only file system`);
    const moved = await bench.run('move-directory', { src, dest });
    expect(moved.failure).toMatch(/read-only file system$/);
    expect(await readFile(src, 'utf8')).toBe('text');
  });

  it('that is read-only keeps its files, and they are moved all the same', async () => {
    const there = storages.mount(bench.path('read-only'), 'size=1m');
    await writeFile(join(there, 'src'), 'text');
    storages.makeReadOnly(there);
    const [src, dest] = [join(there, 'src'), bench.path('dest')];
    const { failure, log } = await bench.run('move-directory', { src, dest });
    // Some systems look at the file systems first, others at whether the source can be written.
    if (failure === undefined) {
      expect(log.at(-1)).toMatch(/^move-directory: WARNING: all is at its destination, .* read-only file system$/);
      expect(await readFile(dest, 'utf8')).toBe('text');
    } else {
      expect(failure).toMatch(/read-only file system$/);
    }
    expect(await readFile(src, 'utf8')).toBe('text');
  });

  it('within the source of a move is no destination for it', async () => {
    await mkdir(bench.path('src'));
    const there = storages.mount(bench.path('src/storage'), 'size=1m');
    const dest = join(there, 'dest');
    const { failure } = await bench.run('move-directory', { src: bench.path('src'), dest });
    expect(failure).toBe(`rename ${bench.path('src')} ${dest}: invalid argument`);
    expect(await readdir(there)).toEqual([]);
  });
});

describe('names', () => {
  const bench = useBench();

  it('of files may be as long as the storage allows', async () => {
    const name = 'ü'.repeat(127);
    await writeFile(bench.path('src'), 'text');
    const dest = bench.path(name);
    expect((await bench.run('copy-file', { src: bench.path('src'), dest })).failure).toBeUndefined();
    expect((await bench.run('move-directory', { src: dest, dest: bench.path('back') })).failure).toBeUndefined();
    const tooLong = await bench.run('copy-file', { src: bench.path('src'), dest: bench.path('x'.repeat(256)) });
    // Whatever cannot be looked at might exist (contract 07 §14.7).
    expect(tooLong.failure).toMatch(/path already exists$/);
    await rm(bench.path('back'));
    expect(await readdir(bench.directory())).toEqual(['src']);
  });
});
