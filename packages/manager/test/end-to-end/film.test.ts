import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { eachTimeAFarm, probeVideo } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { renderersOf } from './support/renderers.js';

jest.setTimeout(180_000);

let farm: RealFarm;

eachTimeAFarm((made) => (farm = made));

const FRAMES = ['000001.png', '000002.png', '000003.png', '000004.png', '000005.png', '000006.png'];

async function expectFilm(): Promise<void> {
  const folder = path.join(farm.storage, 'render', 'film');
  const files = (await readdir(folder)).sort();
  expect(files).toEqual([...FRAMES, 'shot-1-6.mp4']);
  expect(await probeVideo(path.join(folder, 'shot-1-6.mp4'))).toMatchObject({ width: 64, nb_read_frames: '6' });
}

/** One completion for each task, and the Manager noted it once. */
async function expectEachCompletedOnce(job: string): Promise<void> {
  for (const { id, name } of await farm.tasks(job)) {
    const path = { task_id: id };
    const { data } = await farm.client.GET('/api/v3/tasks/{task_id}/attempts', { params: { path } });
    const completions = data?.attempts.filter(({ outcome }) => outcome === 'completed');
    expect([name, completions?.length]).toEqual([name, 1]);
    expect((await farm.taskLog(id)).match(/active -> completed/g)).toHaveLength(1);
  }
}

it('a film is rendered: frames, video, logs and preview, and both programs end in good order', async () => {
  const manager = await farm.startManager();
  const blendfile = await farm.makeScene('shot.blend');
  const worker = farm.startWorker('nora');
  const { id, steps_total } = await farm.submit({ settings: farm.film(blendfile, '1-6', 2) });
  expect(steps_total).toBe(7);
  const done = await farm.untilStatus(id, 'completed', 'failed', 'canceled');
  expect(done).toMatchObject({ status: 'completed', steps_completed: 7 });
  await expectFilm();
  const tasks = await farm.tasks(id);
  expect(tasks.map(({ name, status, worker: by }) => [name, status, by?.name])).toEqual([
    ['render-1,2', 'completed', 'nora'],
    ['render-3,4', 'completed', 'nora'],
    ['render-5,6', 'completed', 'nora'],
    ['preview-video', 'completed', 'nora'],
  ]);
  expect(await farm.taskLog(tasks[0]?.id ?? '')).toContain('task changed status active -> completed');
  const preview = await farm.until(async () => {
    const { data } = await farm.client.GET('/api/v3/jobs/{job_id}/last-rendered', { params: { path: { job_id: id } } });
    return data;
  }, 'the last-rendered image');
  const image = await fetch(new URL(`${preview.base}/${preview.suffixes[2]}`, farm.url));
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(await worker.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await renderersOf(farm.folder)).toEqual([]);
  expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

it('a Worker that is killed in the middle of a frame ends the film when it is started again', async () => {
  await farm.startManager();
  const blendfile = await farm.makeScene('shot.blend', 200);
  const first = farm.startWorker('nora');
  const { id } = await farm.submit({ settings: farm.film(blendfile, '1-6', 3) });
  await farm.until(async () => ((await farm.job(id)).steps_completed > 0 ? true : undefined), 'the first frame');
  const left = await farm.until(async () => {
    const pids = await renderersOf(blendfile);
    return pids.length > 0 ? pids : undefined;
  }, 'a Blender at work');
  expect(await first.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  const second = farm.startWorker('nora');
  await second.line(/signing on at Manager/);
  const running = await renderersOf(blendfile);
  expect(running.filter((pid) => left.includes(pid))).toEqual([]);
  expect(await farm.untilStatus(id, 'completed', 'failed', 'canceled')).toMatchObject({ status: 'completed' });
  await expectFilm();
  await expectEachCompletedOnce(id);
  const workers = await farm.workers();
  expect(workers.map(({ name, status }) => [name, status])).toEqual([['nora', 'awake']]);
  expect(await second.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await renderersOf(farm.folder)).toEqual([]);
});

it('a Manager that is killed in the middle of a film ends it when it is started again', async () => {
  const first = await farm.startManager();
  const blendfile = await farm.makeScene('shot.blend', 200);
  farm.startWorker('nora');
  const { id } = await farm.submit({ settings: farm.film(blendfile, '1-6', 2) });
  await farm.until(async () => ((await farm.job(id)).steps_completed > 0 ? true : undefined), 'the first frame');
  expect(await first.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  await farm.startManager();
  expect(await farm.untilStatus(id, 'completed', 'failed', 'canceled')).toMatchObject({ status: 'completed' });
  await expectFilm();
  await expectEachCompletedOnce(id);
});

it('tells the user what is wrong with a job: no blend file, no frames', async () => {
  await farm.startManager();
  farm.startWorker('nora');
  const missing = await farm.submit({ settings: farm.film('/nowhere/shot.blend', '1') });
  expect((await farm.untilStatus(missing.id, 'failed', 'completed')).status).toBe('failed');
  const [render] = await farm.tasks(missing.id);
  expect(await farm.taskLog(render?.id ?? '')).toMatch(/nowhere\/shot\.blend/);

  const bad = await fetch(`${farm.url}api/v3/jobs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      ...{ name: 'x', type: 'simple-blender-render', priority: 50, submitter_platform: 'linux' },
      settings: farm.film('/x.blend', '10-a'),
    }),
  });
  expect(bad.status).toBe(400);
  expect(await bad.json()).toMatchObject({ code: 400, message: expect.stringContaining('invalid range') });
});
