import { codeOf } from './error-codes.js';
import { sqliteThread } from './sqlite-thread.js';

/** Runs in a thread. */
const CHECK = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Sqlite = require(workerData.sqlite);
  const database = new Sqlite(workerData.file, { readonly: true, fileMustExist: true, timeout: 60000 });
  const found = database.pragma('quick_check(10)').map((row) => row.quick_check);
  database.close();
  parentPort.postMessage(found.filter((verdict) => verdict !== 'ok'));
`;

/**
 * What is wrong with a farm's file; nothing when it is intact. Reads all of it, in a thread of its own, because that takes
 * long and the Manager has to answer meanwhile. Rejects when the file cannot be read at the moment.
 */
export async function fileDamages(file: string): Promise<readonly string[]> {
  const thread = sqliteThread(CHECK, file);
  try {
    return await new Promise<readonly string[]>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', (error: unknown) => {
        if (isDamage(error)) resolve([error.message]);
        else reject(error as Error);
      });
    });
  } finally {
    await thread.terminate();
  }
}

function isDamage(error: unknown): error is Error {
  const code = codeOf(error);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}
