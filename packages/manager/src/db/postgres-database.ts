import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import type { Connection } from './connection.js';
import { DatabaseBusy } from './database.js';
import type { Database } from './database.js';
import { POSTGRES } from './dialects.js';
import { runEffects } from './effects.js';
import { isLostConnection } from './postgres-errors.js';
import { ConnectionReader, ConnectionTx, Lease } from './transaction.js';
import type { Reader, Tx } from './transaction.js';
import { WriteTrouble } from './write-trouble.js';

/** Where connections to a server come from. */
export interface ConnectionPool {
  /** Lends a connection until `work` is done. */
  withConnection<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** How long a work is repeated, in milliseconds; long enough for most restarts of a server. */
const PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 500;

/**
 * Something that needs room and changes nothing that others see: a small table of its own, undone with its transaction. A
 * row in one of ours might find a gap on a disk that is full.
 */
const TRIAL = `create unlogged table flamenco_trial as
  select repeat('room', 500) as text from generate_series(1, 50)`;

/** How often a work is repeated that met a key which is taken. */
const MOST_DUPLICATES = 3;

/**
 * PostgreSQL: serializable transactions, those that write in turns, repeated when somebody else gets into their way and while
 * the server is away for a moment.
 */
export class PostgresDatabase implements Database {
  readonly dialect = POSTGRES;
  #lastWriting: Promise<unknown> = Promise.resolve();
  readonly #trouble: WriteTrouble;

  constructor(
    private readonly pool: ConnectionPool,
    private readonly parts: { readonly clock: Clock; readonly logger: Logger; readonly random: () => number },
  ) {
    this.#trouble = new WriteTrouble(POSTGRES, parts);
  }

  async read<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    return await this.#repeated(() =>
      this.#inTransaction('begin isolation level repeatable read read only', (connection) =>
        work(new ConnectionReader(connection, POSTGRES)),
      ),
    );
  }

  async transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    const { result, effects, hasWritten } = await this.#repeated(() =>
      this.#inTurn(() => {
        if (performance.now() >= giveUpAt) throw new DatabaseBusy('the database stays busy');
        return this.#transactOnce(work);
      }),
    ).catch((error: unknown) => {
      throw this.#trouble.sorted(error);
    });
    if (hasWritten) this.#trouble.written();
    await runEffects(effects, this.parts.logger);
    return result;
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

  async #transactOnce<Result>(work: (tx: Tx) => Promise<Result>) {
    return await this.#inTransaction('begin isolation level serializable', async (connection) => {
      const tx = new ConnectionTx(connection, POSTGRES, this.parts.clock.now(), () => Promise.resolve());
      const result = await work(tx);
      const hasWritten = this.#trouble.isTold && (await hasNumber(connection));
      return { result, effects: tx.effects, hasWritten };
    });
  }

  /**
   * One after the other: nearly all works of a farm read and write the counters of the same few jobs, so that side by side
   * most of them would have to be repeated (20 busy Workers kept each other from working for ten seconds, measured).
   */
  #inTurn<Result>(attempt: () => Promise<Result>): Promise<Result> {
    const done = this.#lastWriting.then(attempt);
    this.#lastWriting = done.catch(() => undefined);
    return done;
  }

  /** Every statement is waited for anyway. */
  breathe(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  #inTransaction<Result>(begin: string, work: (connection: Connection) => Promise<Result>): Promise<Result> {
    return this.pool.withConnection(async (connection) => {
      const lease = new Lease(connection);
      await connection.execute(begin, []);
      const result = await work(lease).catch(async (error: unknown) => {
        lease.end();
        await connection.execute('rollback', []);
        throw error;
      });
      lease.end();
      await this.#commit(connection);
      return result;
    });
  }

  /** Without an answer to it a commit may have happened, so the work must not be done again here. */
  async #commit(connection: Connection): Promise<void> {
    try {
      await connection.execute('commit', []);
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      this.parts.logger.warn({ error: String(error) }, texts.outcomeUnknown);
      throw new DatabaseBusy(texts.outcomeUnknown, { cause: error });
    }
  }

  async #repeated<Result>(attempt: () => Promise<Result>): Promise<Result> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!isWorthRepeating(error, attempts)) throw error;
        if (performance.now() >= giveUpAt) throw new DatabaseBusy('the database stays busy', { cause: error });
      }
      // Not by the farm's clock: others need this time in the real world.
      await pause(Math.min(2 ** attempts, LONGEST_PAUSE_MS) * this.parts.random());
    }
  }
}

/** The server gives a transaction a number when it writes for the first time. */
async function hasNumber(connection: Connection): Promise<boolean> {
  const { rows } = await connection.execute('select txid_current_if_assigned() is not null as has', []);
  const [answer] = rows as readonly { readonly has: boolean }[];
  return answer?.has === true;
}

/**
 * A key that is taken may have been free when the work looked, because another transaction took it since: the next attempt
 * sees it, and refuses in its own words.
 */
function isWorthRepeating(error: unknown, attempts: number): boolean {
  return POSTGRES.isBusy(error) || (POSTGRES.isDuplicate(error) && attempts < MOST_DUPLICATES);
}
