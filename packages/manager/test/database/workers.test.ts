import { FakeClock } from '@flamenco/common/testing';
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Database } from '../../src/db/database.js';
import { findWorkerById, markSeen } from '../../src/db/workers.js';
import { storeWorker } from '../support/builders.js';
import { forEachDatabase, stopSharedDatabases } from '../support/databases.js';
import type { OpenDatabase } from '../support/databases.js';

let clock: FakeClock;
let open: OpenDatabase;
let database: Database;
let nora: { readonly id: number };

/** Some know when the Worker was last seen, others ask the database. */
const talk = async (knowing: boolean) => {
  const lastSeenAt = knowing ? await lastSeen() : undefined;
  await database.transact((tx) => markSeen(tx, { id: nora.id, lastSeenAt }));
};
const lastSeen = async () => (await database.read((reader) => findWorkerById(reader, nora.id)))?.lastSeenAt;

afterAll(stopSharedDatabases);

forEachDatabase((kind) => {
  beforeEach(async () => {
    clock = new FakeClock();
    open = await kind.open(clock);
    database = open.database;
    nora = await database.transact((tx) => storeWorker(tx, 'nora'));
  });
  afterEach(() => open.close());

  it.each([true, false])(
    'notes when a Worker was heard from, but not several times a second (known: %s)',
    async (known) => {
      await talk(known);
      const first = clock.now();
      expect(await lastSeen()).toEqual(first);
      await clock.advance(900);
      await talk(known);
      expect(await lastSeen()).toEqual(first);
      await clock.advance(200);
      await talk(known);
      expect(await lastSeen()).toEqual(clock.now());
    },
  );

  it.each([true, false])('believes the clock when it was set back (known: %s)', async (known) => {
    await database.transact(async (tx) => {
      const later = { last_seen_at: tx.now.getTime() + 3_600_000 };
      await tx.q.updateTable('workers').set(later).where('id', '=', nora.id).execute();
    });
    await talk(known);
    expect(await lastSeen()).toEqual(clock.now());
  });
});
