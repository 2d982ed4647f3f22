import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { MANAGER, Program } from './support/program.js';

jest.setTimeout(60_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const check = (...args: readonly string[]) => Program.start(MANAGER, ['-check', ...args], farm.folder);

it('-check finds a new farm sound, beside its Manager and without it', async () => {
  const manager = await farm.startManager();
  const beside = check();
  expect(await beside.ended).toEqual({ code: 0, signal: null });
  expect(beside.output).toMatch(/INF the farm is sound database=flamenco-manager\.sqlite$/m);
  await manager.kill('SIGTERM');
  expect(await check().ended).toEqual({ code: 0, signal: null });
});

it('-check tells what is not as it must be, with an example, also as JSON', async () => {
  await (await farm.startManager()).kill('SIGTERM');
  const database = new Sqlite(path.join(farm.folder, 'flamenco-manager.sqlite'));
  database.exec(`insert into workers (uuid, secret, name, address, platform, software, status, status_before_error,
      is_lazy_request, task_types, can_restart, can_test, is_block_exempt, created_at, updated_at)
    values ('the-uuid', '', 'nora', '', '', '', 'offline', 'awake', 0, '[]', 0, 0, 0, 0, 0)`);
  database.close();
  const plain = check();
  expect(await plain.ended).toEqual({ code: 1, signal: null });
  expect(plain.output).toMatch(/ERR this is always true .* rule="a worker with a former status is in error"/);
  expect(plain.output).toMatch(/ERR an example of it .*the-uuid/);
  const json = check('-log-format', 'json');
  expect(await json.ended).toEqual({ code: 1, signal: null });
  const lines = json.output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toContainEqual(
    expect.objectContaining({ rule: 'a worker with a former status is in error', example: { uuid: 'the-uuid' } }),
  );
});

it('-check has nothing to check where no Manager ever ran', async () => {
  const nothing = check();
  expect(await nothing.ended).toEqual({ code: 3, signal: null });
  expect(nothing.output).toMatch(/there is no database file/);
});
