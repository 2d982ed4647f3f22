import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { databaseTexts as texts } from '../texts/database.js';
import { insertion, ROWS_AT_ONCE, valuesOf } from './copy-ends.js';
import type { CopiedRow, CopySource, CopyTarget } from './copy-ends.js';
import { DatabaseUnusable } from './database.js';
import { SQLITE } from './dialects.js';
import { migrate, UNFINISHED_COPY } from './migrate.js';
import { sqliteBuilder } from './sqlite-builder.js';
import { openCheckedFile } from './open-sqlite.js';
import { removeDatabaseFile } from './sqlite-files.js';
import type { SchemaTable } from './table-order.js';

/** Reads a farm's file as it is at this moment. */
export async function copyFromSqlite(file: string): Promise<CopySource> {
  const database = await openCheckedFile(file);
  database.exec('begin');
  return {
    rows: (table) => rowsOf(database, table),
    close: () => Promise.resolve(void database.close()),
  };
}

async function* rowsOf(database: Sqlite.Database, table: SchemaTable): AsyncGenerator<readonly CopiedRow[]> {
  const statement = database.prepare<[], Record<string, unknown>>(`select * from ${table.name}`);
  let some: CopiedRow[] = [];
  for (const row of statement.iterate()) {
    some.push(valuesOf(row, table));
    if (some.length < ROWS_AT_ONCE) continue;
    yield some;
    some = [];
  }
  yield some;
}

/** Makes a file for a farm that is copied; one that holds anything but an unfinished copy is refused. */
export async function copyToSqlite(file: string, changes: number): Promise<CopyTarget> {
  if (existsSync(file)) removeUnfinished(file);
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Sqlite(file);
  try {
    database.exec(`create table ${UNFINISHED_COPY} (id integer primary key)`);
    database.pragma('foreign_keys = ON');
    await migrate(sqliteBuilder(database), SQLITE, changes);
    database.exec('begin');
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    rows: (table) => rowsOf(database, table),
    insert: (table, rows) => Promise.resolve(insertRows(database, table, rows)),
    finish: () => {
      database.exec(`drop table ${UNFINISHED_COPY}; commit`);
      return Promise.resolve();
    },
    close: () => Promise.resolve(void database.close()),
  };
}

/** SQLite takes that many parameters per statement. */
const MOST_PARAMETERS = 32_000;

function insertRows(database: Sqlite.Database, table: SchemaTable, rows: readonly CopiedRow[]): void {
  const atOnce = Math.floor(MOST_PARAMETERS / table.columns.length);
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    database.prepare(insertion(table, some.length, () => '?')).run(...some.flat());
  }
}

function removeUnfinished(file: string): void {
  if (statSync(file).size > 0) {
    const database = new Sqlite(file, { readonly: true });
    try {
      const tables = database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all();
      if (tables.length > 0 && !tables.includes(UNFINISHED_COPY)) throw new DatabaseUnusable(texts.notEmpty(file));
    } catch (error) {
      throw error instanceof DatabaseUnusable ? error : new DatabaseUnusable(texts.notEmpty(file), { cause: error });
    } finally {
      database.close();
    }
  }
  removeDatabaseFile(file);
}
