import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { canMount, startWithMount } from './support/mounts.js';
import type { Program } from './support/program.js';

jest.setTimeout(90_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

/** What the Manager alone sees. */
const seenBy = (manager: Program, name: string) => path.join('/proc', String(manager.pid), 'cwd/small', name);

/** Takes all the room that is left; gives it back when called again. */
async function fill(manager: Program): Promise<() => Promise<void>> {
  const filler = seenBy(manager, 'filler');
  await expect(writeFile(filler, Buffer.alloc(64 * 2 ** 20))).rejects.toThrow('ENOSPC');
  return () => rm(filler);
}

const ready = async () => {
  const response = await fetch(`${farm.url}readyz`);
  return { status: response.status, ...((await response.json()) as { message?: string }) };
};

const SMALL = 'mkdir -p small && mount -t tmpfs -o size=16m tmpfs small';

const submitSleep = (repeats: number) =>
  farm.submit({
    name: 'nap',
    type: 'echo-sleep-test',
    settings: { message: 'hello', sleep_duration_seconds: 0, sleep_repeats: repeats },
  });

const linesOf = (program: Program, pattern: RegExp) =>
  program.output.split('\n').filter((line) => pattern.test(line)).length;

// Needs to be root, as CI is: a disk of its own for the Manager.
const onSmallDisk = canMount() ? it : it.skip;

onSmallDisk('a full disk stops the farm with a reason, and it goes on by itself when there is room', async () => {
  await farm.configure('database: small/farm.sqlite\nlocal_manager_storage_path: small/storage');
  const manager = await startWithMount(farm, SMALL);
  farm.startWorker('nora');
  const worker = await farm.until(async () => {
    const { data } = await farm.client.GET('/api/v3/worker-mgt/workers');
    return data?.workers.find(({ status }) => status === 'awake');
  }, 'a Worker');
  const { id } = await submitSleep(120);
  await manager.line(/assigned task to worker/);
  const free = await fill(manager);
  await manager.line(/ERR the database cannot be written.+make room on its disk.+ error=/);

  const trouble = await ready();
  expect(trouble).toMatchObject({ status: 503, message: expect.stringMatching(/small cannot be written: ENOSPC/) });
  expect((await fetch(`${farm.url}healthz`)).status).toBe(200);
  expect(await (await fetch(`${farm.url}metrics`)).text()).toMatch(/^flamenco_jobs\{status="active"\} 1$/m);
  // People see what there is, and why nothing new can be done.
  expect((await farm.client.GET('/api/v3/jobs')).data?.jobs).toHaveLength(1);
  const body = { name: 'Sleepers', description: '' };
  const { response, error } = await farm.client.POST('/api/v3/worker-mgt/tags', { body });
  expect([response.status, error]).toEqual([
    503,
    {
      code: 503,
      message: expect.stringContaining('cannot write its database at the moment (database or disk is full)'),
    },
  ]);

  await free();
  expect((await farm.untilStatus(id, 'completed', 'failed')).status).toBe('completed');
  expect(linesOf(manager, /ERR the database cannot be written/)).toBe(1);
  expect(linesOf(manager, /INF the database can be written again/)).toBe(1);
  expect(linesOf(manager, /unexpected error|SqliteError/)).toBe(0);
  expect(await ready()).toEqual({ status: 'ready' });
  // Every task was done once, by the Worker that was there all the time.
  const { data } = await farm.client.GET('/api/v3/jobs/{job_id}/tasks', { params: { path: { job_id: id } } });
  expect(data?.tasks.filter(({ status }) => status === 'completed')).toHaveLength(121);
  expect(data?.tasks.every((task) => task.worker?.id === worker.id)).toBe(true);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

onSmallDisk('when only the storage of the Manager is full, work goes on and no log of a task is lost', async () => {
  await farm.configure('local_manager_storage_path: small/storage');
  const manager = await startWithMount(farm, SMALL);
  const free = await fill(manager);
  farm.startWorker('nora');
  const { id } = await submitSleep(2);
  expect((await farm.untilStatus(id, 'completed', 'failed')).status).toBe('completed');
  expect(await ready()).toMatchObject({
    status: 503,
    message: expect.stringMatching(/small\/storage cannot be written: ENOSPC/),
  });
  expect(linesOf(manager, /ERR the logs of tasks cannot be written/)).toBe(1);
  await free();
  const { data } = await farm.client.GET('/api/v3/jobs/{job_id}/tasks', { params: { path: { job_id: id } } });
  const echo = data!.tasks.find(({ name }) => name === 'echo')!;
  const { data: log } = await farm.client.GET('/api/v3/tasks/{task_id}/log', {
    params: { path: { task_id: echo.id } },
  });
  const text = await (await fetch(new URL(log!.url, farm.url))).text();
  expect(text).toMatch(/echo: "hello"|hello/);
  await manager.line(/INF the logs of tasks can be written again/);
  expect(await ready()).toEqual({ status: 'ready' });
});
