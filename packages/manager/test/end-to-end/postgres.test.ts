import { createApiClient } from '@flamenco/api';
import type { ApiClient } from '@flamenco/api';
import { beforeEach, expect, it, jest } from '@jest/globals';
import { describeWithServer, onOneServer } from '../support/describe-with-server.js';
import type { PostgresServer } from '../support/postgres-server.js';
import { eachTimeAFarm } from './support/farm.js';
import type { RealFarm } from './support/farm.js';
import { MANAGER, Program } from './support/program.js';

jest.setTimeout(90_000);

const WORKERS = 4;
const TASKS = 120;

describeWithServer('a farm on a PostgreSQL server', () => {
  let server: PostgresServer;
  let farm: RealFarm;
  let url: string;

  onOneServer((started) => (server = started));
  eachTimeAFarm((made) => (farm = made));
  beforeEach(async () => {
    url = await server.createDatabase();
  });

  const shows = (output: string) =>
    output.includes(server.password) || output.includes(encodeURIComponent(server.password));

  it('may be named in the file, by a flag or by the environment, and nobody prints its password', async () => {
    await farm.configure(`database: ${url}`);
    const first = await farm.startManager('-trace');
    const { id } = await farm.submit({
      type: 'echo-sleep-test',
      settings: { message: 'hello', sleep_duration_seconds: 1 },
    });
    expect(await first.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    await farm.configure();
    const second = await farm.startManager('-database', url);
    expect(await farm.job(id)).toMatchObject({ status: 'queued' });
    await second.kill('SIGKILL');
    const third = Program.start(MANAGER, [], farm.folder, { FLAMENCO_DATABASE: url });
    await third.line(/possible URLs/);
    expect(await farm.job(id)).toMatchObject({ status: 'queued' });
    const check = Program.start(MANAGER, ['-check', '-database', url], farm.folder);
    expect(await check.ended).toEqual({ code: 0, signal: null });
    for (const { output } of [first, second, third, check]) expect(shows(output)).toBe(false);
    expect(first.output).toMatch(/opening database file=postgres:\/\/farmer:\*\*\*@/);
  });

  it.each([
    ['that cannot be reached', () => url.replace(`:${server.port}/`, ':1/'), /cannot be reached/],
    ['with another password', () => server.url('postgres', { password: 'guess' }), /refuses user or password/],
    ['without that database', () => server.url('elsewhere'), /knows no database/],
  ])('a server %s is exit code 3, with the reason', async (_, name, reason) => {
    const manager = Program.start(MANAGER, ['-database', name()], farm.folder);
    expect(await manager.ended).toEqual({ code: 3, signal: null });
    expect(manager.output).toMatch(/FTL error opening database/);
    expect(manager.output).toMatch(reason);
    expect(manager.output).not.toMatch(/\bat .*\.js:\d+/);
    expect(shows(manager.output) || manager.output.includes('guess')).toBe(false);
  });

  it('loses nothing when the server is restarted while Workers work', async () => {
    await farm.configure(`database: ${url}`);
    const manager = await farm.startManager();
    const frames = `1-${TASKS}`;
    const { id } = await farm.submit({ settings: farm.film('/nowhere/film.blend', frames) });
    const restarts = (async () => {
      for (let count = 0; count < 3; count += 1) {
        await farm.until(
          async () => ((await farm.job(id)).steps_completed > count * 20 ? true : undefined),
          'progress',
        );
        await server.pause();
        await server.resume();
      }
    })();
    const done = await Promise.all(Array.from({ length: WORKERS }, (_, index) => work(farm.url, `node${index}`)));
    await restarts;
    const tasks = await farm.tasks(id);
    const frameTasks = tasks.filter(({ task_type }) => task_type === 'blender');
    expect(frameTasks).toHaveLength(TASKS);
    expect(frameTasks.every(({ status }) => status === 'completed')).toBe(true);
    expect(new Set(done.flat()).size).toBeGreaterThanOrEqual(TASKS);
    expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    const check = Program.start(MANAGER, ['-check', '-database', url], farm.folder);
    expect(await check.ended).toEqual({ code: 0, signal: null });
  });
});

/** Asks again for as long as there is no answer, or only that the Manager is busy, as Workers do. */
async function insist(ask: () => Promise<{ readonly response: Response; readonly data?: unknown }>) {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer && answer.response.status < 500) return answer;
    // Not more often than a real Worker would.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A Worker that completes tasks at once, until there are none; gives their ids. */
async function work(url: string, name: string): Promise<string[]> {
  const about = { name, supported_task_types: ['blender', 'ffmpeg', 'file-management', 'misc'] };
  const anybody = createApiClient(url);
  const body = { ...about, secret: name, platform: 'linux' };
  const registered = await insist(() => anybody.POST('/api/v3/worker/register-worker', { body }));
  const { uuid } = registered.data as { uuid: string };
  const own: ApiClient = createApiClient(url, { auth: { username: uuid, password: name } });
  await insist(() => own.POST('/api/v3/worker/sign-on', { body: { ...about, software_version: '4' } }));
  await insist(() => own.POST('/api/v3/worker/state-changed', { body: { status: 'awake' } }));
  const done: string[] = [];
  for (;;) {
    const task = await insist(() => own.POST('/api/v3/worker/task'));
    if (task.response.status !== 200) return done;
    const { uuid: task_id } = task.data as { uuid: string };
    const update = { taskStatus: 'completed' as const, log: 'Saved: frame' };
    await insist(() => own.POST('/api/v3/worker/task/{task_id}', { params: { path: { task_id } }, body: update }));
    done.push(task_id);
  }
}
