import { constants, copyFileSync, existsSync, linkSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '@flamenco/common';
import Sqlite from 'better-sqlite3';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../../texts/database.js';
import { DatabaseUnusable } from '../database.js';
import { SQLITE } from '../dialects.js';
import { codeOf } from '../error-codes.js';
import { migrate } from '../migrate.js';
import { sqliteBuilder } from '../sqlite-builder.js';
import { isSameFile, removeDatabaseFile, syncFile } from '../sqlite-files.js';
import { syncFolder } from '../sync-folder.js';
import { JobImport } from './import-jobs.js';
import { importTags, importWorkers } from './import-workers.js';
import { RowInserter } from './insert.js';

/** The schema of Flamenco 3.8 and 3.9 (contract 11 §3). */
const GOOSE_VERSION = 8;

/** The tables of the original that are read. */
const TABLES = [
  ...['jobs', 'tasks', 'task_dependencies', 'task_failures', 'job_blocks', 'last_rendereds', 'workers', 'worker_tags'],
  ...['worker_tag_membership', 'sleep_schedules'],
];

/**
 * Takes over a database of the original Flamenco (D8.1): builds ours beside it, keeps the old file under another name, and
 * puts the new one in its place in one step. A kill at any moment leaves the original in its place, or the finished farm;
 * what was begun is begun again then.
 *
 * @param file absolute; nothing happens when it is none of the original's, or does not exist
 * @throws DatabaseUnusable
 */
export async function takeOverOriginal(file: string, parts: { clock: Clock; logger: Logger }): Promise<void> {
  const unfinished = `${file}.importing`;
  if (!existsSync(file) || !isOriginal(file)) {
    removeDatabaseFile(unfinished);
    return;
  }
  parts.logger.info({ file }, texts.importing);
  const original = openOriginal(file);
  let counts: ImportCounts;
  try {
    checkOriginal(original, file);
    foldLog(original, file);
    removeDatabaseFile(unfinished);
    counts = await build(original, unfinished, parts.clock.now().getTime());
  } finally {
    original.close();
  }
  const kept = keepOriginal(file);
  renameSync(unfinished, file);
  syncFolder(path.dirname(file));
  parts.logger.info({ ...counts, original: kept }, texts.importedFarm);
}

/** How much came over. */
interface ImportCounts {
  readonly jobs: number;
  readonly tasks: number;
  readonly workers: number;
}

/** Whether a file has the mark of the original; one that cannot be read is somebody else's business. */
function isOriginal(file: string): boolean {
  try {
    const database = new Sqlite(file, { fileMustExist: true });
    try {
      return hasTable(database, 'goose_db_version');
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

function openOriginal(file: string): Sqlite.Database {
  try {
    return new Sqlite(file, { fileMustExist: true, timeout: 1000 });
  } catch (error) {
    throw new DatabaseUnusable(texts.cannotOpen(file, String(error)), { cause: error });
  }
}

function checkOriginal(original: Sqlite.Database, file: string): void {
  const verdict = original.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw new DatabaseUnusable(texts.notIntact(file, String(verdict)));
  const version = original
    .prepare('select version_id from goose_db_version where is_applied = 1 order by id desc limit 1')
    .pluck()
    .get();
  if (!hasTable(original, 'jobs')) throw new DatabaseUnusable(texts.notOfManager(file));
  if (Number(version) < GOOSE_VERSION) throw new DatabaseUnusable(texts.tooOldToImport(file, Number(version)));
  if (Number(version) > GOOSE_VERSION) throw new DatabaseUnusable(texts.tooNewToImport(file, Number(version)));
  const missing = TABLES.filter((table) => !hasTable(original, table));
  if (missing.length > 0) throw new DatabaseUnusable(texts.notIntact(file, `no table ${missing.join(', ')}`));
}

function hasTable(database: Sqlite.Database, name: string): boolean {
  return database.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`).get(name) !== undefined;
}

/** Everything is in the one file afterwards; refused while another program has it open. */
function foldLog(original: Sqlite.Database, file: string): void {
  try {
    original.pragma('wal_checkpoint(TRUNCATE)');
    original.pragma('journal_mode = DELETE');
    original.pragma('locking_mode = EXCLUSIVE');
    original.exec('begin exclusive; commit');
  } catch (error) {
    if (SQLITE.isBusy(error)) throw new DatabaseUnusable(texts.originalInUse(file), { cause: error });
    throw error;
  }
}

/** Makes our database from the original's, in one transaction, and has it on disk. */
async function build(original: Sqlite.Database, file: string, now: number): Promise<ImportCounts> {
  const database = new Sqlite(file);
  try {
    database.pragma('foreign_keys = ON');
    await migrate(sqliteBuilder(database), SQLITE);
    const rows = new RowInserter(database);
    return database.transaction(() => {
      importTags(original, rows, now);
      importWorkers(original, rows, now);
      const jobs = new JobImport(original, rows, now).run();
      const count = (table: string) => database.prepare(`select count(*) from ${table}`).pluck().get() as number;
      return { jobs, tasks: count('tasks'), workers: count('workers') };
    })();
  } finally {
    database.close();
  }
}

/**
 * Gives the original a second name, so that its first one never points to nothing; an import that was interrupted after
 * that finds it there. Where a file cannot have two names, it is copied.
 */
function keepOriginal(file: string): string {
  const { dir, name } = path.parse(file);
  for (let number = 1; ; number += 1) {
    const kept = path.join(dir, `${name}.original${number === 1 ? '' : `-${number}`}.sqlite`);
    try {
      linkSync(file, kept);
      return kept;
    } catch (error) {
      if (existsSync(kept) && isSameFile(file, kept)) return kept;
      if (codeOf(error) !== 'EEXIST' && !existsSync(kept)) return keepCopy(file, kept);
    }
  }
}

function keepCopy(file: string, kept: string): string {
  const copy = `${kept}.copying`;
  copyFileSync(file, copy, constants.COPYFILE_FICLONE);
  syncFile(copy);
  renameSync(copy, kept);
  return kept;
}
