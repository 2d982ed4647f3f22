import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeClock } from '@flamenco/common/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { pino } from 'pino';
import { DatabaseUnusable } from '../../src/db/database.js';
import type { Database } from '../../src/db/database.js';
import { openSqlite } from '../../src/db/open-sqlite.js';
import { processDeletions } from '../../src/farm/use-cases/upkeep/process-deletions.js';
import { repairStuckJobs } from '../../src/farm/use-cases/upkeep/repair-stuck-jobs.js';
import { checkInvariants } from '../support/check-invariants.js';
import { makeFarm } from '../support/make-farm.js';
import { OriginalFarm, THEN } from '../support/original-farm.js';

const parts = { clock: new FakeClock(), logger: pino({ level: 'silent' }) };

let folder: string;
let file: string;
let original: OriginalFarm;
let database: Database | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flamenco-original-'));
  file = path.join(folder, 'flamenco-manager.sqlite');
  original = new OriginalFarm(file);
});
afterEach(async () => {
  original.close();
  await database?.close();
  database = undefined;
  await rm(folder, { recursive: true });
});

/** What a kill of the original Manager leaves: a file and its log, with nobody who has them open. */
function killOriginal(): void {
  for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${file}.kept${suffix}`);
  original.close();
  for (const suffix of ['', '-wal']) copyFileSync(`${file}.kept${suffix}`, `${file}${suffix}`);
}

async function takeOver(): Promise<Database> {
  database = await openSqlite(file, parts);
  return database;
}

/** All rows of a table, in their order, for somebody who looks into the file. */
function rowsOf(table: string, columns = '*'): unknown[] {
  const look = new Sqlite(file, { readonly: true });
  try {
    return look.prepare(`select ${columns} from ${table} order by 1`).all();
  } finally {
    look.close();
  }
}

/** Runs what the Manager does with a farm when it starts. */
async function start(on: Database): Promise<void> {
  const kind = { name: 'imported', open: () => Promise.resolve({ database: on, close: () => Promise.resolve() }) };
  const farm = await makeFarm(kind);
  await repairStuckJobs(farm);
  await processDeletions(farm);
}

/** The tables of which contract 11 §4 lists the columns, one to a line. */
function tablesOfTheContract(): [table: string, columns: string[]][] {
  const text = readFileSync(
    new URL('../../../../docs/contract/11-persistence-and-operations.md', import.meta.url),
    'utf8',
  );
  const [, schema = ''] = text.split(/^## \d\. .*schema \(version 8\)$/m);
  const [body = ''] = schema.split(/^## /m);
  const parts = [...body.matchAll(/^### `(?<table>\w+)`\n(?<part>.*?)(?=^### )/gms)];
  return parts.flatMap(({ groups }) => {
    const columns = [...(groups?.part ?? '').matchAll(/^\| ((?:`\w+`(?: \/ |, )?)+) \|/gm)];
    const names = columns.flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
    return names.length === 0 ? [] : [[groups?.table ?? '', names]];
  });
}

it('the farm that these tests take over has the columns of the original, no more and no fewer (contract 11 §4)', () => {
  const tables = tablesOfTheContract();
  expect(tables.map(([table]) => table)).toEqual(['jobs', 'tasks', 'workers', 'sleep_schedules']);
  for (const [table, columns] of tables) {
    const ours = rowsOf(`pragma_table_info('${table}')`, 'name') as { name: string }[];
    expect([table, ours.map(({ name }) => name).sort()]).toEqual([table, [...columns].sort()]);
  }
});

const STATUSES = [
  ...['active', 'canceled', 'completed', 'failed', 'paused', 'pause-requested', 'queued', 'cancel-requested'],
  ...['requeueing', 'under-construction'],
];
const TASK_STATUSES = ['active', 'canceled', 'completed', 'failed', 'queued', 'soft-failed', 'paused'];

describe('the database of an original farm (contract 11 §4, §8, D8.1)', () => {
  it('is taken over whatever the statuses of its jobs and tasks are, and the farm is sound then', async () => {
    const { id: workerId } = await original.worker({ name: 'nora', status: 'awake' });
    for (const status of STATUSES) {
      original.job(`all of ${status}`, {
        status,
        tasks: TASK_STATUSES.map((of, index) => ({ status: of, workerId, ...(index > 0 && { after: 1 }) })),
      });
      for (const of of TASK_STATUSES)
        original.job(`${status} with ${of}`, { status, tasks: [{ status: of, workerId }] });
      original.job(`empty ${status}`, { status, tasks: [] });
    }
    killOriginal();
    const farm = await takeOver();
    expect(rowsOf('jobs', 'count(*) as n')).toEqual([{ n: STATUSES.length * (TASK_STATUSES.length + 2) }]);
    await start(farm);
    await checkInvariants(farm);
  });

  it('keeps Workers, their secrets, tags and schedules', async () => {
    const gpu = original.tag('gpu');
    const nora = await original.worker({ name: 'nora', status: 'awake', statusRequested: 'offline' }, gpu.id);
    const hugo = await original.worker({ name: 'hugo', isDeleted: true });
    await original.worker({ name: 'never signed on', status: '' });
    original.schedule(nora.id, 'mo, tu we', '09:00', '17:30');
    killOriginal();
    const hashes = rowsOf('workers', 'id, secret');
    await takeOver();
    expect(rowsOf('workers', 'id, secret')).toEqual(hashes);
    expect(rowsOf('workers', 'id, uuid, name, status, status_requested, deleted_at, last_seen_at')).toEqual([
      { ...nora, name: 'nora', status: 'awake', status_requested: 'offline', deleted_at: null, last_seen_at: THEN },
      { ...hugo, name: 'hugo', status: 'asleep', status_requested: null, deleted_at: THEN, last_seen_at: THEN },
      expect.objectContaining({ name: 'never signed on', status: 'offline' }),
    ]);
    expect(rowsOf('workers', 'task_types')[0]).toEqual({ task_types: '["blender","ffmpeg","file-management","misc"]' });
    expect(rowsOf('worker_tags', 'id, uuid, name, description')).toEqual([
      { ...gpu, name: 'gpu', description: 'about gpu' },
    ]);
    expect(rowsOf('worker_tag_membership')).toEqual([{ worker_tag_id: gpu.id, worker_id: nora.id }]);
    expect(
      rowsOf('sleep_schedules', 'worker_id, is_active, days_of_week, start_time, end_time, next_check_at'),
    ).toEqual([
      {
        worker_id: nora.id,
        is_active: 1,
        days_of_week: 'mo tu we',
        start_time: '09:00',
        end_time: '17:30',
        next_check_at: null,
      },
    ]);
  });

  it('keeps jobs with their settings, tasks, failures and blocks, and sums up their steps', async () => {
    const gpu = original.tag('gpu');
    const { id: nora } = await original.worker({ name: 'nora' });
    const job = original.job('shot 010', {
      ...{ status: 'active', tagId: gpu.id, checkout: 'shot-010/abc' },
      tasks: [
        { status: 'completed', workerId: nora, stepsTotal: 10 },
        { status: 'soft-failed', workerId: nora, stepsTotal: 10, stepsCompleted: 4 },
        { status: 'queued', after: 1, type: 'ffmpeg', stepsTotal: 0 },
      ],
    });
    original.failure(job, 1, nora);
    original.block(job, nora, 'FFmpeg');
    original.lastRendered(job);
    killOriginal();
    await takeOver();
    expect(rowsOf('jobs')).toEqual([
      expect.objectContaining({
        ...{ uuid: job.uuid, name: 'shot 010', type: 'simple-blender-render', status: 'active', priority: 50 },
        ...{ worker_tag_id: gpu.id, checkout_path: 'shot-010/abc', activity: 'active it was', created_at: THEN },
        settings: '{"blendfile":"{shared}/<film>.blend","frames":"1-3"}',
        metadata: '{"project":"Sprite Fright"}',
        ...{ steps_completed: 14, steps_total: 21 },
      }),
    ]);
    expect(rowsOf('tasks', 'id, uuid, index_in_job, status, blocked_by, steps_completed')).toEqual([
      { id: 1, uuid: job.tasks[0], index_in_job: 1, status: 'completed', blocked_by: 0, steps_completed: 10 },
      { id: 2, uuid: job.tasks[1], index_in_job: 2, status: 'soft-failed', blocked_by: 0, steps_completed: 4 },
      { id: 3, uuid: job.tasks[2], index_in_job: 3, status: 'queued', blocked_by: 1, steps_completed: 0 },
    ]);
    expect(rowsOf('task_commands')[0]).toEqual({
      task_id: 1,
      commands: '[{"name":"blender-render","parameters":{"args":["-f","1"]},"total_step_count":1}]',
    });
    expect(rowsOf('task_attempts', 'task_id, worker_id, outcome, is_imported, ended_at')).toEqual([
      { task_id: 1, worker_id: nora, outcome: 'completed', is_imported: 1, ended_at: THEN },
    ]);
    expect(rowsOf('task_failures', 'task_id, worker_id')).toEqual([{ task_id: 2, worker_id: nora }]);
    expect(rowsOf('job_blocks', 'worker_id, task_type, type_key')).toEqual([
      { worker_id: nora, task_type: 'FFmpeg', type_key: 'ffmpeg' },
    ]);
    expect(rowsOf('last_rendered', 'job_id')).toEqual([{ job_id: job.id }]);
  });

  it('deletes what its users wanted deleted', async () => {
    original.job('gone', { status: 'completed', tasks: [], isToBeDeleted: true });
    original.job('stays', { status: 'completed', tasks: [] });
    killOriginal();
    await start(await takeOver());
    expect(rowsOf('jobs', 'name')).toEqual([{ name: 'stays' }]);
  });

  it('gives a Worker one task at most, the one that it reported last', async () => {
    const { id: workerId } = await original.worker({ name: 'nora' });
    const { id: gone } = await original.worker({ name: 'gone', isDeleted: true });
    original.job('film', {
      status: 'active',
      tasks: [
        { status: 'active', workerId },
        { status: 'active', workerId },
        { status: 'active', workerId: gone },
        { status: 'active' },
      ],
    });
    original.execute(`update tasks set last_touched_at = '2024-11-11 20:12:48 +0000 UTC' where id = 1`);
    killOriginal();
    await checkInvariants(await takeOver());
    expect(rowsOf('tasks', 'id, status').map((row) => Object.values(row as object)[1])).toEqual([
      ...['active', 'queued', 'queued', 'queued'],
    ]);
  });

  it('survives rows that point nowhere and JSON that is none', async () => {
    const job = original.job('film', {
      status: 'queued',
      tasks: [{ status: 'queued' }, { status: 'queued', after: 1 }],
    });
    original.execute(`pragma foreign_keys = off;
      update jobs set settings = 'not json', metadata = x'00ff', updated_at = null;
      update tasks set commands = 'null', worker_id = 99, last_touched_at = '0001-01-01 00:00:00 +0000 UTC' where id = 2;
      insert into task_dependencies values (1, 77); insert into task_failures values ('', 1, 99);
      insert into sleep_schedules (created_at, worker_id) values ('', 99);
      insert into last_rendereds (created_at, job_id) values ('', 99);`);
    killOriginal();
    await checkInvariants(await takeOver());
    expect(rowsOf('jobs', 'uuid, settings, metadata')).toEqual([{ uuid: job.uuid, settings: '{}', metadata: '{}' }]);
    expect(rowsOf('task_commands', 'task_id, commands')[1]).toEqual({ task_id: 2, commands: '[]' });
  });

  const databases = () =>
    readdirSync(folder)
      .filter((name) => !name.endsWith('.lock'))
      .sort();

  it('stays under another name, whole in one file, and the next start finds ours', async () => {
    original.job('film', { status: 'queued', tasks: [{ status: 'queued' }] });
    killOriginal();
    await rm(`${file}.kept`);
    await rm(`${file}.kept-wal`);
    await (await takeOver()).close();
    expect(databases()).toEqual(['flamenco-manager.original.sqlite', 'flamenco-manager.sqlite']);
    const kept = new Sqlite(path.join(folder, 'flamenco-manager.original.sqlite'), { readonly: true });
    expect(kept.prepare('select count(*) as n from jobs').get()).toEqual({ n: 1 });
    expect(kept.prepare('select max(version_id) as v from goose_db_version').get()).toEqual({ v: 8 });
    kept.close();
    await (await takeOver()).close();
    expect(databases()).toEqual(['flamenco-manager.original.sqlite', 'flamenco-manager.sqlite']);
    database = undefined;
  });

  it('is not touched when another original was kept under that name', async () => {
    killOriginal();
    copyFileSync(file, path.join(folder, 'flamenco-manager.original.sqlite'));
    await takeOver();
    expect(existsSync(path.join(folder, 'flamenco-manager.original-2.sqlite'))).toBe(true);
  });
});

describe('an original database that cannot be taken over stays as it is, and the user is told why', () => {
  const refused = async (what: string) => {
    const error: unknown = await openSqlite(what, parts).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseUnusable);
    return (error as DatabaseUnusable).message;
  };

  it.each<[number, RegExp]>([
    ...[1, 2, 3, 4, 5, 6, 7].map((version): [number, RegExp] => [
      version,
      /before 3\.8 .*Start Flamenco 3\.8 or 3\.9 with/,
    ]),
    [9, /newer than 3\.9/],
  ])('because its schema is of version %i (contract 11 §3, D8.1)', async (version, reason) => {
    const other = path.join(folder, 'other.sqlite');
    new OriginalFarm(other, version).close();
    expect(await refused(other)).toMatch(reason);
    expect(existsSync(path.join(folder, 'other.original.sqlite'))).toBe(false);
  });

  it('because its Manager runs', async () => {
    expect(await refused(file)).toMatch(/another program is using it\. Stop the original Manager first/);
    expect(readdirSync(folder).filter((name) => name.includes('original') || name.includes('importing'))).toEqual([]);
  });

  it('because it is of a Worker', async () => {
    const other = path.join(folder, 'flamenco-worker.sqlite');
    const worker = new Sqlite(other);
    worker.exec(`create table goose_db_version (id integer primary key, version_id integer, is_applied integer);
      insert into goose_db_version values (1, 2, 1); create table task_updates (id integer)`);
    worker.close();
    expect(await refused(other)).toMatch(/not of its Manager/);
  });
});
