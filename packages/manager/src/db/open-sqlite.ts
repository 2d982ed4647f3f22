import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '@flamenco/common';
import Sqlite from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import { BorrowedConnection } from './connection.js';
import { DatabaseUnusable } from './database.js';
import type { Database } from './database.js';
import { SQLITE } from './dialects.js';
import { appliedChanges, migrate, schemaState } from './migrate.js';
import { SqliteConnection } from './sqlite-connection.js';
import { SqliteDatabase } from './sqlite-database.js';

/** How long a question waits for another program, in milliseconds. Writing waits in its own way (sqlite-database.ts). */
const READER_TIMEOUT_MS = 5_000;

/**
 * Opens the farm's file, checks it, brings its schema up to date, and keeps a copy of the file as it was before that.
 *
 * @throws DatabaseUnusable
 */
export async function openSqlite(file: string, parts: { clock: Clock; logger: Logger }): Promise<Database> {
  const absolute = path.resolve(file);
  const writer = openFile(absolute, 0);
  try {
    checkIntegrity(writer, absolute);
    await updateSchema(writer, absolute, parts);
    const reader = openFile(absolute, READER_TIMEOUT_MS);
    reader.pragma('query_only = ON');
    return new SqliteDatabase(new SqliteConnection(writer), new SqliteConnection(reader), parts);
  } catch (error) {
    writer.close();
    throw error;
  }
}

function openFile(file: string, timeoutMs: number): Sqlite.Database {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const database = new Sqlite(file, { timeout: timeoutMs });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    // SQLite's own knows only the letters A to Z.
    database.function('lower', { deterministic: true }, (text) =>
      typeof text === 'string' ? text.toLowerCase() : text,
    );
    return database;
  } catch (error) {
    throw new DatabaseUnusable(texts.cannotOpen(file, messageOf(error)), { cause: error });
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

async function updateSchema(
  database: Sqlite.Database,
  file: string,
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<void> {
  const q = new Kysely<unknown>({ dialect: SQLITE.over(new BorrowedConnection(new SqliteConnection(database))) });
  const tables = await q.introspection.getTables();
  if (tables.some(({ name }) => name === 'goose_db_version')) throw new DatabaseUnusable(texts.isOriginal(file));
  const state = schemaState(await appliedChanges(q));
  if (state === 'newer') throw new DatabaseUnusable(texts.isNewer(file));
  if (state === 'older') {
    const copy = backupName(file, clock.now());
    await sql`vacuum into ${copy}`.execute(q);
    logger.info({ copy }, texts.backedUp);
  }
  if (state !== 'current') await migrate(q, SQLITE);
}

/** A name next to the file that is not taken. */
function backupName(file: string, now: Date): string {
  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const name = `${file}.backup-${stamp}`;
  return existsSync(name) ? `${name}-${process.pid}` : name;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
