import { execFileSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';

/** A place in memory that on Linux is another file system than the one of temporary files. */
const MEMORY = '/dev/shm';

/** Whether there is a second file system that anybody may write to. */
export const hasOtherFileSystem = deviceOf(MEMORY) !== undefined && deviceOf(MEMORY) !== deviceOf(tmpdir());

/** Whether file systems can be mounted here, which takes an administrator. */
export const canMount = tryToMount();

/** Storages of a test; all are gone after it. */
export interface Storages {
  /** A fresh directory on another file system. */
  elsewhere(): string;
  /** A small file system of its own at this path, whose directory is created. */
  mount(path: string, options: string): string;
  /** From now on nothing can be written there. */
  makeReadOnly(path: string): void;
}

/** Writes until nothing more fits, or only so many pages of 4 KiB; the result makes the room free again. */
export function fill(directory: string, pagesLeft = 0): () => void {
  const path = join(directory, 'filler');
  const descriptor = openSync(path, 'w');
  // At last byte by byte: the last page may hold a part of what was written.
  for (const bytes of [4_096, 1]) while (takes(descriptor, bytes)) continue;
  ftruncateSync(descriptor, fstatSync(descriptor).size - pagesLeft * 4_096);
  closeSync(descriptor);
  return () => rmSync(path);
}

function takes(descriptor: number, bytes: number): boolean {
  try {
    return writeSync(descriptor, Buffer.alloc(bytes, 7)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

/** Gives the tests of the suite that calls this storages. */
export function useStorages(): Storages {
  const directories: string[] = [];
  const mounted: string[] = [];
  afterEach(() => {
    for (const path of mounted.splice(0)) execFileSync('umount', ['-l', path]);
    for (const path of directories.splice(0)) rmSync(path, { recursive: true, force: true });
  });
  return {
    elsewhere: () => {
      const path = mkdtempSync(join(MEMORY, 'flamenco-worker-'));
      directories.push(path);
      return path;
    },
    mount: (path, options) => {
      mkdirSync(path, { recursive: true });
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
      mounted.push(path);
      return path;
    },
    makeReadOnly: (path) => void execFileSync('mount', ['-o', 'remount,ro', path]),
  };
}

function deviceOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.dev;
}

function tryToMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'flamenco-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'ignore' });
    execFileSync('umount', [path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
