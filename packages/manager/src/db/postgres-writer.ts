import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import type { Connection } from './connection.js';
import { DatabaseBusy } from './database.js';
import { FarmTaken } from './farm-taken.js';
import { ServerConnection } from './postgres-connection.js';
import { isLostConnection } from './postgres-errors.js';
import type { CommitOutcome, WritingConnection } from './postgres-write-queue.js';
import { claimFarm, thisSession } from './server-claim.js';
import type { Session } from './server-claim.js';

/** A connection that writes, and the session of the server that belongs to it. */
interface Writer {
  readonly client: pg.Client;
  readonly connection: ServerConnection;
  readonly session: Session;
}

const LOOK_AGAIN_MS = 50;

/**
 * The one connection over which a Manager writes. It claims the farm for itself, so whoever has lost the claim has lost the
 * way to write too: there is no moment in which two Managers could.
 */
export class FarmWriter implements WritingConnection {
  #writer: Writer | undefined;
  #former: Session | undefined;
  #isTaken = false;

  constructor(
    private readonly connect: () => Promise<pg.Client>,
    private readonly parts: { readonly logger: Logger; readonly taken?: (() => void) | undefined },
  ) {}

  /** Makes the connection, and claims the farm. @throws FarmTaken */
  async open(): Promise<pg.Client> {
    return (await this.#open()).client;
  }

  /** Lends the connection; who borrows it takes turns. It is made anew when it was lost. */
  async use<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    const { connection } = await this.#open().catch((error: unknown) => this.#refuse(error));
    try {
      return await work(connection);
    } catch (error) {
      if (isLostConnection(error) || isLostConnection(causeOf(error))) await this.#lose();
      throw error;
    }
  }

  /** Finds out what became of a transaction; waits until the server knows. */
  async outcomeOf(transaction: string): Promise<CommitOutcome> {
    for (;;) {
      const { rows } = await this.use((connection) =>
        connection.execute('select txid_status($1::bigint) as status', [transaction]),
      );
      const [row] = rows as readonly { readonly status: string | null }[];
      if (row?.status === 'committed') return 'committed';
      if (row?.status === 'aborted') return 'rolled-back';
      if (row?.status !== 'in progress') throw new Error(`the server no longer knows transaction ${transaction}`);
      await pause(LOOK_AGAIN_MS);
    }
  }

  async close(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.client.end();
  }

  async #open(): Promise<Writer> {
    if (this.#writer) return this.#writer;
    const client = await this.connect();
    try {
      await claimFarm(client, this.#former);
      const session = await thisSession(client);
      this.#writer = { client, connection: ServerConnection.over(client), session };
      this.#former = undefined;
      return this.#writer;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  async #lose(): Promise<void> {
    this.parts.logger.warn(texts.connectionLost);
    this.#former = this.#writer?.session;
    await this.close().catch(() => undefined);
  }

  #refuse(error: unknown): never {
    if (!(error instanceof FarmTaken)) throw error;
    if (!this.#isTaken) {
      this.parts.logger.fatal({ other: error.holder }, texts.takenOver);
      this.parts.taken?.();
    }
    this.#isTaken = true;
    throw new DatabaseBusy(texts.takenOver, { cause: error });
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
