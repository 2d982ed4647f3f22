import { mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { DatabaseUnusable } from '../../src/db/database.js';
import { SCHEMA_CHANGES } from '../../src/db/migrations/index.js';
import { openSqlite } from '../../src/db/open-sqlite.js';
import { checkInvariants } from '../support/check-invariants.js';
import { makeOlderFarm } from '../support/older-farm.js';
import { OriginalFarm } from '../support/original-farm.js';

const parts = { clock: new FakeClock(), logger: pino({ level: 'silent' }) };
const PRESENT = SCHEMA_CHANGES.length;
const OLDER = Array.from({ length: PRESENT - 1 }, (_, index) => index + 1);

let folder: string;
const inFolder = (name: string) => path.join(folder, name);
const file = () => inFolder('farm.sqlite');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flamenco-update-'));
  const present = inFolder('present.sqlite');
  const original = new OriginalFarm(present);
  const { id: workerId } = await original.worker({ name: 'nora', status: 'awake' });
  original.job('film', {
    status: 'active',
    tasks: [
      { status: 'completed', workerId },
      { status: 'active', workerId },
      { status: 'queued', after: 1 },
    ],
  });
  original.close();
  await (await openSqlite(present, parts)).close();
});
afterEach(() => rm(folder, { recursive: true }));

/** Changes that a file went through, and its tasks. */
function lookInto(name: string): { readonly changes: number; readonly tasks: unknown[] } {
  const database = new Sqlite(name, { readonly: true });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    const changes = Number(database.prepare('select count(*) from kysely_migration').pluck().get());
    return { changes, tasks: database.prepare('select id, uuid, status from tasks order by id').all() };
  } finally {
    database.close();
  }
}

const backups = () => readdirSync(folder).filter((name) => name.includes('backup'));

describe('the file of an older Manager (D8.4)', () => {
  it.each(OLDER)('with the first %i changes is brought up to date, and a copy of before stays', async (changes) => {
    await makeOlderFarm(inFolder('present.sqlite'), file(), changes);
    const before = lookInto(file());
    expect(before).toMatchObject({ changes, tasks: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    const farm = await openSqlite(file(), parts);
    await checkInvariants(farm);
    await farm.close();
    expect(lookInto(file())).toEqual({ changes: PRESENT, tasks: before.tasks });
    expect(backups()).toEqual([expect.stringMatching(/^farm\.sqlite\.backup-\d{4}-[\dTZ-]+$/)]);
    expect(lookInto(inFolder(backups()[0] ?? ''))).toEqual(before);
    // The next start finds nothing to do.
    await (await openSqlite(file(), parts)).close();
    expect(backups()).toHaveLength(1);
  });

  it('is not copied when it is new or up to date', async () => {
    await (await openSqlite(file(), parts)).close();
    await (await openSqlite(inFolder('present.sqlite'), parts)).close();
    expect(backups()).toEqual([]);
  });

  it('stays as it is when it cannot be copied, and the user is told why', async () => {
    await makeOlderFarm(inFolder('present.sqlite'), file(), 1);
    const before = lookInto(file());
    mkdirSync(`${file()}.backup.unfinished`);
    const refusal = openSqlite(file(), parts);
    await expect(refusal).rejects.toThrow(DatabaseUnusable);
    await expect(refusal).rejects.toThrow(/farm\.sqlite could not be updated: .* Nothing was changed/);
    expect(lookInto(file())).toEqual(before);
  });

  it('stays as it is when a change fails after others, and the copy of before is there all the same', async () => {
    await makeOlderFarm(inFolder('present.sqlite'), file(), 1);
    // What the last change wants to add is there already.
    const database = new Sqlite(file());
    database.exec('alter table workers add column can_check_storage integer');
    database.close();
    const before = lookInto(file());
    await expect(openSqlite(file(), parts)).rejects.toThrow(/could not be updated: .*duplicate column name/);
    expect(lookInto(file())).toEqual(before);
    expect(lookInto(inFolder(backups()[0] ?? ''))).toEqual(before);
  });

  it('is refused when it is newer, and not touched (D8.4)', async () => {
    const database = new Sqlite(inFolder('present.sqlite'));
    database.exec(`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')`);
    database.close();
    await expect(openSqlite(inFolder('present.sqlite'), parts)).rejects.toThrow(/written by a newer version/);
    expect(lookInto(inFolder('present.sqlite'))).toMatchObject({ changes: PRESENT + 1 });
    expect(backups()).toEqual([]);
  });
});
