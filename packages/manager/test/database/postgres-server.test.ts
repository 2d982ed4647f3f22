import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { DatabaseBusy, DatabaseUnusable } from '../../src/db/database.js';
import type { Database } from '../../src/db/database.js';
import { findTagByName, insertTag } from '../../src/db/tags.js';
import type { Tx } from '../../src/db/transaction.js';
import { listTags } from '../../src/db/worker-lists.js';
import { openPostgres } from '../../src/db/open-postgres.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import type { Cut } from '../support/cutting-proxy.js';
import { describeWithServer, onOneServer } from '../support/describe-with-server.js';
import type { PostgresServer } from '../support/postgres-server.js';

const parts = { clock: new FakeClock(), logger: pino({ level: 'silent' }) };

describeWithServer('a server of its own', () => {
  let server: PostgresServer;
  let url: string;

  onOneServer((started) => (server = started));
  beforeEach(async () => {
    url = await server.createDatabase();
  });

  const refusal = async (of: string) => {
    const error: unknown = await openPostgres(of, parts).then(
      (database) => database.close(),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(DatabaseUnusable);
    const { message } = error as DatabaseUnusable;
    expect(message).not.toContain(server.password);
    expect(message).not.toContain(encodeURIComponent(server.password));
    expect(message).not.toContain('wrong one');
    return message;
  };

  async function execute(sql: string): Promise<void> {
    const client = new pg.Client(url);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  describe('that cannot be used says why, and what to do', () => {
    it('because nobody listens', async () => {
      const closed = url.replace(`:${server.port}/`, ':1/');
      expect(await refusal(closed)).toMatch(/cannot be reached: .*ECONNREFUSED/);
      const nowhere = url.replace('127.0.0.1', 'no-such-host.invalid');
      expect(await refusal(nowhere)).toMatch(/cannot be reached/);
    });

    it('because of the user, the password or the database', async () => {
      expect(await refusal(server.url('postgres', { password: 'wrong one' }))).toMatch(/refuses user or password/);
      expect(await refusal(server.url('postgres', { user: 'stranger' }))).toMatch(/refuses user or password/);
      expect(await refusal(url.replace(/:[^:@/]*@/, '@'))).toMatch(/refuses user or password/);
      expect(await refusal(server.url('no_such_farm'))).toMatch(/knows no database .* createdb/);
    });

    it('because it cannot encrypt what has to be encrypted', async () => {
      expect(await refusal(`${url}?sslmode=require`)).toMatch(/no encrypted connection/);
    });

    it('because the URL is none', async () => {
      await refusal('postgres://farmer:wrong one@127.0.0.1:port/farm');
    });

    it('because the database is somebody else’s, or of a newer Manager', async () => {
      await execute('create table wiki (page text)');
      expect(await refusal(url)).toMatch(/tables that are not Flamenco's/);
      url = await server.createDatabase();
      await (await openPostgres(url, parts)).close();
      await execute(`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')`);
      expect(await refusal(url)).toMatch(/newer version of the Manager/);
    });
  });

  describe('with a farm', () => {
    let database: Database;

    beforeEach(async () => {
      database = await openPostgres(url, parts);
    });
    afterEach(() => database.close());

    const tag = (tx: Tx, name: string) => insertTag(tx, { uuid: name, name, description: '' });
    const names = async () => (await database.read((reader) => listTags(reader))).map(({ name }) => name);

    it('is opened again as it was left', async () => {
      await database.transact((tx) => tag(tx, 'gpu'));
      await database.close();
      database = await openPostgres(url, parts);
      expect(await names()).toEqual(['gpu']);
    });

    it('may go away for a moment: works that come meanwhile are done when it is back', async () => {
      await database.transact((tx) => tag(tx, 'before'));
      await server.pause();
      const meanwhile = Array.from({ length: 20 }, (_, index) => database.transact((tx) => tag(tx, `during ${index}`)));
      const asked = names();
      await server.resume();
      await Promise.all([...meanwhile, asked]);
      expect((await names()).length).toBe(21);
    });

    it('may cut a connection in the middle of a work, which is done once then', async () => {
      let attempts = 0;
      await database.transact(async (tx) => {
        attempts += 1;
        await tag(tx, 'gpu');
        if (attempts > 1) return;
        await execute(`select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`);
        await tag(tx, 'attic');
      });
      expect(attempts).toBe(2);
      expect(await names()).toEqual(['gpu']);
    });

    it('does works that change the same one after the other', async () => {
      await database.transact((tx) => tag(tx, 'sum'));
      const addOne = async (tx: Tx) => {
        const row = await findTagByName(tx, 'sum');
        const description = String(Number(row?.description ?? '') + 1);
        await tx.q.updateTable('worker_tags').set({ description }).where('name', '=', 'sum').execute();
      };
      await Promise.all(Array.from({ length: 20 }, () => database.transact(addOne)));
      expect(await database.read((reader) => findTagByName(reader, 'sum'))).toMatchObject({ description: '20' });
    });

    it('takes every text, and gives numbers', async () => {
      await database.transact((tx) => tag(tx, 'nul\0, half \ud83d, whole 🎬'));
      expect(await names()).toEqual(['nul\ufffd, half \ufffd, whole 🎬']);
      const row = await database.read((reader) =>
        reader.q
          .selectFrom('worker_tags')
          .select((of) => ['created_at', of.fn.countAll().as('count')])
          .groupBy('created_at')
          .executeTakeFirst(),
      );
      expect(row).toEqual({ created_at: parts.clock.now().getTime(), count: 1 });
    });
  });

  describe('with a way to it that breaks at a commit', () => {
    let proxy: CuttingProxy;
    let database: Database;

    beforeEach(async () => {
      proxy = await CuttingProxy.start(server.port);
      database = await openPostgres(proxy.via(url), parts);
    });
    afterEach(async () => {
      await database.close();
      await proxy.stop();
    });

    /** Three works that share the commit; gives how often the first one was done, and its effects. */
    const cutAt = async (cut: Cut) => {
      const seen = { attempts: 0, effects: 0 };
      const add = (name: string) => database.transact((tx) => insertTag(tx, { uuid: name, name, description: '' }));
      proxy.cutAtNextCommit(cut);
      const counted = database.transact(async (tx) => {
        seen.attempts += 1;
        tx.afterCommit(() => void (seen.effects += 1));
        await insertTag(tx, { uuid: 'first', name: 'first', description: '' });
      });
      const refused = database.transact(async (tx) => {
        await insertTag(tx, { uuid: 'refused', name: 'refused', description: '' });
        throw new Error('changed my mind');
      });
      await Promise.all([counted, add('second'), expect(refused).rejects.toThrow('changed my mind')]);
      expect(proxy.hasCut).toBe(true);
      const tags = await database.read((reader) => listTags(reader));
      expect(tags.map(({ name }) => name)).toEqual(['first', 'second']);
      return seen;
    };

    it('finds out that it happened, and does not do the works again', async () => {
      expect(await cutAt('after-commit')).toEqual({ attempts: 1, effects: 1 });
    });

    it('finds out that it did not happen, and does the works again', async () => {
      expect(await cutAt('before-commit')).toEqual({ attempts: 2, effects: 1 });
    });

    it('ends its former session when the server has not noticed that it is lost', async () => {
      expect(await cutAt('before-commit-unnoticed')).toEqual({ attempts: 2, effects: 1 });
    });
  });

  describe('that two Managers want', () => {
    it('has one Manager at a time; the other one is told who it is', async () => {
      const first = await openPostgres(url, parts);
      expect(await refusal(url)).toMatch(/another Manager works with .*: flamenco-manager on .+ from 127\.0\.0\.1/);
      await first.close();
      await (await openPostgres(url, parts)).close();
    });

    it('is left by a Manager whose farm another one claimed while the server was away', async () => {
      let isTaken = false;
      const first = await openPostgres(url, { ...parts, taken: () => (isTaken = true) });
      await server.pause();
      await server.resume();
      const second = await openPostgres(url, parts);
      await expect(first.transact((tx) => listTags(tx))).rejects.toThrow(DatabaseBusy);
      expect(isTaken).toBe(true);
      await first.close();
      await second.close();
    });
  });
});
