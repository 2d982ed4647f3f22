import pg from 'pg';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import type { Connection, Outcome } from './connection.js';
import { DatabaseBusy } from './database.js';
import type { ConnectionPool } from './postgres-database.js';
import { isLostConnection } from './postgres-errors.js';

/** Connections at the same time: more of them only get into each other's way (docs/performance.md). */
const MOST_CONNECTIONS = 10;

/** How long a connection, or the wait for a free one, may take. */
const CONNECT_WITHIN_MS = 5_000;

/** Idle connections are kept, because making one costs more than most requests. */
const IDLE_MS = 10 * 60_000;

/** A statement that takes longer has lost its way; the longest of ours, the checks of a large farm, take a few seconds. */
const STATEMENT_WITHIN_MS = 120_000;

/** The library's own limit, for a server that does not answer at all. */
const ANSWER_WITHIN_MS = STATEMENT_WITHIN_MS + 10_000;

/** More texts than this are not prepared; lists of varying length could make any number of them. */
const MOST_STATEMENTS = 1000;

const INT8 = 20;

/** Times and counters are numbers (D8.3): none of ours comes near the limits of a double. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/** How the Manager connects to a server. */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'flamenco-manager',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
    types,
  };
}

/** The connections to a server, made anew when it was away. */
export class ServerPool implements ConnectionPool {
  readonly #pool: pg.Pool;

  constructor(url: string, logger: Logger) {
    this.#pool = new pg.Pool({ ...connectionSettings(url), max: MOST_CONNECTIONS, idleTimeoutMillis: IDLE_MS });
    // A connection that breaks tells so by an event too, which would end the process if nobody listened.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
    this.#pool.on('error', (error) => logger.warn({ error: error.message }, texts.connectionLost));
  }

  async withConnection<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    let isBroken = false;
    try {
      return await work(new ServerConnection(client));
    } catch (error) {
      isBroken = isLostConnection(error) || error instanceof DatabaseBusy;
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

/** Names of the texts that the server prepares once per connection. */
const statementNames = new Map<string, string>();

function nameOf(sql: string): string | undefined {
  const known = statementNames.get(sql);
  if (known !== undefined || statementNames.size >= MOST_STATEMENTS) return known;
  const name = `s${statementNames.size}`;
  statementNames.set(sql, name);
  return name;
}

/** A connection to a server that has each text prepared once. */
export class ServerConnection implements Connection {
  constructor(private readonly client: pg.ClientBase) {}

  async execute(sql: string, parameters: readonly unknown[]): Promise<Outcome> {
    const name = parameters.length === 0 ? undefined : nameOf(sql);
    const query = { text: sql, values: parameters.map(storable), ...(name !== undefined && { name }) };
    const { rows, rowCount } = await this.client.query<Record<string, unknown>>(query);
    return { rows, changes: rowCount ?? 0 };
  }
}

/** The server takes every character but this one. */
const NUL = '\0';

/** A value as the server can store it: U+FFFD stands for the one character that it cannot. */
export function storable(value: unknown): unknown {
  return typeof value === 'string' && value.includes(NUL) ? value.replaceAll(NUL, '\ufffd') : value;
}
