import { errorText } from '@flamenco/common';
import { Migrator, sql } from 'kysely';
import type { Kysely } from 'kysely';
import { DatabaseUnusable } from './database.js';
import type { Dialect } from './dialects.js';
import { migrationsFor, SCHEMA_CHANGES } from './migrations/index.js';

const VERSIONS_TABLE = 'kysely_migration';

/** A table of this name marks a database that a farm is being copied to; it goes when all of it has arrived. */
export const UNFINISHED_COPY = 'unfinished_copy';

/** Names of the schema changes that a database went through; none for a new one. */
export async function appliedChanges(q: Kysely<unknown>): Promise<string[]> {
  const tables = await q.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === VERSIONS_TABLE)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(VERSIONS_TABLE)} order by name`.execute(q);
  return rows.map(({ name }) => name);
}

/** What has to be done to a database before this program can use it. */
export type SchemaState = 'new' | 'current' | 'older' | 'newer';

/** Compares the changes that a database went through with those that this program knows. Pure. */
export function schemaState(applied: readonly string[]): SchemaState {
  if (applied.length === 0) return 'new';
  if (applied.some((name) => !SCHEMA_CHANGES.includes(name))) return 'newer';
  return applied.length === SCHEMA_CHANGES.length ? 'current' : 'older';
}

/**
 * Brings a database to the present schema, all changes in one transaction.
 *
 * @param changes to the schema after so many of them only
 */
export async function migrate(q: Kysely<unknown>, dialect: Dialect, changes = SCHEMA_CHANGES.length): Promise<void> {
  const wanted = Object.entries(migrationsFor(dialect)).slice(0, changes);
  const provider = { getMigrations: () => Promise.resolve(Object.fromEntries(wanted)) };
  const { error } = await new Migrator({ db: q, provider, migrationTableName: VERSIONS_TABLE }).migrateToLatest();
  if (error === undefined) return;
  throw error instanceof Error ? error : new DatabaseUnusable(errorText(error), { cause: error });
}
