import { existsSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { copyOlderFarm } from './copy-farm.js';
import { giveName, removeDatabaseFile } from './sqlite-files.js';

/**
 * Copies the file of a farm to a name beside it that is not taken, before its schema is changed (D8.4). A kill leaves a
 * whole copy or none; what it leaves of one goes at the next start.
 *
 * @param file absolute
 * @returns the name of the copy
 */
export function copyBeforeUpdate(database: Sqlite.Database, file: string, now: Date): string {
  const unfinished = beginCopy(file);
  database.prepare('vacuum into ?').run(unfinished);
  return named(unfinished, freeName(`${file}.backup`, now));
}

/**
 * The same for a farm on a server: a file of its older schema, which the older Manager can start with, or copy back into an
 * empty database.
 *
 * @param file absolute, without an ending: what the copy's name begins with
 * @param changes of the schema that the farm went through
 * @throws DatabaseUnusable
 */
export async function copyServerBeforeUpdate(url: string, file: string, now: Date, changes: number): Promise<string> {
  const unfinished = beginCopy(file);
  await copyOlderFarm(url, unfinished, changes);
  return named(unfinished, freeName(`${file}.backup`, now, '.sqlite'));
}

function beginCopy(file: string): string {
  const unfinished = `${file}.backup.unfinished`;
  removeDatabaseFile(unfinished);
  return unfinished;
}

function named(unfinished: string, copy: string): string {
  giveName(unfinished, copy);
  return copy;
}

function freeName(start: string, now: Date, ending = ''): string {
  const name = `${start}-${now.toISOString().replace(/[:.]/g, '-')}`;
  return existsSync(`${name}${ending}`) ? `${name}-${process.pid}${ending}` : `${name}${ending}`;
}
