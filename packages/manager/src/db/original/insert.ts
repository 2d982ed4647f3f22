import type Sqlite from 'better-sqlite3';
import type { NewRow, Schema } from '../schema.js';

/** Stores rows in a file of ours, each kind of row with a statement that is prepared once. */
export class RowInserter {
  readonly #statements = new Map<string, Sqlite.Statement<[object]>>();

  constructor(private readonly database: Sqlite.Database) {}

  insert<Table extends keyof Schema & string>(table: Table, row: NewRow<Table>, orIgnore = false): void {
    const columns = Object.keys(row);
    const key = `${table} ${columns.join()}`;
    let statement = this.#statements.get(key);
    if (!statement) {
      const values = columns.map((column) => `@${column}`).join(', ');
      const verb = orIgnore ? 'insert or ignore' : 'insert';
      statement = this.database.prepare<[object]>(`${verb} into ${table} (${columns.join(', ')}) values (${values})`);
      this.#statements.set(key, statement);
    }
    statement.run(row);
  }
}
