import Database from 'better-sqlite3';

/** Held for as long as the process uses its home. */
export interface HomeLock {
  release(): void;
}

/**
 * Claims a home directory for this process (contract 00 D6.8): an exclusive SQLite lock on a file in it. The system
 * frees such a lock when the process ends, however it ends, so nothing is ever left to clean up; the empty file stays.
 * Nothing else may open the file in this process: closing any of its descriptors would give the lock away.
 *
 * @returns undefined when another process holds the home
 * @throws when the file cannot be created
 */
export function lockHome(lockFile: string): HomeLock | undefined {
  const database = new Database(lockFile, { timeout: 0 });
  try {
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isHeldElsewhere(error)) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}

function isHeldElsewhere(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
