import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { databaseTexts as texts } from '../texts/database.js';
import { copyFarm } from './copy-farm.js';
import { DatabaseUnusable } from './database.js';
import { codeOf } from './error-codes.js';
import { openCheckedFile } from './open-sqlite.js';
import { isServerUrl } from './server-url.js';
import { giveName, isSameFile, removeDatabaseFile } from './sqlite-files.js';

/**
 * Writes the farm as it is at this moment to a file that any Manager can work with, also while one is at work. The file is
 * checked before it takes its name, and takes it in one step: a kill leaves the former backup, or none.
 *
 * @param database absolute file, or URL of a server
 * @param file absolute; replaces a former backup, but nothing else
 * @throws DatabaseUnusable
 */
export async function backUpFarm(database: string, file: string): Promise<void> {
  if (existsSync(file)) await checkReplaceable(database, file);
  const unfinished = `${file}.unfinished`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    remove(unfinished);
    if (isServerUrl(database)) await copyFarm(database, unfinished, () => undefined);
    else await copyFile(database, unfinished);
    await verify(unfinished);
    giveName(unfinished, file);
  } catch (error) {
    remove(unfinished);
    if (error instanceof DatabaseUnusable || codeOf(error) === '') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusable(texts.copyBroke(file, reason), { cause: error });
  }
}

/** Overwriting the farm itself, or a file that is no farm at all, is a slip of the pen. */
async function checkReplaceable(database: string, file: string): Promise<void> {
  if (!isServerUrl(database) && existsSync(database) && isSameFile(database, file)) {
    throw new DatabaseUnusable(texts.backupOfItself(file));
  }
  try {
    const former = new Sqlite(file, { readonly: true });
    try {
      const jobs = former.prepare(`select 1 from sqlite_master where name in ('jobs', 'kysely_migration')`).all();
      if (jobs.length === 2) return;
    } finally {
      former.close();
    }
  } catch {
    // No database at all.
  }
  throw new DatabaseUnusable(texts.notABackup(file));
}

async function copyFile(database: string, unfinished: string): Promise<void> {
  const farm = await openCheckedFile(database);
  try {
    farm.prepare('vacuum into ?').run(unfinished);
  } finally {
    farm.close();
  }
}

async function verify(unfinished: string): Promise<void> {
  const copy = await openCheckedFile(unfinished);
  try {
    const verdict = copy.pragma('integrity_check(1)', { simple: true });
    const strays = copy.pragma('foreign_key_check') as readonly unknown[];
    if (verdict !== 'ok') throw new DatabaseUnusable(texts.badBackup(String(verdict)));
    if (strays.length > 0) throw new DatabaseUnusable(texts.badBackup(`${strays.length} rows belong to nothing`));
  } finally {
    copy.close();
  }
}

function remove(unfinished: string): void {
  try {
    removeDatabaseFile(unfinished);
  } catch {
    // Whatever is in the way is told when the backup is written.
  }
}
