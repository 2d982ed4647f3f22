import type pg from 'pg';
import type { Connection, Outcome } from './connection.js';
import { StatementBatch } from './statement-batch.js';
import type { SentStatement } from './statement-batch.js';
import { PreparedStatements } from './prepared-statements.js';

/**
 * A connection to a server. Whatever is asked of it before the event loop turns is sent at once and answered at once, in
 * order: the way to the server and back costs more than most statements. When one fails, those that were sent with it
 * fail too.
 */
export class ServerConnection implements Connection {
  readonly #statements = new PreparedStatements();
  #waiting: SentStatement[] = [];
  #isBusy = false;

  private constructor(private readonly client: pg.ClientBase) {}

  /** The same one each time, because a connection of the server has its prepared statements once. */
  static over(client: pg.ClientBase): ServerConnection {
    const known = connections.get(client);
    if (known) return known;
    const fresh = new ServerConnection(client);
    connections.set(client, fresh);
    return fresh;
  }

  execute(sql: string, parameters: readonly unknown[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ sql, values: parameters.map(asText), resolve, reject });
      if (!this.#isBusy) this.#sendSoon();
    });
  }

  /** When all that can go on without an answer has gone on. */
  #sendSoon(): void {
    this.#isBusy = true;
    queueMicrotask(() => process.nextTick(() => this.#send()));
  }

  #send(): void {
    const statements = this.#waiting;
    this.#waiting = [];
    this.client.query(new StatementBatch(statements, this.#statements, () => this.#answered()));
  }

  #answered(): void {
    this.#isBusy = false;
    if (this.#waiting.length > 0) this.#sendSoon();
  }
}

const connections = new WeakMap<pg.ClientBase, ServerConnection>();

/** The server takes every character but this one. */
const NUL = '\0';

/** A value as it is sent: U+FFFD stands for the one character that a server cannot store. */
function asText(value: unknown): string | null {
  if (typeof value === 'string') return value.includes(NUL) ? value.replaceAll(NUL, '\ufffd') : value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new TypeError(`a ${typeof value} cannot be a parameter of a statement`);
}
