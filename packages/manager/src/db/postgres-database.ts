import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import type { Connection } from './connection.js';
import { DatabaseBusy } from './database.js';
import type { Database } from './database.js';
import { POSTGRES } from './dialects.js';
import { runEffects } from './effects.js';
import { ConnectionReader, ConnectionTx, Lease } from './transaction.js';
import type { Reader, Tx } from './transaction.js';

/** Where connections to a server come from. */
export interface ConnectionPool {
  /** Lends a connection until `work` is done. */
  withConnection<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

const MOST_ATTEMPTS = 30;
const LONGEST_PAUSE_MS = 500;

/**
 * PostgreSQL: serializable transactions, each on a connection of its own, repeated when they get into each other's way.
 */
export class PostgresDatabase implements Database {
  readonly dialect = POSTGRES;

  constructor(
    private readonly pool: ConnectionPool,
    private readonly parts: { readonly clock: Clock; readonly logger: Logger; readonly random: () => number },
  ) {}

  async read<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> {
    return await this.#repeated(() =>
      this.#inTransaction('begin isolation level repeatable read read only', (connection) =>
        work(new ConnectionReader(connection, POSTGRES)),
      ),
    );
  }

  async transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return await this.#repeated(async () => {
      let effects: ConnectionTx['effects'] = [];
      const result = await this.#inTransaction('begin isolation level serializable', async (connection) => {
        const tx = new ConnectionTx(connection, POSTGRES, this.parts.clock.now(), () => Promise.resolve());
        const outcome = await work(tx);
        effects = tx.effects;
        return outcome;
      });
      await runEffects(effects, this.parts.logger);
      return result;
    });
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
      try {
        const result = await work(lease);
        await connection.execute('commit', []);
        return result;
      } catch (error) {
        await connection.execute('rollback', []);
        throw error;
      } finally {
        lease.end();
      }
    });
  }

  async #repeated<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!POSTGRES.isBusy(error)) throw error;
        if (attempts >= MOST_ATTEMPTS) throw new DatabaseBusy('the database stays busy', { cause: error });
      }
      await this.parts.clock.wait(Math.min(2 ** attempts, LONGEST_PAUSE_MS) * this.parts.random());
    }
  }
}
