import Sqlite from 'better-sqlite3';
import { SQLITE } from '../../src/db/dialects.js';
import { migrate } from '../../src/db/migrate.js';
import { sqliteBuilder } from '../../src/db/sqlite-builder.js';

/**
 * Writes the farm of a file as an older Manager had it: with the first changes of the schema only, and with what of its rows
 * there was a column for.
 *
 * @param farm file of a farm of the present schema, which nobody writes to
 * @param older file that does not exist yet
 * @param changes how many changes of the schema that Manager knew
 */
export async function makeOlderFarm(farm: string, older: string, changes: number): Promise<void> {
  const database = new Sqlite(older);
  database.pragma('journal_mode = WAL');
  await migrate(sqliteBuilder(database), SQLITE, changes);
  database.pragma('foreign_keys = OFF');
  database.prepare('attach ? as farm').run(farm);
  for (const table of tablesOf(database)) {
    const columns = columnsOf(database, table).join();
    database.exec(
      `delete from main.${table}; insert into main.${table} (${columns}) select ${columns} from farm.${table}`,
    );
  }
  database.exec('detach farm');
  database.close();
}

function tablesOf(database: Sqlite.Database): string[] {
  const tables = database.prepare("select name from main.sqlite_master where type = 'table'").pluck().all() as string[];
  return tables.filter((name) => !/^(?:kysely|sqlite)_/.test(name));
}

function columnsOf(database: Sqlite.Database, table: string): string[] {
  return database.prepare('select name from pragma_table_info(?)').pluck().all(table) as string[];
}
