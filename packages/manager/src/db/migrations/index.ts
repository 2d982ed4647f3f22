import type { Kysely, Migration } from 'kysely';
import type { Dialect } from '../dialects.js';
import { createInitialSchema } from './0001-initial.js';
import { addPauseAfterTask } from './0002-pause-after-task.js';
import { addRequestReason } from './0003-request-reason.js';
import { addScriptOfJobs } from './0004-script-of-jobs.js';
import { addStorageChecks } from './0005-storage-checks.js';
import { dropUnusedIndexes } from './0006-fewer-indexes.js';

type Change = (q: Kysely<unknown>, dialect: Dialect) => Promise<void>;

/** Every change of the schema, in order. A name that was released never changes. */
const CHANGES: Readonly<Record<string, Change>> = {
  '0001-initial': createInitialSchema,
  '0002-pause-after-task': addPauseAfterTask,
  '0003-request-reason': addRequestReason,
  '0004-script-of-jobs': addScriptOfJobs,
  '0005-storage-checks': addStorageChecks,
  '0006-fewer-indexes': dropUnusedIndexes,
};

/** The names of all schema changes that this program knows, oldest first. */
export const SCHEMA_CHANGES: readonly string[] = Object.keys(CHANGES);

/** The changes as Kysely's migrator wants them. */
export function migrationsFor(dialect: Dialect): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(CHANGES).map(([name, change]) => [name, { up: (q: Kysely<unknown>) => change(q, dialect) }]),
  );
}
