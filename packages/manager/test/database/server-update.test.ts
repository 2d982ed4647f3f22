import { mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { POSTGRES } from '../../src/db/dialects.js';
import { appliedChanges, migrate } from '../../src/db/migrate.js';
import { SCHEMA_CHANGES } from '../../src/db/migrations/index.js';
import { builderOver, connectedClient } from '../../src/db/open-postgres.js';
import { listTags } from '../../src/db/worker-lists.js';
import { openDatabase } from '../../src/open-database.js';
import { checkInvariants } from '../support/check-invariants.js';
import { describeWithServer, onOneServer } from '../support/describe-with-server.js';
import type { PostgresServer } from '../support/postgres-server.js';

const parts = { clock: new FakeClock(), logger: pino({ level: 'silent' }) };
const OLDER = Array.from({ length: SCHEMA_CHANGES.length - 1 }, (_, index) => index + 1);

describeWithServer('the farm of an older Manager on a server (D8.4)', () => {
  let server: PostgresServer;
  let url: string;
  let folder: string;

  onOneServer((started) => (server = started));
  beforeEach(async () => {
    url = await server.createDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'flamenco-server-update-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Makes the farm as it was after so many changes of the schema. */
  async function makeOlder(changes: number): Promise<void> {
    const client = await connectedClient(url);
    await migrate(builderOver(client), POSTGRES, changes);
    await client.query(`insert into worker_tags (uuid, name, description, created_at, updated_at)
      select 'uuid ' || n, 'tag ' || n, 'whatever', n, n from generate_series(1, 1200) n`);
    await client.end();
  }

  async function changesOnServer(): Promise<number> {
    const client = await connectedClient(url);
    const changes = await appliedChanges(builderOver(client));
    await client.end();
    return changes.length;
  }

  /** Opens a farm by name, as the Manager does, and counts its tags. */
  async function tagsOf(name: string): Promise<number> {
    const farm = await openDatabase(name, folder, parts);
    await checkInvariants(farm);
    const tags = await farm.read((reader) => listTags(reader));
    await farm.close();
    return tags.length;
  }

  const backups = () => readdirSync(folder).filter((name) => name.includes('.backup'));

  it.each(OLDER)('with the first %i changes is brought up to date, and a file of before stays', async (changes) => {
    await makeOlder(changes);
    expect(await tagsOf(url)).toBe(1200);
    expect(await changesOnServer()).toBe(SCHEMA_CHANGES.length);
    expect(backups()).toEqual([expect.stringMatching(/^farm_\w+\.backup-\d{4}-[\dTZ-]+\.sqlite$/)]);
    const copy = path.join(folder, backups()[0] ?? '');
    const file = new Sqlite(copy, { readonly: true });
    expect(file.prepare('select count(*) from kysely_migration').pluck().get()).toBe(changes);
    file.close();
    // Any Manager can start with it, and the next start finds nothing to do.
    expect(await tagsOf(copy)).toBe(1200);
    await tagsOf(url);
    expect(backups().filter((name) => name.endsWith('Z.sqlite'))).toHaveLength(1);
  });

  it('stays as it is when it cannot be copied, and the user is told why', async () => {
    await makeOlder(1);
    mkdirSync(path.join(folder, `${new URL(url).pathname.slice(1)}.backup.unfinished`));
    await expect(openDatabase(url, folder, parts)).rejects.toMatchObject({
      exitCode: 3,
      reason: expect.stringMatching(/could not be updated: .* Nothing was changed/),
    });
    expect(await changesOnServer()).toBe(1);
  });
});
