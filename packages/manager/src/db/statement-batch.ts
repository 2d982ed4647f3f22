import type pg from 'pg';
import type { Outcome } from './connection.js';
import { parserOf } from './postgres-types.js';
import type { Column, Prepared, PreparedStatements } from './prepared-statements.js';

/** A statement on its way to the server. */
export interface SentStatement {
  readonly sql: string;
  readonly values: (string | null)[];
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What the library tells about columns and rows. */
interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}
interface DataRow {
  readonly fields: readonly (string | null)[];
}

/** A statement of a batch, while its answer comes in. */
interface Answering extends SentStatement {
  readonly name: string;
  columns: readonly Column[] | undefined;
}

/**
 * Statements that are sent together, over the interface of the library for queries of one's own kind (its `Submittable`).
 * The library itself has a mode for that too, in which the server answers each statement in a packet of its own and
 * describes its columns anew each time, which costs about twice the processor time.
 */
export class StatementBatch implements pg.Submittable {
  /** Set by the library, which waits for it with a time limit. */
  callback: (() => void) | undefined;
  readonly #answering: Answering[] = [];
  #next = 0;
  #hasEnded = false;
  #rows: Record<string, unknown>[] = [];

  constructor(
    private readonly sent: readonly SentStatement[],
    private readonly statements: PreparedStatements,
    private readonly ended: () => void,
  ) {}

  submit(connection: pg.Connection): void {
    connection.stream.cork();
    // Two statements of one text: the second one finds the name of the first.
    const fresh = new Map<string, string>();
    for (const statement of this.sent) this.#submit(connection, statement, fresh);
    connection.sync();
    connection.stream.uncork();
  }

  #submit(connection: pg.Connection, statement: SentStatement, fresh: Map<string, string>): void {
    const known: Partial<Prepared> = this.statements.find(statement.sql) ?? {};
    let name = known.name ?? fresh.get(statement.sql);
    if (name === undefined) {
      name = this.statements.newName();
      connection.parse({ name, text: statement.sql, types: [] }, true);
      if (name !== '') fresh.set(statement.sql, name);
    }
    connection.bind({ statement: name, values: statement.values }, true);
    if (known.columns === undefined) connection.describe({ type: 'P' }, true);
    connection.execute({}, true);
    this.#answering.push({ ...statement, name, columns: known.columns });
  }

  handleRowDescription({ fields }: RowDescription): void {
    const statement = this.#answering[this.#next];
    if (statement) statement.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
  }

  handleDataRow({ fields }: DataRow): void {
    const columns = this.#answering[this.#next]?.columns ?? [];
    const row: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      const text = fields[index];
      if (column) row[column.name] = text === null || text === undefined ? null : column.parse(text);
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const statement = this.#answering[this.#next];
    if (!statement) return;
    const { sql, name, columns = [] } = statement;
    this.statements.keep(sql, { name, columns });
    statement.resolve({ rows: this.#rows, changes: changesOf(text) });
    this.#rows = [];
    this.#next += 1;
  }

  /** The server skips what comes after a statement that failed. */
  handleError(error: unknown): void {
    const failed = this.#answering.length > 0 ? this.#answering.slice(this.#next) : this.sent;
    this.#next = this.#answering.length;
    for (const { reject } of failed) reject(error);
    this.#end();
  }

  handleReadyForQuery(): void {
    this.#end();
  }

  /** Once: after its time limit the library may still tell of an answer. */
  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.callback?.();
    this.ended();
  }
}

/** The number at the end of what a statement says of itself, as in `UPDATE 3`. */
function changesOf(command: string): number {
  const count = Number(command.slice(command.lastIndexOf(' ') + 1));
  return Number.isNaN(count) ? 0 : count;
}
