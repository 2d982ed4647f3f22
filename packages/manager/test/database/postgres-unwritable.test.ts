import { FakeClock } from '@flamenco/common/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { pino } from 'pino';
import { DatabaseUnwritable } from '../../src/db/database.js';
import type { Database } from '../../src/db/database.js';
import { openPostgres } from '../../src/db/open-postgres.js';
import { insertTag } from '../../src/db/tags.js';
import type { Reader } from '../../src/db/transaction.js';
import { listTags } from '../../src/db/worker-lists.js';
import { databaseTexts as texts } from '../../src/texts/database.js';
import { canMount } from '../end-to-end/support/mounts.js';
import { describeWithServer } from '../support/describe-with-server.js';
import { PostgresServer } from '../support/postgres-server.js';

const told: string[] = [];
const logger = pino({ level: 'info' }, { write: (line) => told.push((JSON.parse(line) as { msg: string }).msg) });

const isReadOnly = async ({ q }: Reader) => {
  const setting = sql<{ value: string }>`select current_setting('default_transaction_read_only') as value`;
  return (await setting.execute(q)).rows[0]?.value;
};

describeWithServer('a server that takes nothing', () => {
  let server: PostgresServer;
  let clock: FakeClock;
  let database: Database;

  beforeAll(async () => {
    server = await PostgresServer.start({ hasSmallDisk: canMount() });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    clock = new FakeClock();
  });
  afterEach(async () => {
    await database.close();
  });

  const open = async (url: string) => {
    database = await openPostgres(url, { clock, logger });
    told.length = 0;
  };
  const write = (name: string, characters = 0) =>
    database.transact((tx) => insertTag(tx, { uuid: name, name, description: 'x'.repeat(characters) }));
  const names = async () => (await database.read((reader) => listTags(reader))).map(({ name }) => name);

  it('because it only lets read, is told once each time, as is its recovery, and can be asked about', async () => {
    await open(await server.createDatabase());
    const setReadOnly = async (value: 'on' | 'off') => {
      await server.administer(`alter system set default_transaction_read_only = ${value}`);
      await server.administer('select pg_reload_conf()');
      // Sessions hear of it in their own time.
      while ((await database.read(isReadOnly)) !== value || (await database.transact(isReadOnly)) !== value);
    };
    await write('before');
    await database.tryWriting();
    const expected: string[] = [];
    for (const time of ['first', 'second']) {
      await setReadOnly('on');
      await expect(database.tryWriting()).rejects.toThrow('read-only');
      await expect(write('never')).rejects.toThrow(DatabaseUnwritable);
      await expect(write('never')).rejects.toThrow('read-only');
      // Whoever only looks something up is served, which is no sign of recovery.
      expect(await database.transact((tx) => listTags(tx))).not.toEqual([]);
      expected.push(texts.unwritable);
      expect(told).toEqual(expected);
      await setReadOnly('off');
      await database.tryWriting();
      await write(time);
      expected.push(texts.writableAgain);
      expect(told).toEqual(expected);
      await clock.advance(60_000);
    }
    expect(await names()).toEqual(['before', 'first', 'second']);
  });

  // Needs to be root, as CI is: a disk of its own for the server.
  const onSmallDisk = canMount() ? it : it.skip;

  onSmallDisk('because its disk is full, goes on when there is room', async () => {
    await open(await server.createDatabase('small'));
    await write('before');
    await database.tryWriting();
    const free = await server.fillSmallDisk();
    await expect(database.tryWriting()).rejects.toThrow('No space left on device');
    await expect(write('never', 1e6)).rejects.toThrow(DatabaseUnwritable);
    expect(told).toEqual([texts.unwritable]);
    expect(await names()).toEqual(['before']);
    await free();
    await database.tryWriting();
    await write('after', 1e6);
    expect(told).toEqual([texts.unwritable, texts.writableAgain]);
    expect(await names()).toEqual(['before', 'after']);
  });
});
