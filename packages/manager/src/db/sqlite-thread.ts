import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/**
 * Runs a program beside the Manager that works on a database file for long. The program is a text; in its `workerData` it
 * finds the `file`, and as `sqlite` the path of better-sqlite3, because a thread of a text has no folder to look from.
 */
export function sqliteThread(program: string, file: string): Worker {
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
  return new Worker(program, { eval: true, workerData: { file, sqlite } });
}
