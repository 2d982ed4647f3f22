import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type {
  ColumnDefinitionBuilder,
  ColumnDefinitionBuilderCallback,
  Dialect as KyselyDialect,
  Driver,
} from 'kysely';
import { codeOf } from './error-codes.js';
import { isPostgresBusy } from './postgres-errors.js';
import type { Schema } from './schema.js';

/**
 * What differs between the databases. The rest of `db` asks for a capability, never for a name.
 */
export interface Dialect {
  /** The column of a number that the database gives out. */
  readonly autoId: { readonly type: 'integer'; readonly build: ColumnDefinitionBuilderCallback };
  /** The type of times and counters that may outgrow 32 bits. */
  readonly bigInteger: 'integer' | 'bigint';
  /** Somebody else is writing, or wrote what this transaction read: worth another try. */
  isBusy(error: unknown): boolean;
  /** The disk is full or broken, or the files are read-only: somebody has to do something about it. */
  isUnwritable(error: unknown): boolean;
  /** A unique key was violated. */
  isDuplicate(error: unknown): boolean;
  /** A dialect of Kysely's over a connection. */
  over(driver: Driver): KyselyDialect;
}

/** Kysely believes that SQLite cannot change a schema in a transaction, which it can; a kill would leave half a change. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

const SQLITE_UNWRITABLE = /^SQLITE_(?:FULL|READONLY|IOERR|CANTOPEN)/;

export const SQLITE: Dialect = {
  autoId: { type: 'integer', build: (column: ColumnDefinitionBuilder) => column.primaryKey().autoIncrement() },
  bigInteger: 'integer',
  isBusy: (error) => codeOf(error).startsWith('SQLITE_BUSY') || codeOf(error).startsWith('SQLITE_LOCKED'),
  isUnwritable: (error) => SQLITE_UNWRITABLE.test(codeOf(error)),
  isDuplicate: (error) => ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error)),
  over: (driver) => ({
    createDriver: () => driver,
    createAdapter: () => new TransactionalSqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }),
};

export const POSTGRES: Dialect = {
  autoId: {
    type: 'integer',
    build: (column: ColumnDefinitionBuilder) => column.primaryKey().generatedByDefaultAsIdentity(),
  },
  bigInteger: 'bigint',
  isBusy: isPostgresBusy,
  // No room, an error of the disk, a server that only lets read.
  isUnwritable: (error) => ['53100', '58030', '25006'].includes(codeOf(error)),
  isDuplicate: (error) => codeOf(error) === '23505',
  over: (driver) => ({
    createDriver: () => driver,
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }),
};

/** Builds and compiles queries of a dialect without a database behind it. */
export function queryBuilder(dialect: Dialect): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: dialect.over(new DummyDriver()) });
}
