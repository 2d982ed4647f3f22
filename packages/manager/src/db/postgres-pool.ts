import pg from 'pg';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import type { Connection } from './connection.js';
import { THIS_PROGRAM } from './farm-taken.js';
import { ServerConnection } from './postgres-connection.js';
import type { ConnectionPool } from './postgres-database.js';
import { isLostConnection } from './postgres-errors.js';
import { parserOf } from './postgres-types.js';
import { FarmWriter } from './postgres-writer.js';

/** Connections that read at the same time, beside the one that writes: more of them only get into each other's way. */
const MOST_READERS = 9;

/** How long a connection, or the wait for a free one, may take. */
const CONNECT_WITHIN_MS = 5_000;

/** Idle connections are kept, because making one costs more than most requests. */
const IDLE_MS = 10 * 60_000;

/** A statement that takes longer has lost its way; the longest of ours, the checks of a large farm, take a few seconds. */
const STATEMENT_WITHIN_MS = 120_000;

/** The library's own limit, for a server that does not answer at all. */
const ANSWER_WITHIN_MS = STATEMENT_WITHIN_MS + 10_000;

/** A way that leads nowhere any more is noticed soon, not after the two hours of the system. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** How the Manager connects to a server. */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    // Whoever administers the server sees who it is, and so does another Manager that wants this farm.
    application_name: THIS_PROGRAM,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    types: { getTypeParser: parserOf as pg.CustomTypesConfig['getTypeParser'] },
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  };
}

interface Parts {
  readonly logger: Logger;
  /** Called when another Manager has claimed the farm while the server was away. */
  readonly taken?: (() => void) | undefined;
}

/** The connections to a server, made anew when it was away. */
export class ServerPool implements ConnectionPool {
  readonly writer: FarmWriter;
  readonly #pool: pg.Pool;

  constructor(url: string, parts: Parts) {
    this.writer = new FarmWriter(() => connect(url), parts);
    this.#pool = new pg.Pool({ ...connectionSettings(url), max: MOST_READERS, idleTimeoutMillis: IDLE_MS });
    // A connection that breaks tells so by an event too, which would end the process if nobody listened.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    this.#pool.on('error', (error) => parts.logger.warn({ error: error.message }, texts.connectionLost));
  }

  async withConnection<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    let isBroken = false;
    try {
      return await work(ServerConnection.over(client));
    } catch (error) {
      isBroken = isLostConnection(error);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  async close(): Promise<void> {
    await this.writer.close();
    await this.#pool.end();
  }
}

/** A connection that its user ends. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(connectionSettings(url));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}
