import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { pino } from 'pino';
import type { Database } from '../../src/db/database.js';
import { openDatabase } from '../../src/open-database.js';
import { StartError } from '../../src/start-error.js';
import { makeOlderFarm } from '../support/older-farm.js';
import { OriginalFarm } from '../support/original-farm.js';

const parts = { clock: new FakeClock(), logger: pino({ level: 'silent' }) };

let folder: string;
let opened: Database[];
const inFolder = (name: string) => path.join(folder, name);
const openNamed = async (name: string) => {
  const database = await openDatabase(name, folder, parts);
  opened.push(database);
  return database;
};
const closeAll = async () => {
  for (const database of opened.splice(0)) await database.close();
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flamenco-open-'));
  opened = [];
});
afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true });
});

describe('the database that the configuration names (contract 11 §2)', () => {
  it.each([
    ['farm.sqlite', 'farm.sqlite'],
    ['data/of/the/farm.sqlite', 'data/of/the/farm.sqlite'],
    ['./farm.sqlite', 'farm.sqlite'],
    ['file:farm.sqlite', 'farm.sqlite'],
    ['file:farm.sqlite?_pragma=busy_timeout(5000)&mode=rwc', 'farm.sqlite'],
    ['file:data/farm.sqlite?cache=shared', 'data/farm.sqlite'],
  ])('%j is the file %j in the working directory, and nothing else is made but its lock', async (name, file) => {
    await openNamed(name);
    await closeAll();
    expect(existsSync(inFolder(file))).toBe(true);
    const made = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
    expect(made.map((it) => path.join(it.parentPath, it.name)).sort()).toEqual([
      inFolder(file),
      `${inFolder(file)}.lock`,
    ]);
    expect(existsSync(inFolder('file:'))).toBe(false);
  });

  it('may be an absolute path, also as a URI', async () => {
    await openNamed(inFolder('one.sqlite'));
    await openNamed(`file:${inFolder('two.sqlite')}`);
    await openNamed(`file://${inFolder('three.sqlite')}?mode=rwc`);
    await closeAll();
    const made = readdirSync(folder).filter((name) => !name.endsWith('.lock'));
    expect(made.sort()).toEqual(['one.sqlite', 'three.sqlite', 'two.sqlite']);
  });

  it('writes ahead, checks what rows point to, and keeps readers from writing, on every connection', async () => {
    const database = await openNamed('farm.sqlite');
    const pragma = (name: string) => sql<Record<string, number | string>>`pragma ${sql.raw(name)}`;
    const settings = { journal_mode: 'wal', synchronous: 1, foreign_keys: 1 };
    for (const [name, value] of Object.entries(settings)) {
      const writing = await database.transact((tx) => pragma(name).execute(tx.q));
      const reading = await database.read((reader) => pragma(name).execute(reader.q));
      for (const { rows } of [writing, reading]) expect(rows).toEqual([{ [name]: value }]);
    }
    expect((await database.read((reader) => pragma('query_only').execute(reader.q))).rows).toEqual([{ query_only: 1 }]);
  });
});

describe('opening a file (contract 11 §2.1)', () => {
  it('checks it before anything in it is changed: a damaged file of an older Manager is refused as it is', async () => {
    const original = new OriginalFarm(inFolder('present.sqlite'));
    original.job('film', { status: 'queued', tasks: Array.from({ length: 500 }, () => ({ status: 'queued' })) });
    original.close();
    await openNamed('present.sqlite');
    await closeAll();
    await makeOlderFarm(inFolder('present.sqlite'), inFolder('farm.sqlite'), 1);
    const handle = await open(inFolder('farm.sqlite'), 'r+');
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(size / 2, 0xa5), 0, size / 2, size / 4);
    await handle.close();
    const before = await readFile(inFolder('farm.sqlite'));
    const refusal = openNamed('farm.sqlite');
    await expect(refusal).rejects.toThrow(StartError);
    await expect(refusal).rejects.toMatchObject({
      exitCode: 3,
      reason: expect.stringMatching(/integrity check failed/),
    });
    expect((await readFile(inFolder('farm.sqlite'))).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([]);
  });

  it('leaves one file and its lock when it is closed', async () => {
    await openNamed('farm.sqlite');
    await closeAll();
    expect(readdirSync(folder).sort()).toEqual(['farm.sqlite', 'farm.sqlite.lock']);
  });
});

it('times are whole milliseconds and JSON is text, whatever the original wrote (D8.3)', async () => {
  const original = new OriginalFarm(inFolder('farm.sqlite'));
  const { id: workerId } = await original.worker({ name: 'nora', status: 'awake', isDeleted: true });
  original.schedule(workerId, 'mo tu', '09:00', '17:00');
  original.job('film', {
    status: 'failed',
    tasks: [
      { status: 'completed', workerId },
      { status: 'failed', workerId },
    ],
  });
  original.close();
  await openNamed('farm.sqlite');
  await closeAll();
  const database = new Sqlite(inFolder('farm.sqlite'), { readonly: true });
  const columns = database
    .prepare(
      `select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c
       where m.type = 'table' and m.name not like 'kysely%' and m.name not like 'sqlite%'`,
    )
    .all() as { table: string; column: string }[];
  const typesOf = ({ table, column }: { table: string; column: string }) =>
    database.prepare(`select distinct typeof(${column}) from ${table} where ${column} is not null`).pluck().all();
  const times = columns.filter(({ column }) => column.endsWith('_at'));
  const filled = times.filter((it) => typesOf(it).length > 0);
  expect(filled.length).toBeGreaterThan(8);
  for (const time of filled) expect([time, typesOf(time)]).toEqual([time, ['integer']]);
  const texts = columns.filter(({ column }) => ['settings', 'metadata', 'commands', 'task_types'].includes(column));
  expect(texts).toHaveLength(4);
  for (const { table, column } of texts) {
    const valid = database.prepare(`select distinct typeof(${column}) || json_valid(${column}) from ${table}`).pluck();
    expect([table, column, valid.all()]).toEqual([table, column, ['text1']]);
  }
  database.close();
});
