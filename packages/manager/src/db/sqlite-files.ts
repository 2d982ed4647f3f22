import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { syncFolder } from './sync-folder.js';

/** Removes a database's file with what SQLite keeps beside it; none of them need exist. */
export function removeDatabaseFile(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** Makes sure that a file's content outlives a loss of power. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

/** Gives a whole file its name in one step and for good: a kill leaves what had that name before, or nothing. */
export function giveName(unfinished: string, file: string): void {
  syncFile(unfinished);
  renameSync(unfinished, file);
  syncFolder(path.dirname(file));
}

/** Whether two names lead to one file, both of which exist. */
export function isSameFile(file: string, other: string): boolean {
  const [one, two] = [statSync(file), statSync(other)];
  return one.ino === two.ino && one.dev === two.dev;
}
