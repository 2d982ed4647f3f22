import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '@flamenco/common';
import Sqlite from 'better-sqlite3';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import { Checkpoints } from './checkpoints.js';
import { DatabaseUnusable } from './database.js';
import type { Database } from './database.js';
import { SQLITE } from './dialects.js';
import { copyBeforeUpdate } from './copy-before-update.js';
import { codeOf } from './error-codes.js';
import { FarmTaken } from './farm-taken.js';
import { claimFile } from './file-claim.js';
import type { FileClaim } from './file-claim.js';
import { appliedChanges, migrate, schemaState, UNFINISHED_COPY } from './migrate.js';
import { sqliteBuilder } from './sqlite-builder.js';
import { takeOverOriginal } from './original/take-over.js';
import { SqliteConnection } from './sqlite-connection.js';
import { SqliteDatabase } from './sqlite-database.js';
import { ConnectionReader } from './transaction.js';
import type { Reader } from './transaction.js';

/**
 * Memory for pages per connection, in KiB. SQLite's own 2 MiB hold a farm of some thousand tasks; with more, every
 * request would read pages anew (measured with 60 000 tasks: docs/performance.md).
 */
const CACHE_KIB = 32 * 1024;

/**
 * Pages in the log before SQLite itself moves them to the file at a commit, while everybody waits: 256 MiB. Checkpoints does
 * it earlier in a thread; so this is for the day when that fails.
 */
const CHECKPOINT_PAGES = 64_000;

/** How long a question waits for another program, in milliseconds. Writing waits in its own way (sqlite-database.ts). */
const READER_TIMEOUT_MS = 5_000;

/** The file is made smaller at the start when at least so much of it is empty. */
const VACUUM_FROM_BYTES = 16 * 1024 * 1024;
const VACUUM_FROM_SHARE = 1 / 3;

/** Damages of a file that are told. */
const MOST_DAMAGES = 10;

/**
 * Claims the farm's file for this process and opens it, takes it over if it is one of the original's, checks it, brings its
 * schema up to date, and keeps a copy of the file as it was before that.
 *
 * @throws DatabaseUnusable
 */
export async function openSqlite(file: string, parts: { clock: Clock; logger: Logger }): Promise<Database> {
  const absolute = path.resolve(file);
  const claim = claimed(absolute);
  try {
    return await openClaimed(absolute, { ...parts, claim });
  } catch (error) {
    claim.release();
    throw error;
  }
}

function claimed(file: string): FileClaim {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    return claimFile(file);
  } catch (error) {
    const text =
      error instanceof FarmTaken
        ? texts.otherManager(file, error.holder)
        : texts.cannotOpen(`${file}.lock`, messageOf(error));
    throw new DatabaseUnusable(text, { cause: error });
  }
}

async function openClaimed(
  absolute: string,
  parts: { readonly clock: Clock; readonly logger: Logger; readonly claim: FileClaim },
): Promise<Database> {
  await takeOverOriginal(absolute, parts);
  const writer = openFile(absolute, 0);
  try {
    checkIntegrity(writer, absolute);
    await updateSchema(writer, absolute, parts);
    vacuumIfWorthwhile(writer, parts.logger);
    const reader = openFile(absolute, READER_TIMEOUT_MS);
    reader.pragma('query_only = ON');
    const checkpoints = new Checkpoints(absolute, parts.logger);
    return new SqliteDatabase(new SqliteConnection(writer), new SqliteConnection(reader), checkpoints, parts);
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** A farm's database as somebody sees it who changes nothing. */
export interface FarmView {
  read<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result>;
  /** What is wrong with the file itself; none when it is intact. Reads all of it. */
  damages(): readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the farm's file for a look, also while a Manager works with it. Nothing is written, and what is read is of one
 * moment.
 *
 * @throws DatabaseUnusable
 */
export async function openSqliteForReading(file: string): Promise<FarmView> {
  const database = await openCheckedFile(file);
  const connection = new SqliteConnection(database);
  return {
    read: async (work) => {
      connection.executeNow('begin', []);
      try {
        return await work(new ConnectionReader(connection, SQLITE));
      } finally {
        connection.executeNow('commit', []);
      }
    },
    damages: () => damagesOf(database),
    close: () => Promise.resolve(void database.close()),
  };
}

/**
 * The file of a farm of the present schema, for reading.
 *
 * @throws DatabaseUnusable
 */
export async function openCheckedFile(file: string): Promise<Sqlite.Database> {
  const absolute = path.resolve(file);
  if (!existsSync(absolute)) throw new DatabaseUnusable(texts.noSuchFile(absolute));
  const database = openExisting(absolute);
  try {
    await checkSchema(database, absolute);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function openExisting(file: string): Sqlite.Database {
  try {
    const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: READER_TIMEOUT_MS });
    database.pragma('schema_version');
    return database;
  } catch (error) {
    throw new DatabaseUnusable(texts.cannotOpen(file, messageOf(error)), { cause: error });
  }
}

async function checkSchema(database: Sqlite.Database, file: string): Promise<void> {
  const q = sqliteBuilder(database);
  const tables = await q.introspection.getTables();
  if (tables.some(({ name }) => name === 'goose_db_version')) throw new DatabaseUnusable(texts.isOriginal(file));
  if (tables.some(({ name }) => name === UNFINISHED_COPY)) throw new DatabaseUnusable(texts.isUnfinishedCopy(file));
  const state = schemaState(await appliedChanges(q));
  if (state === 'newer') throw new DatabaseUnusable(texts.isNewer(file));
  if (state !== 'current') throw new DatabaseUnusable(texts.isOlder(file));
}

function damagesOf(database: Sqlite.Database): readonly string[] {
  const found = database.pragma(`integrity_check(${MOST_DAMAGES})`) as readonly { integrity_check: string }[];
  return found.map(({ integrity_check }) => integrity_check).filter((verdict) => verdict !== 'ok');
}

function openFile(file: string, timeoutMs: number): Sqlite.Database {
  try {
    const database = new Sqlite(file, { timeout: timeoutMs });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    // SQLite's own knows only the letters A to Z.
    database.function('lower', { deterministic: true }, (text) =>
      typeof text === 'string' ? text.toLowerCase() : text,
    );
    return database;
  } catch (error) {
    const isDamaged = /^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(error));
    const text = isDamaged ? texts.notIntact : texts.cannotOpen;
    throw new DatabaseUnusable(text(file, messageOf(error)), { cause: error });
  }
}

/** The quick form: the full check reads every index and takes minutes on a large farm (D8.4). */
function checkIntegrity(database: Sqlite.Database, file: string): void {
  let verdict: unknown;
  try {
    verdict = database.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    verdict = messageOf(error);
  }
  if (verdict !== 'ok') throw new DatabaseUnusable(texts.notIntact(file, String(verdict)));
}

/** Rewriting the file takes a while, so it is done only when much comes of it. A failure does no harm. */
function vacuumIfWorthwhile(database: Sqlite.Database, logger: Logger): void {
  const number = (pragma: string) => Number(database.pragma(pragma, { simple: true }));
  const [free, pages, pageSize] = [number('freelist_count'), number('page_count'), number('page_size')];
  if (free * pageSize < VACUUM_FROM_BYTES || free < pages * VACUUM_FROM_SHARE) return;
  logger.info({ megabytes: Math.round((free * pageSize) / 1e6) }, texts.vacuuming);
  try {
    database.exec('vacuum');
  } catch (error) {
    logger.warn({ error: messageOf(error) }, texts.notVacuumed);
  }
}

async function updateSchema(
  database: Sqlite.Database,
  file: string,
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<void> {
  const q = sqliteBuilder(database);
  const tables = await q.introspection.getTables();
  if (tables.some(({ name }) => name === UNFINISHED_COPY)) throw new DatabaseUnusable(texts.isUnfinishedCopy(file));
  const state = schemaState(await appliedChanges(q));
  if (state === 'newer') throw new DatabaseUnusable(texts.isNewer(file));
  if (state === 'current') return;
  try {
    if (state === 'older') logger.info({ copy: copyBeforeUpdate(database, file, clock.now()) }, texts.backedUp);
    await migrate(q, SQLITE);
  } catch (error) {
    throw new DatabaseUnusable(texts.notUpdated(file, messageOf(error)), { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
