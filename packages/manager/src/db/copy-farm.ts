import { copyFromPostgres, copyToPostgres } from './copy-postgres.js';
import { copyFromSqlite, copyToSqlite } from './copy-sqlite.js';
import type { CopySource, CopyTarget } from './copy-ends.js';
import { DatabaseUnusable } from './database.js';
import { databaseTexts as texts } from '../texts/database.js';
import { codeOf } from './error-codes.js';
import { SCHEMA_CHANGES } from './migrations/index.js';
import { asUnusable } from './open-postgres.js';
import { isServerUrl, withoutPassword } from './server-url.js';
import { TableChecksum } from './table-checksum.js';
import { tablesInOrder } from './table-order.js';
import type { SchemaTable } from './table-order.js';

/** What came over of a table. */
export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
  /** Of the rows in both databases. */
  readonly checksum: string;
}

/**
 * Copies a whole farm into an empty database, file or server, and reads it there again to compare. The source may be at
 * work: what is copied is of one moment. Whatever goes wrong leaves the source as it was, and a target that every Manager
 * refuses, and that can be copied to again.
 *
 * @param from file, absolute, or URL of a server
 * @param copied is told of each table
 * @throws DatabaseUnusable
 */
export async function copyFarm(from: string, to: string, copied: (table: CopiedTable) => void): Promise<void> {
  await refusing([from, to], async () => {
    const source = await (isServerUrl(from) ? copyFromPostgres(from, false) : copyFromSqlite(from));
    const target = () => (isServerUrl(to) ? copyToPostgres(to) : copyToSqlite(to, SCHEMA_CHANGES.length));
    await copyAll(source, target, await tablesInOrder(SCHEMA_CHANGES.length), copied);
  });
}

/**
 * Copies a farm of an older schema from its server into a file of that schema.
 *
 * @param file absolute
 * @param changes of the schema that the farm went through
 * @throws DatabaseUnusable
 */
export async function copyOlderFarm(url: string, file: string, changes: number): Promise<void> {
  await refusing([url, file], async () => {
    const source = await copyFromPostgres(url, true);
    await copyAll(
      source,
      () => copyToSqlite(file, changes),
      await tablesInOrder(changes),
      () => undefined,
    );
  });
}

async function refusing(names: readonly [string, string], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw asRefusal(error, names);
  }
}

/** Files that cannot be written and servers that go away are facts from outside; everything else is a bug. */
function asRefusal(error: unknown, names: readonly [string, string]): unknown {
  if (error instanceof DatabaseUnusable) return error;
  if (!codeOf(error).startsWith('SQLITE_')) return asUnusable(error, names.find(isServerUrl) ?? names[0]);
  const reason = error instanceof Error ? error.message : String(error);
  return new DatabaseUnusable(texts.copyBroke(names.map(withoutPassword).join(', '), reason), { cause: error });
}

async function copyAll(
  source: CopySource,
  open: () => Promise<CopyTarget>,
  tables: readonly SchemaTable[],
  copied: (table: CopiedTable) => void,
): Promise<void> {
  try {
    const target = await open();
    try {
      for (const table of tables) copied(await copyTable(table, source, target));
      await target.finish(tables);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyTable(table: SchemaTable, source: CopySource, target: CopyTarget): Promise<CopiedTable> {
  const read = new TableChecksum();
  for await (const rows of source.rows(table)) {
    for (const row of rows) read.add(row);
    await target.insert(table, rows);
  }
  const arrived = new TableChecksum();
  for await (const rows of target.rows(table)) for (const row of rows) arrived.add(row);
  if (arrived.toString() !== read.toString()) throw new DatabaseUnusable(texts.copyDiffers(table.name));
  return { name: table.name, rows: read.rows, checksum: read.toString() };
}
