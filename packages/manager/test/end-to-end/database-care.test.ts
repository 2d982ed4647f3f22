import { copyFile, open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { describeWithServer, onOneServer } from '../support/describe-with-server.js';
import type { PostgresServer } from '../support/postgres-server.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { MANAGER, Program } from './support/program.js';

jest.setTimeout(90_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const run = (...args: readonly string[]) => Program.start(MANAGER, args, farm.folder);
const inFolder = (name: string) => path.join(farm.folder, name);
const submit = () =>
  farm.submit({ type: 'echo-sleep-test', settings: { message: 'hello', sleep_duration_seconds: 1 } });
const clean = { code: 0, signal: null };
const refused = { code: 3, signal: null };

describe('-backup', () => {
  it('writes a farm that a Manager can start with, beside a Manager at work', async () => {
    const manager = await farm.startManager();
    const { id } = await submit();
    const backup = run('-backup', 'backups/monday.sqlite');
    expect(await backup.ended).toEqual(clean);
    expect(backup.output).toMatch(/INF the backup is complete and was checked .*file=backups\/monday\.sqlite/);
    const { id: later } = await submit();
    expect(await run('-backup', 'backups/monday.sqlite').ended).toEqual(clean);
    await manager.kill('SIGTERM');
    const again = await farm.startManager('-database', 'backups/monday.sqlite');
    expect(await farm.job(id)).toMatchObject({ status: 'queued' });
    expect(await farm.job(later)).toMatchObject({ status: 'queued' });
    await again.kill('SIGTERM');
  });

  it('overwrites neither the farm nor anything that is no backup', async () => {
    await (await farm.startManager()).kill('SIGTERM');
    await writeFile(inFolder('film.blend'), 'BLENDER');
    const itself = run('-backup', 'flamenco-manager.sqlite');
    expect(await itself.ended).toEqual(refused);
    expect(itself.output).toMatch(/is the database of the farm itself/);
    const film = run('-backup', 'film.blend');
    expect(await film.ended).toEqual(refused);
    expect(film.output).toMatch(/no backup of a farm, so it is not overwritten/);
    expect(await readFile(inFolder('film.blend'), 'utf8')).toBe('BLENDER');
  });

  it('says what it cannot do', async () => {
    const nothing = run('-backup', 'monday.sqlite');
    expect(await nothing.ended).toEqual(refused);
    expect(nothing.output).toMatch(/FTL the backup was not written .*there is no database file/);
    await (await farm.startManager()).kill('SIGTERM');
    await writeFile(inFolder('file'), '');
    const nowhere = run('-backup', 'file/monday.sqlite');
    expect(await nowhere.ended).toEqual(refused);
    expect(nowhere.output).toMatch(/writing or reading failed/);
  });
});

describe('the database file', () => {
  it('that is damaged while the Manager works ends it with exit code 3 (contract 11 §7.1)', async () => {
    await farm.configure('database_check_period: 200ms');
    await (await farm.startManager()).kill('SIGTERM');
    const manager = await farm.startManager();
    await damage(inFolder('flamenco-manager.sqlite'));
    expect(await manager.ended).toEqual(refused);
    expect(manager.output).toMatch(/ERR the database file is damaged, so the Manager stops/);
    const next = run();
    expect(await next.ended).toEqual(refused);
    expect(next.output).toMatch(/integrity check failed .*Restore a backup/);
  });

  it('of a newer Manager is refused', async () => {
    await (await farm.startManager()).kill('SIGTERM');
    const database = new Sqlite(inFolder('flamenco-manager.sqlite'));
    database.exec(`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '')`);
    database.close();
    const manager = run();
    expect(await manager.ended).toEqual(refused);
    expect(manager.output).toMatch(/written by a newer version of the Manager/);
  });

  it('is made smaller at the start when much of it is empty, and only then (contract 11 §7.3)', async () => {
    const file = inFolder('flamenco-manager.sqlite');
    await (await farm.startManager()).kill('SIGTERM');
    const database = new Sqlite(file);
    database.exec(`create table ballast (filling blob);
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 20)
      insert into ballast select zeroblob(1048576) from n; drop table ballast`);
    database.close();
    const { size } = await stat(file);
    const manager = await farm.startManager();
    expect(manager.output).toMatch(/INF a large part of the database file is empty, it is made smaller/);
    await manager.kill('SIGTERM');
    expect((await stat(file)).size).toBeLessThan(size / 10);
    const next = await farm.startManager();
    expect(next.output).not.toMatch(/made smaller/);
  });
});

/** Writes nonsense over the second half of a file, which is not open in any page cache of SQLite's. */
async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  const half = Math.floor(size / 2);
  await handle.write(Buffer.alloc(size - half, 0xa5), 0, size - half, half);
  await handle.close();
}

/** The lines about tables: name, rows and checksum of each. */
function tablesIn(output: string): string[] {
  return [...output.matchAll(/INF (copied \w+ .*)$/gm)].map(([, text]) => text ?? '');
}

describeWithServer('-copy-database', () => {
  let server: PostgresServer;
  let url: string;

  onOneServer((started) => (server = started));
  beforeEach(async () => {
    url = await server.createDatabase();
  });

  it('moves a farm from a file to a server and back, and tells the same checksums', async () => {
    const manager = await farm.startManager();
    const { id } = await submit();
    await manager.kill('SIGTERM');
    const there = run('-copy-database', 'flamenco-manager.sqlite', url);
    expect(await there.ended).toEqual(clean);
    const onServer = await farm.startManager('-database', url);
    expect(await farm.job(id)).toMatchObject({ status: 'queued' });
    const { id: second } = await submit();
    await onServer.kill('SIGTERM');
    const back = run('-copy-database', url, 'copies/back.sqlite');
    expect(await back.ended).toEqual(clean);
    const onFile = await farm.startManager('-database', 'copies/back.sqlite');
    expect(await farm.job(id)).toMatchObject({ status: 'queued' });
    expect(await farm.job(second)).toMatchObject({ status: 'queued' });
    await submit();
    await onFile.kill('SIGTERM');
    const elsewhere = await server.createDatabase();
    const onward = run('-copy-database', url, elsewhere);
    expect(await onward.ended).toEqual(clean);
    expect(tablesIn(back.output).length).toBeGreaterThan(15);
    expect(tablesIn(onward.output)).toEqual(tablesIn(back.output));
    for (const { output } of [there, back, onward]) expect(output).not.toContain(encodeURIComponent(server.password));
    expect(await run('-check', '-database', elsewhere).ended).toEqual(clean);
  });

  it('backs up a farm on a server as a file', async () => {
    const manager = await farm.startManager('-database', url);
    const { id } = await submit();
    expect(await run('-database', url, '-backup', 'monday.sqlite').ended).toEqual(clean);
    await manager.kill('SIGTERM');
    await farm.startManager('-database', 'monday.sqlite');
    expect(await farm.job(id)).toMatchObject({ status: 'queued' });
  });

  it('copies into nothing that is not empty', async () => {
    await (await farm.startManager()).kill('SIGTERM');
    expect(await run('-copy-database', 'flamenco-manager.sqlite', url).ended).toEqual(clean);
    await copyFile(inFolder('flamenco-manager.sqlite'), inFolder('other.sqlite'));
    await writeFile(inFolder('film.blend'), 'BLENDER and more than a header of it');
    for (const target of [url, 'other.sqlite', 'flamenco-manager.sqlite', 'film.blend']) {
      const copy = run('-copy-database', 'flamenco-manager.sqlite', target);
      expect(await copy.ended).toEqual(refused);
      expect(copy.output).toMatch(/FTL the farm was not copied .*is not empty/);
    }
    expect(await readFile(inFolder('film.blend'), 'utf8')).toMatch(/^BLENDER/);
  });

  it('needs two databases, and the first has to be a farm', async () => {
    const one = run('-copy-database', 'flamenco-manager.sqlite');
    expect(await one.ended).toEqual({ code: 2, signal: null });
    expect(one.output).toMatch(/-copy-database FROM TO/);
    const nothing = run('-copy-database', 'no-such.sqlite', url);
    expect(await nothing.ended).toEqual(refused);
    expect(nothing.output).toMatch(/there is no database file/);
  });
});
