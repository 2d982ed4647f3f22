import { copyFromPostgres, copyToPostgres } from './copy-postgres.js';
import { copyFromSqlite, copyToSqlite } from './copy-sqlite.js';
import type { CopySource, CopyTarget } from './copy-ends.js';
import { DatabaseUnusable } from './database.js';
import { databaseTexts as texts } from '../texts/database.js';
import { codeOf } from './error-codes.js';
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
  try {
    await copyAll(from, to, copied);
  } catch (error) {
    throw asRefusal(error, [from, to]);
  }
}

/** Files that cannot be written and servers that go away are facts from outside; everything else is a bug. */
function asRefusal(error: unknown, names: readonly [string, string]): unknown {
  if (error instanceof DatabaseUnusable) return error;
  if (!codeOf(error).startsWith('SQLITE_')) return asUnusable(error, names.find(isServerUrl) ?? names[0]);
  const reason = error instanceof Error ? error.message : String(error);
  return new DatabaseUnusable(texts.copyBroke(names.map(withoutPassword).join(', '), reason), { cause: error });
}

async function copyAll(from: string, to: string, copied: (table: CopiedTable) => void): Promise<void> {
  const source = await (isServerUrl(from) ? copyFromPostgres(from) : copyFromSqlite(from));
  try {
    const target = await (isServerUrl(to) ? copyToPostgres(to) : copyToSqlite(to));
    try {
      const tables = await tablesInOrder();
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
