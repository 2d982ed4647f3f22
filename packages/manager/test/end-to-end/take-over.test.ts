import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createApiClient } from '@flamenco/api';
import { expect, it, jest } from '@jest/globals';
import { OriginalFarm } from '../support/original-farm.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { MANAGER, Program } from './support/program.js';

jest.setTimeout(60_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const inFolder = (...names: readonly string[]) => path.join(farm.folder, ...names);

it('a Flamenco 3 farm goes on with its Workers, jobs, logs and images (contract 11 §8, §10, D8.1)', async () => {
  const original = new OriginalFarm(inFolder('flamenco-manager.sqlite'));
  const nora = await original.worker({ name: 'nora', secret: 'as it was ever', status: 'awake' });
  const film = original.job('film', {
    status: 'active',
    tasks: [
      { status: 'completed', workerId: nora.id },
      { status: 'active', workerId: nora.id },
      { status: 'queued', after: 1 },
    ],
  });
  const canceled = original.job('canceled on the way', { status: 'cancel-requested', tasks: [{ status: 'queued' }] });
  original.lastRendered(film);
  original.close();
  const files = inFolder('jobs', `job-${film.uuid.slice(0, 4)}`, film.uuid);
  await mkdir(files, { recursive: true });
  await writeFile(path.join(files, `task-${film.tasks[0]}.txt`), 'what nora wrote in 2024\n');
  for (const image of ['', '-small', '-tiny']) await writeFile(path.join(files, `last-rendered${image}.jpg`), 'JPEG');
  await farm.configure(`local_manager_storage_path: ${inFolder('jobs')}`);

  const manager = await farm.startManager();
  expect(manager.output).toMatch(
    /INF the farm was taken over; .* jobs=2 original=\S*flamenco-manager\.original\.sqlite tasks=4 workers=1/,
  );
  expect(await farm.job(film.uuid)).toMatchObject({
    name: 'film',
    status: 'active',
    steps_completed: 1,
    steps_total: 3,
  });
  expect(await farm.job(canceled.uuid)).toMatchObject({ status: 'canceled' });
  expect(await farm.taskLog(film.tasks[0] ?? '')).toContain('what nora wrote in 2024');
  const image = await farm.client.GET('/api/v3/jobs/{job_id}/last-rendered', {
    params: { path: { job_id: film.uuid } },
  });
  const { base = '', suffixes = [] } = image.data ?? {};
  const jpeg = await fetch(new URL(`${base}/${suffixes[2]}`, farm.url));
  expect(await jpeg.text()).toBe('JPEG');

  const own = createApiClient(farm.url, { auth: { username: nora.uuid, password: 'as it was ever' } });
  const about = { name: 'nora', supported_task_types: ['blender'], software_version: '3.9' };
  expect((await own.POST('/api/v3/worker/sign-on', { body: about })).response.status).toBe(200);
  const wrong = createApiClient(farm.url, { auth: { username: nora.uuid, password: 'guessed' } });
  expect((await wrong.POST('/api/v3/worker/sign-on', { body: about })).response.status).toBe(403);
  await own.POST('/api/v3/worker/state-changed', { body: { status: 'awake' } });
  for (const uuid of film.tasks.slice(1)) {
    const task = await own.POST('/api/v3/worker/task');
    expect(task.data).toMatchObject({ uuid });
    const params = { path: { task_id: uuid } };
    const done = await own.POST('/api/v3/worker/task/{task_id}', { params, body: { taskStatus: 'completed' } });
    expect(done.response.status).toBe(204);
  }
  expect(await farm.job(film.uuid)).toMatchObject({ status: 'completed', steps_completed: 3 });
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  const check = Program.start(MANAGER, ['-check'], farm.folder);
  expect(await check.ended).toEqual({ code: 0, signal: null });
  const databases = (await readdir(farm.folder)).filter(
    (name) => name.includes('sqlite') && !/-(?:wal|shm)$|\.lock$/.test(name),
  );
  expect(databases.sort()).toEqual(['flamenco-manager.original.sqlite', 'flamenco-manager.sqlite']);
});

it('a farm of an older Flamenco 3 is left alone, with advice', async () => {
  new OriginalFarm(inFolder('flamenco-manager.sqlite'), 6).close();
  const manager = Program.start(MANAGER, [], farm.folder);
  expect(await manager.ended).toEqual({ code: 3, signal: null });
  expect(manager.output).toMatch(/Start Flamenco 3\.8 or 3\.9 with it once/);
});
