import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { DatabaseUnusable } from '../../src/db/database.js';
import { openSqlite, openSqliteForReading } from '../../src/db/open-sqlite.js';
import { listTags } from '../../src/db/worker-lists.js';

const parts = { clock: new FakeClock(), logger: pino({ level: 'silent' }) };
const SQLITE = createRequire(import.meta.url).resolve('better-sqlite3');

/** Another program that holds the lock of a file as a Manager does, and says so. */
const HOLDER = `
  const lock = new (require(${JSON.stringify(SQLITE)}))(process.argv[1]);
  lock.exec("begin exclusive; create table if not exists holder (about text); delete from holder");
  lock.exec("insert into holder values ('flamenco-manager on attic'); commit; begin immediate");
  console.log('held');
  setInterval(() => lock, 1000);`;

describe('two Managers that want one file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'flamenco-two-'));
    file = path.join(folder, 'farm.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are one: the other is told who has it, and gets it when that one ends', async () => {
    const first = await openSqlite(file, parts);
    symlinkSync(file, path.join(folder, 'alias.sqlite'));
    for (const name of ['farm.sqlite', 'alias.sqlite']) {
      const refusal = openSqlite(path.join(folder, name), parts);
      await expect(refusal).rejects.toThrow(DatabaseUnusable);
      await expect(refusal).rejects.toThrow(
        `another Manager works with ${path.join(folder, name)}: flamenco-manager on ${hostname()} (process ${process.pid})`,
      );
    }
    // Whoever only looks may, as -check and -backup do.
    const view = await openSqliteForReading(file);
    expect(await view.read((reader) => listTags(reader))).toEqual([]);
    await view.close();
    await first.close();
    await (await openSqlite(file, parts)).close();
  });

  it('are none when the first one was killed: nothing of its lock is left', async () => {
    await (await openSqlite(file, parts)).close();
    const other = spawn(process.execPath, ['-e', HOLDER, `${file}.lock`], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    await expect(openSqlite(file, parts)).rejects.toThrow(/another Manager works with .*: flamenco-manager on attic/);
    other.kill('SIGKILL');
    await once(other, 'close');
    await (await openSqlite(file, parts)).close();
  });
});
