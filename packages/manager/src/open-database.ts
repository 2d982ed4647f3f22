import path from 'node:path';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { copyServerBeforeUpdate } from './db/copy-before-update.js';
import { DatabaseUnusable } from './db/database.js';
import type { Database } from './db/database.js';
import { fileDamages } from './db/file-damages.js';
import { openPostgres, openPostgresForReading } from './db/open-postgres.js';
import { openSqlite, openSqliteForReading } from './db/open-sqlite.js';
import type { FarmView } from './db/open-sqlite.js';
import { isServerUrl, withoutPassword } from './db/server-url.js';
import { EXIT, StartError } from './start-error.js';
import { databaseTexts } from './texts/database.js';
import { startTexts } from './texts/start-up.js';

interface Parts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Opens the database that the configuration names, a file or a PostgreSQL server. Rejects with a `StartError` (exit code
 * 3, D4.6).
 *
 * @param parts `taken` is called when another Manager has claimed the farm while its server was away
 */
export async function openDatabase(
  name: string,
  workingDirectory: string,
  parts: Parts & { readonly taken?: () => void },
): Promise<Database> {
  return await refusing(name, () =>
    isServerUrl(name)
      ? openPostgres(name, {
          ...parts,
          copyBeforeUpdate: (database, changes) =>
            copyServerBeforeUpdate(name, path.join(workingDirectory, fileName(database)), parts.clock.now(), changes),
        })
      : openSqlite(fileOf(name, workingDirectory), parts),
  );
}

/** A name of a database as part of the name of a file. */
function fileName(database: string): string {
  return database.replace(/[^\w-]/g, '_');
}

/** The same for a look: nothing is written, and a Manager may be at work with it. */
export async function openDatabaseForReading(name: string, workingDirectory: string, parts: Parts): Promise<FarmView> {
  return await refusing(name, () =>
    isServerUrl(name) ? openPostgresForReading(name, parts) : openSqliteForReading(fileOf(name, workingDirectory)),
  );
}

/** What is wrong with the file of a farm that is at work; servers look after their files themselves. */
export async function databaseDamages(name: string, workingDirectory: string): Promise<readonly string[]> {
  return isServerUrl(name) ? [] : await fileDamages(fileOf(name, workingDirectory));
}

/** A database as the configuration names it, for who does not know the working directory. */
export function absoluteDatabase(name: string, workingDirectory: string): string {
  return isServerUrl(name) ? name : fileOf(name, workingDirectory);
}

/** The folder of its file, in which SQLite needs room; undefined for a server. */
export function databaseDirectory(name: string, workingDirectory: string): string | undefined {
  return isServerUrl(name) ? undefined : path.dirname(fileOf(name, workingDirectory));
}

/** Runs `work`, and tells as a `StartError` (exit code 3) why a database cannot be used. */
export async function asStartError<Result>(
  message: string,
  fields: object,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseUnusable) throw new StartError(message, error.message, EXIT.database, fields);
    throw error;
  }
}

async function refusing<Opened>(name: string, open: () => Promise<Opened>): Promise<Opened> {
  return await asStartError(startTexts.databaseError, { dsn: withoutPassword(name) }, () => {
    if (name === '') throw new DatabaseUnusable(databaseTexts.noFile);
    return open();
  });
}

/** The original takes SQLite's URIs too; what stands behind the question mark there is ours to decide. */
function fileOf(name: string, workingDirectory: string): string {
  return path.resolve(workingDirectory, name.replace(/^file:(?:\/\/)?/, '').replace(/\?.*$/, ''));
}
