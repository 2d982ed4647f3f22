import type Sqlite from 'better-sqlite3';
import type { Connection, Outcome } from './connection.js';

/** More texts than this are not remembered; lists of varying length could make any number of them. */
const MOST_STATEMENTS = 1000;

const NO_ROWS: readonly unknown[] = Object.freeze([]);

/** A connection that prepares each text once (preparing costs several times what most statements do). */
export class SqliteConnection implements Connection {
  /** How many rows were ever written. */
  changes = 0;
  readonly #statements = new Map<string, Sqlite.Statement<unknown[]>>();

  constructor(readonly database: Sqlite.Database) {}

  execute(sql: string, parameters: readonly unknown[]): Promise<Outcome> {
    try {
      return Promise.resolve(this.executeNow(sql, parameters));
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  /** The same at once. */
  executeNow(sql: string, parameters: readonly unknown[]): Outcome {
    const prepared = this.#prepared(sql);
    if (prepared.reader) return { rows: prepared.all(...parameters), changes: 0 };
    const { changes } = prepared.run(...parameters);
    this.changes += changes;
    return { rows: NO_ROWS, changes };
  }

  #prepared(sql: string): Sqlite.Statement<unknown[]> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const fresh = this.database.prepare<unknown[]>(sql);
    if (this.#statements.size >= MOST_STATEMENTS) this.#forgetOldest();
    this.#statements.set(sql, fresh);
    return fresh;
  }

  #forgetOldest(): void {
    const oldest = this.#statements.keys().next().value;
    if (oldest !== undefined) this.#statements.delete(oldest);
  }
}
