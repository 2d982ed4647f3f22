import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { numbersFrom } from '../properties/history/dice.js';
import { makeOlderFarm } from '../support/older-farm.js';
import { OriginalFarm } from '../support/original-farm.js';
import { describeWithServer, onOneServer } from '../support/describe-with-server.js';
import type { PostgresServer } from '../support/postgres-server.js';
import { RealFarm } from './support/farm.js';
import { killLeftovers, MANAGER, Program } from './support/program.js';

/** The last change of the schema; it drops an index, if that is there. */
const LAST_CHANGE = '0006-fewer-indexes';

/** A dozen in all in a short run, more than a hundred in a long one. */
const KILLS = process.env['SOAK'] ? 25 : 2;

jest.setTimeout(process.env['SOAK'] ? KILLS * 60_000 : 90_000);

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const random = numbersFrom(seed);

const JOBS = 4;
const TASKS_PER_JOB = 1500;
const clean = { code: 0, signal: null };

let farm: RealFarm;

beforeAll(() => {
  process.stdout.write(`random kills, repeat with SEED=${seed}\n`);
});
beforeEach(async () => {
  farm = await RealFarm.make();
});
afterEach(async () => {
  await killLeftovers();
  await farm.remove();
});

const inFolder = (name: string) => path.join(farm.folder, name);
const run = (...args: readonly string[]) => Program.start(MANAGER, args, farm.folder);
const files = () => readdirSync(farm.folder).filter((name) => name.includes('sqlite') && !name.endsWith('.lock'));

/** A large original farm, made once and copied for each kill. */
function makeOriginal(file: string): void {
  const original = new OriginalFarm(file);
  for (let job = 0; job < JOBS; job += 1) {
    const tasks = Array.from({ length: TASKS_PER_JOB }, () => ({ status: 'completed' }));
    original.job(`film ${job}`, { status: 'completed', tasks });
  }
  original.close();
}

function tasksIn(file: string): number {
  const database = new Sqlite(file, { readonly: true });
  try {
    expect(database.pragma('quick_check(1)', { simple: true })).toBe('ok');
    return database.prepare('select count(*) from tasks').pluck().get() as number;
  } finally {
    database.close();
  }
}

/** What a program does from one of its lines to another, and how long that takes. */
interface Stretch {
  readonly start: () => Program;
  readonly from: RegExp;
  readonly to: RegExp;
}

async function measure({ start, from, to }: Stretch): Promise<number> {
  const program = start();
  await program.line(from);
  const began = performance.now();
  await program.line(to);
  const took = performance.now() - began;
  await program.kill('SIGTERM');
  return took;
}

/** Kills the program somewhere in the stretch; it may just have come to its end. */
async function killWithin({ start, from }: Stretch, takesMs: number): Promise<void> {
  const program = start();
  await program.line(from);
  // The moment of the kill is what is tested, so it is a matter of time and of nothing else.
  await new Promise((resolve) => setTimeout(resolve, random() * takesMs));
  await program.kill('SIGKILL');
}

it('a kill while an original farm is taken over leaves the original or the finished farm', async () => {
  makeOriginal(inFolder('pristine'));
  const file = inFolder('flamenco-manager.sqlite');
  const begin = () => {
    for (const name of files()) rmSync(inFolder(name));
    cpSync(inFolder('pristine'), file);
  };
  const stretch = { start: () => run(), from: /taking the farm over/, to: /the farm was taken over/ };
  begin();
  const takesMs = await measure(stretch);
  for (let kill = 0; kill < KILLS; kill += 1) {
    begin();
    await killWithin(stretch, takesMs * 1.1);
    expect(tasksIn(file)).toBe(JOBS * TASKS_PER_JOB);
    const again = await farm.startManager();
    expect((await farm.client.GET('/api/v3/jobs')).data?.jobs).toHaveLength(JOBS);
    await again.kill('SIGTERM');
    expect(tasksIn(inFolder('flamenco-manager.original.sqlite'))).toBe(JOBS * TASKS_PER_JOB);
    expect(files().sort()).toEqual(['flamenco-manager.original.sqlite', 'flamenco-manager.sqlite']);
    expect(await run('-check').ended).toEqual(clean);
  }
});

it('a kill while the schema is made leaves a database that the next start finishes', async () => {
  const begin = () => {
    for (const name of files()) rmSync(inFolder(name));
  };
  const stretch = { start: () => run(), from: /opening database/, to: /possible URLs/ };
  const takesMs = await measure(stretch);
  for (let kill = 0; kill < KILLS; kill += 1) {
    begin();
    await killWithin(stretch, takesMs);
    const again = await farm.startManager();
    await again.kill('SIGTERM');
    expect(await run('-check').ended).toEqual(clean);
  }
});

it('a kill while the schema of a farm is updated leaves the farm of before or of after, and no half copy of it', async () => {
  makeOriginal(inFolder('present.sqlite'));
  await (await farm.startManager('-database', 'present.sqlite')).kill('SIGTERM');
  await makeOlderFarm(inFolder('present.sqlite'), inFolder('pristine'), 1);
  const file = inFolder('flamenco-manager.sqlite');
  const begin = () => {
    for (const name of files().filter((it) => it.startsWith('flamenco-manager'))) rmSync(inFolder(name));
    cpSync(inFolder('pristine'), file);
  };
  const stretch = { start: () => run(), from: /opening database/, to: /possible URLs/ };
  begin();
  const takesMs = await measure(stretch);
  for (let kill = 0; kill < KILLS; kill += 1) {
    begin();
    await killWithin(stretch, takesMs);
    expect(tasksIn(file)).toBe(JOBS * TASKS_PER_JOB);
    await (await farm.startManager()).kill('SIGTERM');
    const copies = files().filter((name) => name.includes('.backup'));
    expect(copies.length).toBeGreaterThan(0);
    for (const copy of copies) expect(tasksIn(inFolder(copy))).toBe(JOBS * TASKS_PER_JOB);
    expect(copies.filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(await run('-check').ended).toEqual(clean);
  }
});

it('a kill while a backup is written leaves the former backup, or the new one', async () => {
  makeOriginal(inFolder('flamenco-manager.sqlite'));
  await (await farm.startManager()).kill('SIGTERM');
  const backup = inFolder('backup/farm.sqlite');
  const stretch = { start: () => run('-backup', backup), from: /writing a backup/, to: /the backup is complete/ };
  const takesMs = await measure(stretch);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const isFirst = random() < 0.5;
    if (isFirst) rmSync(backup, { force: true });
    await killWithin(stretch, takesMs);
    if (!isFirst || existsSync(backup)) expect(tasksIn(backup)).toBe(JOBS * TASKS_PER_JOB);
    expect(await run('-backup', backup).ended).toEqual(clean);
    expect(readdirSync(inFolder('backup'))).toEqual(['farm.sqlite']);
    expect(await run('-check', '-database', backup).ended).toEqual(clean);
  }
});

describeWithServer('with a server', () => {
  let server: PostgresServer;

  onOneServer((started) => (server = started));

  it('a kill while the schema of its farm is updated leaves the farm of before or of after, and whole copies only', async () => {
    makeOriginal(inFolder('present.sqlite'));
    await (await farm.startManager('-database', 'present.sqlite')).kill('SIGTERM');
    const url = await server.createDatabase();
    expect(await run('-copy-database', 'present.sqlite', url).ended).toEqual(clean);
    // The last change does nothing where it was made before.
    const makeOlder = () => server.administer(`delete from kysely_migration where name = '${LAST_CHANGE}'`, url);
    const stretch = { start: () => run('-database', url), from: /is copied to a file before/, to: /possible URLs/ };
    await makeOlder();
    const takesMs = await measure(stretch);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await makeOlder();
      await killWithin(stretch, takesMs);
      await (await farm.startManager('-database', url)).kill('SIGTERM');
      const copies = files().filter((name) => name.includes('.backup'));
      expect(copies.length).toBeGreaterThan(0);
      for (const copy of copies) expect(tasksIn(inFolder(copy))).toBe(JOBS * TASKS_PER_JOB);
      expect(copies.filter((name) => name.includes('unfinished'))).toEqual([]);
      expect(await run('-check', '-database', url).ended).toEqual(clean);
    }
  });

  it.each(['to a server', 'to a file'])(
    'a kill while a farm is copied %s leaves the source, and a target that is refused until it is copied again',
    async (direction) => {
      makeOriginal(inFolder('flamenco-manager.sqlite'));
      await (await farm.startManager()).kill('SIGTERM');
      let target = '';
      const stretch = {
        start: () => run('-copy-database', 'flamenco-manager.sqlite', target),
        from: /copied worker_tags/,
        to: /the whole farm was copied/,
      };
      const fresh = async (number: number) =>
        direction === 'to a server' ? await server.createDatabase() : inFolder(`copies/${number}.sqlite`);
      target = await fresh(-1);
      const takesMs = await measure(stretch);
      for (let kill = 0; kill < KILLS; kill += 1) {
        target = await fresh(kill);
        await killWithin(stretch, takesMs);
        const onTarget = run('-database', target);
        const isRefused = await Promise.race([
          onTarget.line(/not all of it arrived/).then(() => true),
          onTarget.line(/possible URLs/).then(() => false),
        ]);
        if (!isRefused) await onTarget.kill('SIGTERM');
        if (isRefused) {
          expect(await onTarget.ended).toEqual({ code: 3, signal: null });
          expect(await run('-copy-database', 'flamenco-manager.sqlite', target).ended).toEqual(clean);
        }
        expect(tasksIn(inFolder('flamenco-manager.sqlite'))).toBe(JOBS * TASKS_PER_JOB);
        expect(await run('-check', '-database', target).ended).toEqual(clean);
      }
    },
  );
});
