import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Checkpoints } from './checkpoints.js';
import { DatabaseBusy } from './database.js';
import type { Database } from './database.js';
import { SQLITE } from './dialects.js';
import { runEffects } from './effects.js';
import type { FileClaim } from './file-claim.js';
import type { SqliteConnection } from './sqlite-connection.js';
import { ConnectionReader, ConnectionTx, Lease } from './transaction.js';
import type { Reader, Tx } from './transaction.js';
import { WorkQueue } from './work-queue.js';
import { WriteTrouble } from './write-trouble.js';

/** How long another process may keep the file busy, in milliseconds, before a transaction gives up. */
const BUSY_LIMIT_MS = 20_000;
const BUSY_RETRY_MS = 20;

/**
 * More works than this do not share a commit: all of a group are answered together, so those that came just after it
 * wait for all of the next. With 200, some of 500 Workers waited for two groups and some for three, half as long again.
 */
const LARGEST_GROUP = 40;

/** A work that waits to be done. */
interface Waiting {
  /** Does the work in the running transaction. Rejects when its part has to be undone. */
  readonly attempt: () => Promise<void>;
  /** Called after the commit. */
  readonly succeed: () => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** A work waited for something that is not its transaction, and would keep all others from writing. */
export class ForeignWait extends Error {
  constructor() {
    super('the work of a transaction waits for something other than its transaction');
  }
}

/**
 * SQLite: one connection that writes, one that reads. Everything that waits when the event loop turns shares one
 * commit, each work in its own savepoint: a commit costs more than most works. Answers and effects come after the
 * commit, so a crash before it loses only what nobody was told (architecture §9).
 */
export class SqliteDatabase implements Database {
  readonly dialect = SQLITE;
  readonly #queue = new WorkQueue<Waiting>(LARGEST_GROUP, (group) => this.#workOff(group));
  #lastRead: Promise<unknown> = Promise.resolve();
  #breathing = 0;
  /** Ends the wait for the work at hand. */
  #giveUp: ((reason: ForeignWait) => void) | undefined;
  readonly #trouble: WriteTrouble;

  constructor(
    private readonly writer: SqliteConnection,
    private readonly reader: SqliteConnection,
    private readonly checkpoints: Checkpoints,
    private readonly parts: { readonly clock: Clock; readonly logger: Logger; readonly claim?: FileClaim },
  ) {
    this.#trouble = new WriteTrouble(SQLITE, parts);
  }

  read<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    const done = this.#lastRead.then(() => this.#readNow(work));
    this.#lastRead = done.catch(() => undefined);
    return done;
  }

  transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (this.#queue.isClosed) return Promise.reject(new Error('the database is closed'));
    return new Promise<Result>((resolve, reject) => {
      let result: Result;
      let effects: ConnectionTx['effects'] = [];
      this.#queue.add({
        attempt: async () => {
          const lease = new Lease(this.writer);
          const tx = new ConnectionTx(lease, SQLITE, this.parts.clock.now(), () => this.#breathe());
          try {
            result = await this.#untilForeignWait(work(tx));
            effects = tx.effects;
          } finally {
            lease.end();
          }
        },
        succeed: async () => {
          await runEffects(effects, this.parts.logger);
          resolve(result);
        },
        fail: (error) => reject(this.#trouble.sorted(error) as Error),
      });
    });
  }

  tryWriting(): Promise<void> {
    return Promise.resolve();
  }

  async breathe(): Promise<void> {
    await nextTurn();
  }

  async close(): Promise<void> {
    await this.#queue.close();
    await this.#lastRead;
    await this.checkpoints.close();
    this.reader.database.close();
    this.writer.database.close();
    this.parts.claim?.release();
  }

  async #readNow<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    const lease = new Lease(this.reader);
    this.reader.executeNow('begin', []);
    try {
      return await work(new ConnectionReader(lease, SQLITE));
    } finally {
      lease.end();
      this.reader.executeNow('commit', []);
    }
  }

  async #workOff(group: readonly Waiting[]): Promise<void> {
    let done: readonly Waiting[];
    const changesBefore = this.writer.changes;
    try {
      await this.#begin();
      done = await this.#withoutForeignWaits(() => (group.length === 1 ? this.#alone(group) : this.#together(group)));
      if (this.writer.database.inTransaction) this.writer.executeNow('commit', []);
    } catch (error) {
      this.#rollBack();
      for (const { fail } of group) fail(error);
      return;
    }
    if (this.writer.changes > changesBefore) this.#trouble.written();
    for (const { succeed } of done) void succeed();
    this.checkpoints.look();
  }

  /** Waits without blocking the process while another one, or the thread that moves the log, has the file. */
  async #begin(): Promise<void> {
    const { clock } = this.parts;
    const giveUpAt = clock.now().getTime() + BUSY_LIMIT_MS;
    for (;;) {
      try {
        this.writer.executeNow('begin immediate', []);
        return;
      } catch (error) {
        if (!SQLITE.isBusy(error)) throw error;
        if (clock.now().getTime() >= giveUpAt) throw new DatabaseBusy('another program keeps the database busy');
      }
      await (this.checkpoints.moving ?? clock.wait(BUSY_RETRY_MS));
    }
  }

  #rollBack(): void {
    if (this.writer.database.inTransaction) this.writer.executeNow('rollback', []);
  }

  async #alone(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    const [only] = group;
    try {
      await only?.attempt();
      return group;
    } catch (error) {
      this.#rollBack();
      only?.fail(error);
      return [];
    }
  }

  async #together(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    const done: Waiting[] = [];
    for (const waiting of group) {
      this.writer.executeNow('savepoint work', []);
      try {
        await waiting.attempt();
        done.push(waiting);
      } catch (error) {
        // A full disk may have undone everything already.
        if (!this.writer.database.inTransaction) throw error;
        this.writer.executeNow('rollback to work', []);
        waiting.fail(error);
      }
      this.writer.executeNow('release work', []);
    }
    return done;
  }

  async #breathe(): Promise<void> {
    this.#breathing += 1;
    await nextTurn();
    this.#breathing -= 1;
  }

  /**
   * Does works, and gives up each that waits for something else than its transaction: statements take no turn of the event
   * loop here, so a work that needs one does.
   */
  async #withoutForeignWaits<Result>(works: () => Promise<Result>): Promise<Result> {
    const look = () => {
      if (this.#breathing === 0) this.#giveUp?.(new ForeignWait());
      watch = setImmediate(look);
    };
    let watch = setImmediate(look);
    try {
      return await works();
    } finally {
      clearImmediate(watch);
    }
  }

  #untilForeignWait<Result>(work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      work.then(resolve, reject);
    });
  }
}
