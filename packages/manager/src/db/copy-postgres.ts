import { sql } from 'kysely';
import type pg from 'pg';
import { databaseTexts as texts } from '../texts/database.js';
import { insertion, ROWS_AT_ONCE, valuesOf } from './copy-ends.js';
import type { CopiedRow, CopySource, CopyTarget } from './copy-ends.js';
import { DatabaseUnusable } from './database.js';
import { POSTGRES } from './dialects.js';
import { migrate, UNFINISHED_COPY } from './migrate.js';
import { builderOver, checkServer, connectedClient, requireCurrent } from './open-postgres.js';
import { withoutPassword } from './server-url.js';
import type { SchemaTable } from './table-order.js';

/**
 * Reads a farm on a server as it is at this moment.
 *
 * @param isOlder whoever asks knows which schema it has
 */
export async function copyFromPostgres(url: string, isOlder: boolean): Promise<CopySource> {
  const client = await connectedClient(url);
  try {
    if (!isOlder) await requireCurrent(client, url);
    await client.query('begin isolation level repeatable read read only');
  } catch (error) {
    await client.end();
    throw error;
  }
  return { rows: (table) => rowsOf(client, table), close: () => client.end() };
}

async function* rowsOf(client: pg.Client, table: SchemaTable): AsyncGenerator<readonly CopiedRow[]> {
  await client.query(`declare copied no scroll cursor for select * from ${table.name}`);
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`fetch ${ROWS_AT_ONCE} from copied`);
    yield rows.map((row) => valuesOf(row, table));
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await client.query('close copied');
}

/** Makes the tables of a farm that is copied; a database that holds anything but an unfinished copy is refused. */
export async function copyToPostgres(url: string): Promise<CopyTarget> {
  const client = await connectedClient(url);
  try {
    await prepare(client, url);
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    rows: (table) => rowsOf(client, table),
    insert: (table, rows) => insertRows(client, table, rows),
    finish: async (tables) => {
      for (const { name, autoId } of tables) if (autoId !== undefined) await moveSequence(client, name, autoId);
      await client.query(`drop table ${UNFINISHED_COPY}`);
      await client.query('commit');
      await client.query('analyze');
    },
    close: () => client.end(),
  };
}

/** The mark is committed before anything else happens, and goes with the commit of everything. */
async function prepare(client: pg.Client, url: string): Promise<void> {
  const q = builderOver(client);
  await checkServer(q, withoutPassword(url));
  const tables = (await q.introspection.getTables({ withInternalKyselyTables: true })).map(({ name }) => name);
  if (tables.length > 0 && !tables.includes(UNFINISHED_COPY)) {
    throw new DatabaseUnusable(texts.notEmpty(withoutPassword(url)));
  }
  await sql`create table if not exists ${sql.table(UNFINISHED_COPY)} (id integer primary key)`.execute(q);
  const leftovers = tables.filter((name) => name !== UNFINISHED_COPY);
  for (const name of leftovers) await sql`drop table if exists ${sql.table(name)} cascade`.execute(q);
  await migrate(q, POSTGRES);
  await client.query('begin');
}

async function insertRows(client: pg.Client, table: SchemaTable, rows: readonly CopiedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    insertion(table, rows.length, (number) => `$${number}`),
    rows.flat(),
  );
}

async function moveSequence(client: pg.Client, table: string, column: string): Promise<void> {
  await client.query(
    `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce(max(${column}), 0) + 1, false) from ${table}`,
  );
}
