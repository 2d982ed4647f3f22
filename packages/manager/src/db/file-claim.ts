import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { SQLITE } from './dialects.js';
import { FarmTaken, THIS_PROGRAM } from './farm-taken.js';

/** Held for as long as the process works with a farm's file. */
export interface FileClaim {
  release(): void;
}

/** A Manager that ends at this moment is waited for. */
const ENDING_WITHIN_MS = 2_000;

/**
 * Claims a farm's file for this process: a lock of SQLite's on a small database beside it, `FILE.lock`, which tells who
 * holds it. The system frees such a lock when the process ends, however it ends, on network shares too if they know locks;
 * nothing has to be cleaned up. The file stays, because whoever removes it might take it from somebody else. Nothing else
 * of this process may open it: closing any of its descriptors would give the lock away.
 *
 * @param file exists, or its folder does
 * @throws FarmTaken when another process works with the file, and whatever SQLite throws when the lock cannot be made
 */
export function claimFile(file: string): FileClaim {
  const lock = new Sqlite(`${realName(file)}.lock`, { timeout: ENDING_WITHIN_MS });
  try {
    lock.exec('begin exclusive; create table if not exists holder (about text); delete from holder');
    lock.prepare('insert into holder values (?)').run(THIS_PROGRAM);
    // Others may read who it is, but not lock it themselves; whoever is first here has the farm.
    lock.exec('commit; begin immediate');
    return { release: () => lock.close() };
  } catch (error) {
    const holder = SQLITE.isBusy(error) ? holderOf(lock) : undefined;
    lock.close();
    throw holder === undefined ? error : new FarmTaken(holder);
  }
}

/** One file may have several names. */
function realName(file: string): string {
  return existsSync(file) ? realpathSync(file) : path.join(realpathSync(path.dirname(file)), path.basename(file));
}

function holderOf(lock: Sqlite.Database): string {
  try {
    if (lock.inTransaction) lock.exec('rollback');
    return String(lock.prepare('select about from holder').pluck().get() ?? 'somebody');
  } catch {
    // It is just being written.
    return 'somebody';
  }
}
