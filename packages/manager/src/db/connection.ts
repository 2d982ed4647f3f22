import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';

/** What a statement gave. */
export interface Outcome {
  readonly rows: readonly unknown[];
  /** How many rows it changed; 0 for a question. */
  readonly changes: number;
}

/** One connection to a database, whatever its kind. */
export interface Connection {
  execute(sql: string, parameters: readonly unknown[]): Promise<Outcome>;
}

/**
 * Lets Kysely speak over a connection that somebody else looks after. It begins and ends transactions only for the
 * migrations: everything else is the business of the `Database` that owns the connection.
 */
export class BorrowedConnection implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(private readonly connection: Connection) {
    this.#connection = {
      executeQuery: (query) => this.#execute(query),
      streamQuery: () => {
        throw new Error('streaming is not supported');
      },
    };
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection);
  }

  async beginTransaction(): Promise<void> {
    await this.connection.execute('begin', []);
  }

  async commitTransaction(): Promise<void> {
    await this.connection.execute('commit', []);
  }

  async rollbackTransaction(): Promise<void> {
    await this.connection.execute('rollback', []);
  }

  async init(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}

  async #execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.connection.execute(query.sql, query.parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }
}
