import { FakeClock } from '@flamenco/common/testing';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Database } from '../../src/db/database.js';
import { ForeignWait } from '../../src/db/sqlite-database.js';
import type { Tx } from '../../src/db/transaction.js';
import { TransactionEnded } from '../../src/db/transaction.js';
import { insertTag } from '../../src/db/tags.js';
import { listTags } from '../../src/db/worker-lists.js';
import { forEachDatabase, SQLITE_FILE, stopSharedDatabases } from '../support/databases.js';
import type { OpenDatabase } from '../support/databases.js';

const clock = new FakeClock();
let open: OpenDatabase;
let database: Database;

const tag = (tx: Tx, name: string) => insertTag(tx, { uuid: name, name, description: '' });
const names = async () => (await database.read((reader) => listTags(reader))).map(({ name }) => name);

afterAll(stopSharedDatabases);

forEachDatabase((kind) => {
  beforeEach(async () => {
    open = await kind.open(clock);
    database = open.database;
  });
  afterEach(() => open.close());

  it('keeps what a transaction wrote, and runs its effects in order after that', async () => {
    const seen: unknown[] = [];
    await database.transact(async (tx) => {
      tx.afterCommit(async () => void seen.push(await names()));
      tx.afterCommit(() => void seen.push('second'));
      await tag(tx, 'gpu');
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([['gpu'], 'second']);
  });

  it('writes nothing and does nothing when a work fails', async () => {
    const effects: string[] = [];
    const failing = database.transact(async (tx) => {
      tx.afterCommit(() => void effects.push('never'));
      await tag(tx, 'gpu');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await names()).toEqual([]);
    expect(effects).toEqual([]);
  });

  it('undoes only the failing one of several works at the same time', async () => {
    const results = await Promise.allSettled([
      database.transact((tx) => tag(tx, 'one')),
      database.transact(async (tx) => {
        await tag(tx, 'two');
        await tag(tx, 'two');
      }),
      database.transact((tx) => tag(tx, 'three')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await names()).toEqual(['one', 'three']);
  });

  it('recognises a duplicate key', async () => {
    await database.transact((tx) => tag(tx, 'gpu'));
    const error: unknown = await database.transact((tx) => tag(tx, 'gpu')).catch((thrown: unknown) => thrown);
    expect(database.dialect.isDuplicate(error)).toBe(true);
    expect(database.dialect.isDuplicate(new Error('no'))).toBe(false);
  });

  it('goes on when an effect fails', async () => {
    const effects: string[] = [];
    await database.transact((tx) => {
      tx.afterCommit(() => {
        throw new Error('nobody listens');
      });
      tx.afterCommit(() => void effects.push('next'));
      return Promise.resolve();
    });
    expect(effects).toEqual(['next']);
  });

  it('refuses queries that leak out of their transaction', async () => {
    const kept: Tx[] = [];
    await database.transact(async (tx) => {
      kept.push(tx);
      await tag(tx, 'gpu');
    });
    const [leaked] = kept;
    await expect(leaked && tag(leaked, 'late')).rejects.toThrow(TransactionEnded);
    expect(await names()).toEqual(['gpu']);
  });
});

it('SQLite: a work that waits for something else is undone, and keeps nobody from writing', async () => {
  const sqlite = await SQLITE_FILE.open(clock);
  try {
    database = sqlite.database;
    const stuck = database.transact(async (tx) => {
      await tag(tx, 'stuck');
      await new Promise(() => undefined);
    });
    await expect(stuck).rejects.toThrow(ForeignWait);
    await database.transact((tx) => tag(tx, 'next'));
    expect(await names()).toEqual(['next']);
  } finally {
    await sqlite.close();
  }
});

it('SQLite: others are served while a long work takes a breath', async () => {
  const sqlite = await SQLITE_FILE.open(clock);
  try {
    database = sqlite.database;
    const order: string[] = [];
    const long = database.transact(async (tx) => {
      await tag(tx, 'long');
      for (let pause = 0; pause < 5; pause += 1) await tx.breathe();
      order.push('written');
    });
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`read ${(await names()).length}`);
    await long;
    expect(order).toEqual(['read 0', 'written']);
    expect(await names()).toEqual(['long']);
  } finally {
    await sqlite.close();
  }
});
