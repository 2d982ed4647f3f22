import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Connection } from './connection.js';
import { DatabaseBusy } from './database.js';
import type { Database } from './database.js';
import { POSTGRES } from './dialects.js';
import { WriteQueue } from './postgres-write-queue.js';
import type { WritingConnection } from './postgres-write-queue.js';
import { ConnectionReader, Lease } from './transaction.js';
import type { Reader, Tx } from './transaction.js';
import { WriteTrouble } from './write-trouble.js';

/** Where connections to a server come from. */
export interface ConnectionPool {
  /** The one that writes. */
  readonly writer: WritingConnection;
  /** Lends a connection for questions until `work` is done. */
  withConnection<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** How long a question is repeated, in milliseconds; long enough for most restarts of a server. */
export const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 500;

/**
 * Something that needs room and changes nothing that others see: a small table of its own, undone with its transaction. A
 * row in one of ours might find a gap on a disk that is full.
 */
const TRIAL = `create unlogged table flamenco_trial as
  select repeat('room', 500) as text from generate_series(1, 50)`;

/**
 * PostgreSQL: one connection that writes (`WriteQueue`), several that read beside it. What fails because the server is away
 * for a moment is repeated.
 */
export class PostgresDatabase implements Database {
  readonly dialect = POSTGRES;
  readonly #writes: WriteQueue;
  readonly #trouble: WriteTrouble;

  constructor(
    private readonly pool: ConnectionPool,
    private readonly parts: { readonly clock: Clock; readonly logger: Logger; readonly random: () => number },
  ) {
    this.#trouble = new WriteTrouble(POSTGRES, parts);
    this.#writes = new WriteQueue(pool.writer, {
      ...parts,
      waitToRepeat: (attempts) => this.#waitToRepeat(attempts),
      written: () => this.#trouble.written(),
    });
  }

  async read<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.#readOnce(work);
      } catch (error) {
        if (!POSTGRES.isBusy(error)) throw error;
        if (performance.now() >= giveUpAt) throw new DatabaseBusy('the database stays busy', { cause: error });
      }
      await this.#waitToRepeat(attempts);
    }
  }

  async transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    try {
      return await this.#writes.transact(work, performance.now() + PATIENCE_MS);
    } catch (error) {
      throw this.#trouble.sorted(error);
    }
  }

  tryWriting(): Promise<void> {
    return this.pool.withConnection(async (connection) => {
      await connection.execute('begin', []);
      try {
        await connection.execute(TRIAL, []);
      } finally {
        await connection.execute('rollback', []);
      }
    });
  }

  /** Every statement is waited for anyway. */
  breathe(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#writes.close();
    await this.pool.close();
  }

  #readOnce<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    return this.pool.withConnection(async (connection) => {
      const lease = new Lease(connection);
      // Sent with the first question. When it fails, so does that.
      connection.execute('begin isolation level repeatable read read only', []).catch(() => undefined);
      try {
        return await work(new ConnectionReader(lease, POSTGRES));
      } finally {
        lease.end();
        // Nothing was written, so there is nothing to lose.
        await connection.execute('rollback', []);
      }
    });
  }

  /** Not by the farm's clock: others need this time in the real world. */
  async #waitToRepeat(attempts: number): Promise<void> {
    await pause(Math.min(2 ** attempts, LONGEST_PAUSE_MS) * this.parts.random());
  }
}
