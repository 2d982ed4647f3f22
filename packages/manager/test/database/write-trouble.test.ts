import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { pino } from 'pino';
import { Checkpoints } from '../../src/db/checkpoints.js';
import { DatabaseUnwritable } from '../../src/db/database.js';
import { SqliteConnection } from '../../src/db/sqlite-connection.js';
import { SqliteDatabase } from '../../src/db/sqlite-database.js';
import { databaseTexts as texts } from '../../src/texts/database.js';

describe('a database without room (D8.4)', () => {
  const logger = pino({ level: 'info' }, { write: (line) => told.push((JSON.parse(line) as { msg: string }).msg) });
  const told: string[] = [];
  let directory: string;
  let file: Sqlite.Database;
  let database: SqliteDatabase;
  beforeEach(() => {
    told.length = 0;
    directory = mkdtempSync(path.join(tmpdir(), 'no-room-'));
    const name = path.join(directory, 'farm.sqlite');
    file = new Sqlite(name);
    file.pragma('journal_mode = WAL');
    file.exec('create table lines (text text)');
    const [writer, reader] = [new SqliteConnection(file), new SqliteConnection(new Sqlite(name))];
    const clock = new FakeClock();
    database = new SqliteDatabase(writer, reader, new Checkpoints(name, logger), { clock, logger });
  });
  afterEach(async () => {
    await database.close();
    rmSync(directory, { recursive: true });
  });

  /** SQLite says the same of a full disk. */
  const allow = (pages: number) => file.pragma(`max_page_count = ${pages}`);
  const write = (characters: number) =>
    database.transact(async (tx) => {
      await sql`insert into lines values (${'x'.repeat(characters)})`.execute(tx.q);
    });
  const lines = () => file.prepare('select count(*) from lines').pluck().get();

  it('refuses what has no place, says so once, and goes on when there is room', async () => {
    allow(3);
    await expect(write(100_000)).rejects.toThrow(DatabaseUnwritable);
    await expect(write(100_000)).rejects.toThrow('full');
    expect(told).toEqual([texts.unwritable]);
    expect(lines()).toBe(0);
    allow(1000);
    await write(100_000);
    expect(lines()).toBe(1);
    expect(told).toEqual([texts.unwritable, texts.writableAgain]);
  });

  it('refuses only that: what comes at the same time and has a place is stored, or refused as well, never half', async () => {
    allow(3);
    const outcomes = await Promise.allSettled([write(10), write(100_000), write(10)]);
    expect(outcomes[1]?.status).toBe('rejected');
    expect(lines()).toBe(outcomes.filter(({ status }) => status === 'fulfilled').length);
  });
});
