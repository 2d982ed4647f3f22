import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import type { Connection } from './connection.js';
import { DatabaseBusy } from './database.js';
import { POSTGRES } from './dialects.js';
import { runEffects } from './effects.js';
import { CommitUnanswered, doInOneCommit, isWorthRepeating } from './one-commit.js';
import type { Waiting } from './one-commit.js';
import { ConnectionTx, Lease } from './transaction.js';
import type { Tx } from './transaction.js';
import { WorkQueue } from './work-queue.js';

/** What a transaction became whose commit was not answered. */
export type CommitOutcome = 'committed' | 'rolled-back';

/** The connection that writes. */
export interface WritingConnection {
  /** Lends it until `work` is done. Who borrows it takes turns. */
  use<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  /** What became of a transaction, by its number; waits until the server knows. */
  outcomeOf(transaction: string): Promise<CommitOutcome>;
}

/**
 * More works than this do not share a commit: beyond 64 parts of a transaction the server no longer keeps them all in
 * memory.
 */
const LARGEST_GROUP = 60;

interface Parts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly waitToRepeat: (attempts: number) => Promise<void>;
  /** Something was written. */
  readonly written: () => void;
}

/**
 * Everything that waits shares one transaction and one commit, each work in its own savepoint, one after the other: a commit
 * waits for the disk, and side by side works would only be in each other's way, because nearly all read and write the
 * counters of the same few jobs. Answers and effects come after the commit.
 */
export class WriteQueue {
  readonly #queue = new WorkQueue<Waiting>(LARGEST_GROUP, (group) => this.#workOff(group));

  constructor(
    private readonly writer: WritingConnection,
    private readonly parts: Parts,
  ) {}

  transact<Result>(work: (tx: Tx) => Promise<Result>, giveUpAt: number): Promise<Result> {
    if (this.#queue.isClosed) return Promise.reject(new Error('the database is closed'));
    return new Promise<Result>((resolve, reject) => {
      let done: { result: Result; effects: ConnectionTx['effects'] };
      this.#queue.add({
        giveUpAt,
        attempt: async (connection) => {
          const { answered, ...attempted } = await this.#attempt(work, connection);
          done = attempted;
          return { answered };
        },
        succeed: async () => {
          await runEffects(done.effects, this.parts.logger);
          resolve(done.result);
        },
        fail: reject,
      });
    });
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }

  async #attempt<Result>(work: (tx: Tx) => Promise<Result>, connection: Connection) {
    const lease = new Lease(connection);
    const tx = new ConnectionTx(lease, POSTGRES, this.parts.clock.now(), () => Promise.resolve());
    try {
      const result = await work(tx);
      const answered = connection.execute('release savepoint work', []);
      answered.catch(() => undefined);
      return { result, effects: tx.effects, answered };
    } finally {
      lease.end();
    }
  }

  async #workOff(group: readonly Waiting[]): Promise<void> {
    let undone = group;
    for (let attempts = 1; undone.length > 0; attempts += 1) {
      try {
        const { settle, hasWritten } = await this.writer.use((connection) => doInOneCommit(connection, undone));
        if (hasWritten) this.parts.written();
        for (const done of settle) done();
        return;
      } catch (error) {
        if (error instanceof CommitUnanswered && (await this.#hasCommitted(error, undone))) return;
        if (!(error instanceof CommitUnanswered) && !isWorthRepeating(error)) {
          for (const { fail } of undone) fail(error);
          return;
        }
        undone = this.#stillWaiting(undone, error);
      }
      await this.parts.waitToRepeat(attempts);
    }
  }

  /** Asks until the server is back and knows. Whoever has waited too long is told to try again. */
  async #hasCommitted({ settle, transaction }: CommitUnanswered, group: readonly Waiting[]): Promise<boolean> {
    this.parts.logger.warn(texts.outcomeUnknown);
    for (let attempts = 1; ; attempts += 1) {
      try {
        if ((await this.writer.outcomeOf(transaction)) === 'rolled-back') return false;
        for (const done of settle) done();
        return true;
      } catch (error) {
        const waiting = this.#stillWaiting(group, error);
        if (isWorthRepeating(error) && !this.#queue.isClosed) {
          await this.parts.waitToRepeat(attempts);
          continue;
        }
        for (const { fail } of waiting) fail(new DatabaseBusy(texts.outcomeUnknown, { cause: error }));
        return true;
      }
    }
  }

  /** Tells those that have waited too long, also of those behind; gives the others. */
  #stillWaiting(group: readonly Waiting[], cause: unknown): readonly Waiting[] {
    const now = performance.now();
    const isLate = ({ giveUpAt }: Waiting) => this.#queue.isClosed || now >= giveUpAt;
    const busy = new DatabaseBusy('the database stays busy', { cause });
    for (const { fail } of [...group.filter(isLate), ...this.#queue.takeOut(isLate)]) fail(busy);
    return group.filter((waiting) => !isLate(waiting));
  }
}
