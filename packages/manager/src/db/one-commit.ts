import type { Connection } from './connection.js';
import { POSTGRES } from './dialects.js';
import { isLostConnection } from './postgres-errors.js';

/** A work is through, and everything of it is sent; it is done when the server has answered without an error. */
interface Sent {
  readonly answered: Promise<unknown>;
}

/** A work that waits to be done. */
export interface Waiting {
  /** By when its caller wants to know, on the clock of `performance`. */
  readonly giveUpAt: number;
  /** Does the work in the running transaction. Rejects when its part has to be undone. */
  readonly attempt: (connection: Connection) => Promise<Sent>;
  /** Called after the commit. */
  readonly succeed: () => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** The connection was lost during a commit: it may have happened or not. */
export class CommitUnanswered extends Error {
  constructor(
    /** Those that are done if it happened. */
    readonly settle: readonly (() => void)[],
    readonly transaction: string,
    cause: unknown,
  ) {
    super('a commit was not answered', { cause });
  }
}

/** What came of a transaction. */
interface Committed {
  /** What is left to do: each work's success or failure. */
  readonly settle: readonly (() => void)[];
  readonly hasWritten: boolean;
}

/**
 * Does works in one transaction.
 *
 * @throws CommitUnanswered, and whatever concerns all of them: they can be repeated then
 */
export async function doInOneCommit(connection: Connection, group: readonly Waiting[]): Promise<Committed> {
  try {
    // Sent with the first work. When it fails, so does that.
    connection.execute('begin isolation level repeatable read', []).catch(() => undefined);
    const settle: (() => void)[] = group.map(
      ({ succeed }) =>
        () =>
          void succeed(),
    );
    for (let first = 0; first < group.length;) {
      const failure = await untilFailure(connection, group, first);
      if (!failure) break;
      await undo(connection, failure.error);
      // Told after the commit too: it may follow from what others did before in this transaction.
      settle[failure.index] = () => group[failure.index]?.fail(failure.error);
      first = failure.index + 1;
    }
    return { settle, hasWritten: await commit(connection, settle) };
  } catch (error) {
    if (!isLostConnection(error) && !(error instanceof CommitUnanswered)) await connection.execute('rollback', []);
    throw error;
  }
}

/**
 * Does works one after the other without waiting for the answers to their last statements, which are sent with the first
 * ones of the next work. Gives the first work that failed: its savepoint is the open one, and what came after it is
 * undone with it.
 */
async function untilFailure(
  connection: Connection,
  group: readonly Waiting[],
  first: number,
): Promise<Failure | undefined> {
  const sent: Sent[] = [];
  for (const { attempt } of group.slice(first)) {
    connection.execute('savepoint work', []).catch(() => undefined);
    try {
      sent.push(await attempt(connection));
    } catch (error) {
      return (await firstFailure(sent, first)) ?? { index: first + sent.length, error };
    }
  }
  return await firstFailure(sent, first);
}

async function undo(connection: Connection, error: unknown): Promise<void> {
  if (isWorthRepeating(error)) throw error;
  await Promise.all([
    connection.execute('rollback to savepoint work', []),
    connection.execute('release savepoint work', []),
  ]);
}

async function commit(connection: Connection, settle: readonly (() => void)[]): Promise<boolean> {
  const { rows } = await connection.execute('select txid_current_if_assigned()::text as number', []);
  const [transaction] = rows as readonly { readonly number: string | null }[];
  try {
    await connection.execute('commit', []);
    return typeof transaction?.number === 'string';
  } catch (error) {
    // Without a number nothing was written.
    if (!isLostConnection(error) || typeof transaction?.number !== 'string') throw error;
    throw new CommitUnanswered(settle, transaction.number, error);
  }
}

/** A work whose part of a transaction has to be undone. */
interface Failure {
  readonly index: number;
  readonly error: unknown;
}

async function firstFailure(sent: readonly Sent[], first: number): Promise<Failure | undefined> {
  for (const [index, { answered }] of sent.entries()) {
    try {
      await answered;
    } catch (error) {
      return { index: first + index, error };
    }
  }
  return undefined;
}

/** Others are in the way, or the server is away: for all works of the transaction. */
export function isWorthRepeating(error: unknown): boolean {
  return POSTGRES.isBusy(error);
}
