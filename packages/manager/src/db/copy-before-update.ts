import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type Sqlite from 'better-sqlite3';
import { removeDatabaseFile, syncFile } from './sqlite-files.js';
import { syncFolder } from './sync-folder.js';

/**
 * Copies the file of a farm to a name beside it that is not taken, before its schema is changed (D8.4). A kill leaves a
 * whole copy or none; what it leaves of one goes at the next start.
 *
 * @param file absolute
 * @returns the name of the copy
 */
export function copyBeforeUpdate(database: Sqlite.Database, file: string, now: Date): string {
  const unfinished = `${file}.backup.unfinished`;
  removeDatabaseFile(unfinished);
  database.prepare('vacuum into ?').run(unfinished);
  syncFile(unfinished);
  const copy = freeName(file, now);
  renameSync(unfinished, copy);
  syncFolder(path.dirname(file));
  return copy;
}

function freeName(file: string, now: Date): string {
  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const name = `${file}.backup-${stamp}`;
  return existsSync(name) ? `${name}-${process.pid}` : name;
}
