import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { pino } from 'pino';
import { Checkpoints } from '../../src/db/checkpoints.js';
import { SqliteConnection } from '../../src/db/sqlite-connection.js';
import { SqliteDatabase } from '../../src/db/sqlite-database.js';
import { removeDatabaseFile } from '../../src/db/sqlite-files.js';
import { databaseTexts } from '../../src/texts/database.js';

describe('the log of the database (contract 11 §7.2)', () => {
  const LARGEST = 1024 * 1024;
  let directory: string;
  let file: string;
  let farm: Sqlite.Database;
  let told: string[];
  let checkpoints: Checkpoints;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'checkpoints-'));
    file = path.join(directory, 'farm.sqlite');
    farm = openFarm();
    farm.exec('create table lines (text text)');
    told = [];
    const logger = pino({ level: 'warn' }, { write: (line) => told.push((JSON.parse(line) as { msg: string }).msg) });
    checkpoints = new Checkpoints(file, logger, LARGEST);
  });
  afterEach(async () => {
    await checkpoints.close();
    farm.close();
    rmSync(directory, { recursive: true });
  });

  function openFarm(timeout = 5000): Sqlite.Database {
    const database = new Sqlite(file, { timeout });
    database.pragma('journal_mode = WAL');
    database.pragma('wal_autocheckpoint = 0');
    return database;
  }
  const logSize = () => statSync(`${file}-wal`).size;
  const write = () => {
    farm.prepare('insert into lines values (?)').run('x'.repeat(100_000));
    checkpoints.look();
  };
  const writeUntil = (size: number) => {
    let written = 0;
    for (; logSize() < size; written += 1) write();
    return written;
  };
  const lines = () => farm.prepare('select count(*) from lines').pluck().get();

  it('stays small on a farm with little to do, without a thread', async () => {
    write();
    const size = logSize();
    await checkpoints.close();
    expect(logSize()).toBe(size);
  });

  it('is moved to the file when it has become large, while the farm goes on writing', async () => {
    let written = writeUntil(LARGEST);
    let closed = false;
    let smallest = logSize();
    const moved = checkpoints.close().then(() => (closed = true));
    for (; !closed; written += 1) {
      write();
      // A farm that writes without any pause is left alone for now, which is right, but not what this is about.
      await pause(2);
      smallest = Math.min(smallest, logSize());
    }
    await moved;
    expect(smallest).toBeLessThan(LARGEST);
    expect(lines()).toBe(written);
    expect(told).toEqual([]);
  });

  it('keeps nobody from writing for longer than its move, whatever the time of the farm', async () => {
    const [writer, reader] = [new SqliteConnection(openFarm(0)), new SqliteConnection(openFarm())];
    const parts = { clock: new FakeClock(), logger: pino({ level: 'silent' }) };
    const often = new Checkpoints(file, parts.logger, 100_000);
    const database = new SqliteDatabase(writer, reader, often, parts);
    const text = 'x'.repeat(50_000);
    let moves = 0;
    let written = 0;
    for (let before = often.moving; moves < 20; written += 1) {
      await database.transact(async (tx) => void (await sql`insert into lines values (${text})`.execute(tx.q)));
      if (often.moving !== before) moves += 1;
      before = often.moving;
    }
    expect(lines()).toBe(written);
    await database.close();
  });

  it('is left alone while somebody reads of an earlier moment, and moved later', async () => {
    const reader = openFarm();
    reader.exec('begin; select count(*) from lines');
    const written = writeUntil(LARGEST);
    await checkpoints.close();
    expect(logSize()).toBeGreaterThanOrEqual(LARGEST);
    reader.exec('commit');
    reader.close();

    const more = writeUntil(3 * LARGEST);
    await checkpoints.close();
    expect(logSize()).toBeLessThan(LARGEST);
    expect(lines()).toBe(written + more);
  });

  it('does no harm when it cannot be moved: the farm is told, and goes on', async () => {
    const elsewhere = path.join(directory, 'elsewhere.sqlite');
    new Sqlite(elsewhere).close();
    const broken = new Checkpoints(elsewhere, pino({ level: 'warn' }, { write: (line) => told.push(line) }), 0);
    removeDatabaseFile(elsewhere);
    broken.look();
    await broken.close();
    expect(told).toEqual([expect.stringContaining(databaseTexts.logNotMoved)]);
    broken.look();
    await broken.close();
    expect(told).toHaveLength(2);
  });
});
