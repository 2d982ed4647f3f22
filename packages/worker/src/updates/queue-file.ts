import Database from 'better-sqlite3';
import { errorText } from '@flamenco/common';

/** The newest form of the file that the original knows (contract 11 §9). */
const SCHEMA_VERSION = 2;

/** What helps a file that cannot be used. */
export type FileRemedy = 'make-room' | 'make-writable' | 'move-away';

/** Thrown when the queue's file cannot be used; the message says why. */
export class QueueFileError extends Error {
  readonly remedy: FileRemedy;

  /** @param cause an error of SQLite, or what is wrong */
  constructor(
    readonly path: string,
    cause: unknown,
  ) {
    super(errorText(cause));
    this.remedy = isSqliteError(cause) ? remedyFor(cause.code) : 'move-away';
  }
}

/** By its code: the library's class is another one for each realm that loads it. */
export function isSqliteError(error: unknown): error is Error & { readonly code: string } {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_');
}

/** A disk without room shows in many ways: also files that go with the database cannot be made or grow. */
function remedyFor(code: string): FileRemedy {
  if (/^SQLITE_(FULL|IOERR|CANTOPEN_)/.test(code)) return 'make-room';
  return /^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code) ? 'make-writable' : 'move-away';
}

const CREATE_VERSIONS = `
  CREATE TABLE goose_db_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL,
    is_applied INTEGER NOT NULL,
    tstamp TIMESTAMP DEFAULT (datetime('now'))
  )`;

const CREATE_UPDATES = `
  CREATE TABLE task_updates (
    id integer NOT NULL PRIMARY KEY,
    created_at datetime NOT NULL,
    task_id varchar(36) DEFAULT '' NOT NULL,
    payload BLOB
  )`;

/** Columns were nullable in version 1; rows without a time get one that the original can read. */
const COPY_VERSION_1 = `
  INSERT INTO task_updates (id, created_at, task_id, payload)
    SELECT id, coalesce(created_at, '1970-01-01 00:00:00 +0000 UTC'), coalesce(task_id, ''), payload
    FROM task_updates_1 ORDER BY id`;

/**
 * Opens the file of unsent task updates, in the original's format: a Worker can be replaced by ours and back with
 * updates waiting (contract 07 §13.4).
 *
 * @throws QueueFileError
 */
export function openQueueFile(path: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { timeout: 5_000 });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    checkIntegrity(path, database);
    migrate(path, database);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof QueueFileError ? error : new QueueFileError(path, error);
  }
}

function checkIntegrity(path: string, database: Database.Database): void {
  const result: unknown = database.pragma('quick_check', { simple: true });
  if (result !== 'ok') throw new QueueFileError(path, `database integrity check failed: ${String(result)}`);
}

function migrate(path: string, database: Database.Database): void {
  database.transaction(() => {
    const version = versionOf(database);
    if (version > SCHEMA_VERSION)
      throw new QueueFileError(
        path,
        `the file has version ${version}, this Worker knows versions up to ${SCHEMA_VERSION}`,
      );
    if (!hasTable(database, 'goose_db_version')) database.exec(CREATE_VERSIONS);
    if (version < SCHEMA_VERSION) rebuildUpdates(database);
    recordVersions(database, version);
  })();
}

/** −1 for a file without a record of versions. */
function versionOf(database: Database.Database): number {
  if (!hasTable(database, 'goose_db_version')) return -1;
  const applied = database.prepare('SELECT max(version_id) FROM goose_db_version WHERE is_applied').pluck().get();
  return typeof applied === 'number' ? applied : -1;
}

function rebuildUpdates(database: Database.Database): void {
  if (!hasTable(database, 'task_updates')) {
    database.exec(CREATE_UPDATES);
    return;
  }
  database.exec('ALTER TABLE task_updates RENAME TO task_updates_1');
  database.exec(CREATE_UPDATES);
  database.exec(COPY_VERSION_1);
  database.exec('DROP TABLE task_updates_1');
}

function recordVersions(database: Database.Database, applied: number): void {
  const record = database.prepare('INSERT INTO goose_db_version (version_id, is_applied) VALUES (?, 1)');
  for (let version = applied + 1; version <= SCHEMA_VERSION; version += 1) record.run(version);
}

function hasTable(database: Database.Database, name: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
}
