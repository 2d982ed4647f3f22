import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Schemas } from '@flamenco/api';
import { expect, it, jest } from '@jest/globals';
import { canMount } from '../../../worker/test/support/storages.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';

jest.setTimeout(120_000);

let farm: RealFarm;
eachTimeAFarm((made) => {
  farm = made;
});

type Check = Schemas['StorageCheck'];

async function start(body: Schemas['StorageCheckRequest']): Promise<Check> {
  const { data, error } = await farm.client.POST('/api/v3/configuration/storage-checks', { body });
  if (!data) throw new Error(JSON.stringify(error));
  return data;
}

/** The check once every Worker has told what it has to. */
function untilComplete(id: string): Promise<Check> {
  return farm.until(async () => {
    const params = { path: { check_id: id } };
    const { data } = await farm.client.GET('/api/v3/configuration/storage-checks/{check_id}', { params });
    return data?.is_complete && data.manager ? data : undefined;
  }, 'the answers of all Workers');
}

const untilAwake = (count: number) =>
  farm.until(async () => {
    const workers = await farm.workers();
    return workers.filter(({ status }) => status === 'awake').length === count ? true : undefined;
  }, `${count} Workers that are awake`);

/** Each Worker in few words. */
const told = ({ workers }: Check) =>
  Object.fromEntries(
    workers.map(({ name, state, findings: found }) => [
      name,
      found ? `${found.kind}, ${found.can_read ? 'reads' : '-'}, ${found.can_write ? 'writes' : '-'}` : state,
    ]),
  );

// A name space of mounts makes another machine of a Worker: what is mounted there is seen by nobody else.
(canMount ? it : it.skip)(
  'a farm finds out which of its Workers lacks the storage, or may not write to it',
  async () => {
    await writeFile(path.join(farm.storage, 'shot.blend'), 'BLENDER');
    const manager = await farm.startManager();
    const good = farm.startWorker('good');
    const readOnly = farm.startWorkerAfter(
      'mount --bind "$STORAGE" "$STORAGE" && mount -o remount,bind,ro "$STORAGE"',
      'read-only',
    );
    const unmounted = farm.startWorkerAfter('mount -t tmpfs -o size=64k tmpfs "$STORAGE"', 'unmounted');
    await untilAwake(3);
    const gone = farm.startWorker('gone');
    await untilAwake(4);
    await gone.kill('SIGTERM');

    const { id, workers } = await start({ path: farm.storage });
    expect(workers.map(({ name }) => name).sort()).toEqual(['gone', 'good', 'read-only', 'unmounted']);
    const check = await untilComplete(id);
    expect(told(check)).toEqual({
      good: 'directory, reads, writes',
      'read-only': 'directory, reads, -',
      unmounted: 'directory, reads, writes',
      gone: 'offline',
    });
    expect(check.manager).toMatchObject({ can_read: true, can_write: true, is_empty: false });
    const explained = Object.fromEntries(check.workers.map(({ name, explanation }) => [name, explanation]));
    expect(explained['read-only']).toMatch(/can read, but not write\. Writing fails: read-only file system\.$/);
    expect(explained['unmounted']).toMatch(/It is empty there, but not at the Manager: is the storage mounted\?$/);
    expect(explained['gone']).toMatch(/^The Worker is offline\./);
    expect(await readdir(farm.storage)).toEqual(['shot.blend']);
    for (const program of [good, readOnly, unmounted, manager]) {
      expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    }
  },
);

it('a Worker answers at once while it waits for work, and while it runs a task', async () => {
  const manager = await farm.startManager();
  const worker = farm.startWorker('nora');
  await untilAwake(1);
  await mkdir(path.join(farm.storage, 'render'));
  const askedAt = performance.now();
  expect(told(await untilComplete((await start({ path: farm.storage })).id))).toEqual({
    nora: 'directory, reads, writes',
  });
  expect(performance.now() - askedAt).toBeLessThan(10_000);

  const settings = { message: 'hello', sleep_duration_seconds: 12, sleep_repeats: 1 };
  const job = await farm.submit({ type: 'echo-sleep-test', name: 'sleep', settings });
  await farm.untilStatus(job.id, 'active');
  expect(told(await untilComplete((await start({ path: '/proc' })).id))).toEqual({ nora: 'directory, reads, -' });
  expect(await farm.untilStatus(job.id, 'completed', 'failed')).toMatchObject({ status: 'completed' });
  expect(await worker.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

it('a check that a restart of the Manager forgot is said to be forgotten', async () => {
  const first = await farm.startManager();
  const { id, is_complete } = await start({ path: farm.storage });
  expect(is_complete).toBe(true);
  await first.kill('SIGTERM');
  await farm.startManager();
  const { error, response } = await farm.client.GET('/api/v3/configuration/storage-checks/{check_id}', {
    params: { path: { check_id: id } },
  });
  expect([response.status, error?.message]).toEqual([404, expect.stringMatching(/until the Manager is restarted/)]);
});
