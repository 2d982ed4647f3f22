import Sqlite from 'better-sqlite3';
import { SQLITE } from './dialects.js';
import { migrate } from './migrate.js';
import { sqliteBuilder } from './sqlite-builder.js';

/** A table of the schema. */
export interface SchemaTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, in order. */
  readonly key: readonly string[];
  /** The column of a number that the database gives out, if it has one. */
  readonly autoId: string | undefined;
}

/**
 * The tables of the schema, those first that others refer to. Read from an empty database that is made for this,
 * so that it cannot be forgotten when a table is added.
 *
 * @param changes of the schema after so many changes
 */
export async function tablesInOrder(changes: number): Promise<readonly SchemaTable[]> {
  const database = new Sqlite(':memory:');
  try {
    await migrate(sqliteBuilder(database), SQLITE, changes);
    const names = database
      .prepare(
        `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'
           and name not like 'kysely\\_%' escape '\\' order by rowid`,
      )
      .pluck()
      .all() as string[];
    return sorted(names, database).map((name) => describe(name, database));
  } finally {
    database.close();
  }
}

function sorted(names: readonly string[], database: Sqlite.Database): string[] {
  const done: string[] = [];
  const visit = (name: string) => {
    if (done.includes(name)) return;
    for (const target of references(name, database)) if (target !== name) visit(target);
    done.push(name);
  };
  names.forEach(visit);
  return done;
}

function references(name: string, database: Sqlite.Database): string[] {
  const keys = database.pragma(`foreign_key_list(${name})`) as readonly { readonly table: string }[];
  return keys.map(({ table }) => table);
}

function describe(name: string, database: Sqlite.Database): SchemaTable {
  const columns = database.pragma(`table_info(${name})`) as readonly { readonly name: string; readonly pk: number }[];
  const key = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk);
  const text = database.prepare('select sql from sqlite_master where name = ?').pluck().get(name) as string;
  return {
    name,
    columns: columns.map((column) => column.name),
    key: key.map((column) => column.name),
    autoId: /autoincrement/i.test(text) ? key[0]?.name : undefined,
  };
}
