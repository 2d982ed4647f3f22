import { Kysely } from 'kysely';
import { BorrowedConnection } from './connection.js';
import type { Connection } from './connection.js';
import type { Dialect } from './dialects.js';
import type { Schema } from './schema.js';
import type { Statement } from './statement.js';

/** Asks questions of the database, all of one moment. */
export interface Reader {
  readonly q: Kysely<Schema>;
  readonly dialect: Dialect;
  all<Parameters, Row>(statement: Statement<Parameters, Row>, parameters: Parameters): Promise<readonly Row[]>;
  first<Parameters, Row>(statement: Statement<Parameters, Row>, parameters: Parameters): Promise<Row | undefined>;
}

/** What happens once the data is true. A failing effect is logged, never thrown. */
export type Effect = () => void | Promise<void>;

/**
 * A transaction. Whoever writes takes it as the first argument and cannot reach the database otherwise; effects run
 * after the commit, and are dropped when the work is repeated or fails.
 */
export interface Tx extends Reader {
  /** One moment for everything that this attempt writes. */
  readonly now: Date;
  /** Runs a statement that writes; gives the number of rows that it changed. */
  run<Parameters>(statement: Statement<Parameters, unknown>, parameters: Parameters): Promise<number>;
  afterCommit(effect: Effect): void;
  /** Lets others be served for a moment in the middle of a long work. */
  breathe(): Promise<void>;
}

/** Thrown when somebody uses a transaction that has ended. */
export class TransactionEnded extends Error {
  constructor() {
    super('this transaction has ended; a query leaked out of it');
  }
}

/** Questions over a connection. */
export class ConnectionReader implements Reader {
  #q: Kysely<Schema> | undefined;

  constructor(
    readonly connection: Connection,
    readonly dialect: Dialect,
  ) {}

  /** Made when somebody asks: the hot paths have statements and do without. */
  get q(): Kysely<Schema> {
    this.#q ??= new Kysely<Schema>({ dialect: this.dialect.over(new BorrowedConnection(this.connection)) });
    return this.#q;
  }

  async all<P, R>(statement: Statement<P, R>, parameters: P): Promise<readonly R[]> {
    const { dialect } = this;
    const { rows } = await this.connection.execute(statement.sql(dialect), statement.values(dialect, parameters));
    return rows as readonly R[];
  }

  async first<P, R>(statement: Statement<P, R>, parameters: P): Promise<R | undefined> {
    const { dialect } = this;
    const { rows } = await this.connection.execute(statement.sql(dialect), statement.values(dialect, parameters));
    return rows[0] as R | undefined;
  }
}

/** A transaction over a connection; ends when its work does. */
export class ConnectionTx extends ConnectionReader implements Tx {
  readonly effects: Effect[] = [];

  constructor(
    connection: Connection,
    dialect: Dialect,
    readonly now: Date,
    readonly breathe: () => Promise<void>,
  ) {
    super(connection, dialect);
  }

  async run<P>(statement: Statement<P, unknown>, parameters: P): Promise<number> {
    const { dialect } = this;
    const values = statement.values(dialect, parameters);
    const { changes } = await this.connection.execute(statement.sql(dialect), values);
    return changes;
  }

  afterCommit(effect: Effect): void {
    this.effects.push(effect);
  }
}

/** A connection that can be closed to those who were lent it. */
export class Lease implements Connection {
  #ended = false;

  constructor(private readonly connection: Connection) {}

  execute(sql: string, parameters: readonly unknown[]): ReturnType<Connection['execute']> {
    if (this.#ended) return Promise.reject(new TransactionEnded());
    return this.connection.execute(sql, parameters);
  }

  end(): void {
    this.#ended = true;
  }
}
