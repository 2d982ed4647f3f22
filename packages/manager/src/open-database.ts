import path from 'node:path';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { DatabaseUnusable } from './db/database.js';
import type { Database } from './db/database.js';
import { openSqlite, openSqliteForReading } from './db/open-sqlite.js';
import type { FarmFile } from './db/open-sqlite.js';
import { EXIT, StartError } from './start-error.js';
import { databaseTexts } from './texts/database.js';
import { startTexts } from './texts/start-up.js';

/** Opens the database that the configuration names. Rejects with a `StartError` (exit code 3, D4.6). */
export async function openDatabase(
  name: string,
  workingDirectory: string,
  parts: { readonly clock: Clock; readonly logger: Logger },
): Promise<Database> {
  return await opened(name, workingDirectory, (file) => openSqlite(file, parts));
}

/** The same for a look: nothing is written, and a Manager may be at work with it. */
export async function openDatabaseForReading(name: string, workingDirectory: string): Promise<FarmFile> {
  return await opened(name, workingDirectory, openSqliteForReading);
}

async function opened<Opened>(
  name: string,
  workingDirectory: string,
  open: (file: string) => Promise<Opened>,
): Promise<Opened> {
  const refuse = (reason: string) => new StartError(startTexts.databaseError, reason, EXIT.database, { dsn: name });
  if (name === '') throw refuse(databaseTexts.noFile);
  if (/^postgres(?:ql)?:\/\//.test(name)) throw refuse(databaseTexts.serverComesLater(name));
  try {
    return await open(path.resolve(workingDirectory, withoutScheme(name)));
  } catch (error) {
    throw error instanceof DatabaseUnusable ? refuse(error.message) : error;
  }
}

/** The original takes SQLite's URIs too; what stands behind the question mark there is ours to decide. */
function withoutScheme(name: string): string {
  return name.replace(/^file:(?:\/\/)?/, '').replace(/\?.*$/, '');
}
