import type { Dialect } from './dialects.js';
import type { Reader, Tx } from './transaction.js';

/** The farm's database (architecture §4). */
export interface Database {
  readonly dialect: Dialect;
  /** Runs questions; they see what is committed. */
  read<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` in a transaction, repeats the whole of it when somebody else was in the way, commits, then runs its
   * effects and resolves. `work` must await nothing but its transaction. Rejects with what `work` throws, and with
   * `DatabaseBusy` when the database stays busy, `DatabaseUnwritable` when it has no room or its files cannot be written;
   * nothing is written then, and no effect happens.
   */
  transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /**
   * Writes something for a trial and undoes it. Rejects with the reason when that is not possible; a file is as writable as
   * its folder, which is not looked at here.
   */
  tryWriting(): Promise<void>;
  /** Lets others be served between two parts of a long work, outside of transactions. */
  breathe(): Promise<void>;
  close(): Promise<void>;
}

/** Others kept the database busy for longer than a request should wait. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
}

/** Nothing can be written at the moment, for example because the disk is full; the message says why. */
export class DatabaseUnwritable extends Error {
  override readonly name = 'DatabaseUnwritable';
}

/** The database cannot be used; the message says why, and what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}
