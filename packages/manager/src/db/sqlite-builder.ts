import type Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { BorrowedConnection } from './connection.js';
import { SQLITE } from './dialects.js';
import { SqliteConnection } from './sqlite-connection.js';

/** Lets Kysely speak to an open file, as changes of the schema need it; for the farm's own work there is `SqliteDatabase`. */
export function sqliteBuilder(database: Sqlite.Database): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: SQLITE.over(new BorrowedConnection(new SqliteConnection(database))) });
}
