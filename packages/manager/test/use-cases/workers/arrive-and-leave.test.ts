import { expect, it } from '@jest/globals';
import { registerWorker } from '../../../src/farm/use-cases/workers/register-worker.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { credentialsOf, fetchWorker, listWorkers } from '../../../src/farm/use-cases/workers/worker-queries.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import { forEachFarm, refusalOf, uuidOf } from '../../support/story.js';
import { consoleOf, eventsOf, historyOf, introduce, lastEventOf, put, stateOf } from './worker-story.js';

const asked = (status: 'awake' | 'asleep' | 'offline' | 'restart' | 'testing', isLazy = false) => ({ status, isLazy });

const nora = {
  name: 'nora',
  secretHash: '$2a$04$hash',
  platform: 'linux',
  taskTypes: ['Blender', 'ffmpeg'],
  address: '10.0.0.7',
};

forEachFarm((story) => {
  it('a Worker that registers is offline and visible at once (01 §4.1, D2.12)', async () => {
    const { farm } = story;
    const worker = await registerWorker(farm, nora);
    expect(worker).toMatchObject({
      ...{ name: 'nora', platform: 'linux', address: '10.0.0.7', softwareVersion: '', status: 'offline' },
      ...{ taskTypes: ['Blender', 'ffmpeg'], canRestart: false, statusRequest: undefined, lastSeenAt: undefined },
    });
    expect(await listWorkers(farm)).toEqual([worker]);
    expect(eventsOf(farm, worker)).toEqual([
      {
        ...{ id: worker.uuid, name: 'nora', status: 'offline', version: '', can_restart: false },
        updated: '2026-03-04T10:00:00.000Z',
      },
    ]);
    expect(await historyOf(farm, worker)).toEqual(['offline: worker registered']);
    expect(await credentialsOf(farm, worker.uuid)).toMatchObject({ id: worker.id, secretHash: '$2a$04$hash' });
  });

  it('a Worker that registers twice is two Workers (01 §4.1)', async () => {
    const first = await registerWorker(story.farm, nora);
    const second = await registerWorker(story.farm, nora);
    expect(second.uuid).not.toBe(first.uuid);
    expect((await listWorkers(story.farm)).map(({ uuid }) => uuid)).toEqual([first.uuid, second.uuid]);
  });

  it.each([
    [{ name: ' ' }, { field: 'name', problem: 'empty' }],
    [{ name: 'n'.repeat(256) }, { field: 'name', problem: 'too-long' }],
    [{ platform: '' }, { field: 'platform', problem: 'empty' }],
  ])('a registration with %j is refused, and nobody is stored (03 §17.42)', async (changed, what) => {
    const refused = await refusalOf(registerWorker(story.farm, { ...nora, ...changed }));
    expect(refused).toEqual({ kind: 'invalid', tag: 'bad-registration', ...what });
    expect(await listWorkers(story.farm)).toEqual([]);
    expect(story.farm.events.all).toEqual([]);
  });

  it('a Worker that signs on tells what it can do, and shall be awake (01 §4.2, §4.10)', async () => {
    const { farm } = story;
    const worker = await farm.storeWorker('nora', { status: 'offline', taskTypes: [] });
    await farm.clock.advance(1000);
    const introduction = { name: 'nora-2', address: '10.0.0.8', taskTypes: ['Blender '], canRestart: true };
    expect(await introduce(farm, worker, introduction)).toBe('awake');
    expect(await farm.worker(worker)).toMatchObject({
      ...{ name: 'nora-2', address: '10.0.0.8', platform: 'linux', softwareVersion: '4.0.0', taskTypes: ['Blender '] },
      ...{ canRestart: true, status: 'starting', lastSeenAt: farm.clock.now(), updatedAt: farm.clock.now() },
    });
    expect(eventsOf(farm, worker)).toEqual([
      {
        ...{ id: worker.uuid, name: 'nora-2', status: 'starting', previous_status: 'offline', version: '4.0.0' },
        ...{ can_restart: true, updated: '2026-03-04T10:00:01.000Z', last_seen: '2026-03-04T10:00:01.000Z' },
      },
    ]);
    expect(await historyOf(farm, worker)).toEqual(['starting']);
  });

  it('a Worker gets tasks of the types that it names at its last sign-on, in any letter case', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'simulate', type: 'Houdini' }] });
    const [worker] = await story.workers('nora');
    expect(await story.fetch(worker)).toBe('(nothing)');
    await introduce(farm, worker, { taskTypes: [' HOUDINI'] });
    await changeState(farm, worker.id, 'awake');
    expect(await story.render(worker, job)).toBe('simulate');
  });

  it('a Worker without a name at its sign-on keeps the one that it has', async () => {
    const [worker] = await story.workers('nora');
    await introduce(story.farm, worker, { name: '' });
    expect(lastEventOf(story.farm, worker)).toMatchObject({ name: 'nora' });
    expect((await story.farm.worker(worker)).name).toBe('nora');
  });

  it('a Worker may sign on again at any time, and loses nothing by that (01 §4.2)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await introduce(farm, worker);
    expect(await introduce(farm, worker)).toBe('awake');
    expect(await stateOf(farm, worker)).toBe('starting');
    expect(eventsOf(farm, worker).map(({ previous_status }) => previous_status)).toEqual(['awake', 'starting']);
  });

  it.each(['offline', 'restart', 'asleep'] as const)(
    'a Worker of which %s is asked learns that when it signs on, and is asked until it confirms (01 §4.2)',
    async (status) => {
      const { farm } = story;
      const worker = await farm.storeWorker('nora', { status: 'offline' });
      await put(farm, worker, { statusRequest: { status, isLazy: true } });
      expect(await introduce(farm, worker)).toBe(status);
      expect(await stateOf(farm, worker)).toBe(`starting, asked for ${status} lazily`);
      expect(lastEventOf(farm, worker)).toMatchObject({ status_change: { status, is_lazy: true } });
      expect(await story.fetch(worker)).toBe(`(${status})`);
    },
  );

  it('a lost Worker that signs on is no longer lost (03 §7.2)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await put(farm, worker, { status: 'error', statusBeforeError: 'asleep' });
    expect(await introduce(farm, worker)).toBe('awake');
    expect(await farm.worker(worker)).toMatchObject({ status: 'starting', statusBeforeError: undefined });
  });

  it('a Worker that crashed and comes back awake gets its task again (03 §8.4)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    const [worker] = await story.workers('nora');
    await story.fetch(worker);
    await introduce(farm, worker);
    await changeState(farm, worker.id, 'awake');
    expect(await story.tasksOf(job)).toBe('active');
    expect(await story.fetch(worker)).toBe('frame');
  });

  it('a Worker that crashed and goes to sleep then leaves its task to others (03 §17.33)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    const [worker] = await story.workers('nora');
    await story.fetch(worker);
    await put(farm, worker, { statusRequest: asked('asleep') });
    expect(await introduce(farm, worker)).toBe('asleep');
    expect(await story.tasksOf(job)).toBe('active');
    await changeState(farm, worker.id, 'asleep');
    expect(await story.tasksOf(job)).toBe('queued');
  });

  it.each([
    ['awake', undefined, 'offline, asked for awake'],
    ['asleep', undefined, 'offline, asked for asleep'],
    ['awake', asked('offline', true), 'offline, asked for awake'],
    ['asleep', asked('restart'), 'offline, asked for asleep'],
    ['awake', asked('asleep', true), 'offline, asked for asleep lazily'],
    ['asleep', asked('awake'), 'offline, asked for awake'],
    ['starting', asked('offline'), 'offline'],
    ['starting', asked('asleep'), 'offline, asked for asleep'],
    ['offline', undefined, 'offline'],
    ['testing', undefined, 'offline'],
    ['error', asked('restart'), 'offline'],
  ] as const)(
    'a Worker that was %s, asked for %j, and signs off is %s (01 §4.3)',
    async (status, request, expected) => {
      const { farm } = story;
      const worker = await farm.storeWorker('nora', { status });
      if (request) await put(farm, worker, { statusRequest: request });
      await signOff(farm, worker.id);
      expect(await stateOf(farm, worker)).toBe(expected);
      expect(lastEventOf(farm, worker)).toMatchObject({ status: 'offline', previous_status: status });
      expect((await farm.worker(worker)).lastSeenAt).toEqual(farm.clock.now());
    },
  );

  it('the task of a Worker that signs off goes to others (01 §4.3, 03 §4.7)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame', steps: 5 }, { name: 'other' }] });
    const [worker, hugo] = await story.workers('nora', 'hugo');
    await story.fetch(worker);
    await story.report(worker, job, 'frame', { stepsCompleted: 3 });
    await signOff(farm, worker.id);
    const activity = 'Task was queued by Manager because worker signed off';
    expect(await story.task(job, 'frame')).toMatchObject({ status: 'queued', stepsCompleted: 0, activity });
    expect(story.log(job, 'frame').slice(-2)).toEqual(['task changed status active -> queued', activity]);
    expect(farm.events.of('task').at(-1)).toMatchObject({
      ...{ id: uuidOf(job, 'frame'), status: 'queued', previous_status: 'active', activity, steps_completed: 0 },
      worker: { name: 'nora', uuid: worker.uuid },
    });
    expect((await fetchWorker(farm, worker.uuid)).task).toMatchObject({ name: 'frame', status: 'queued' });
    expect(await story.fetch(hugo)).toBe('frame');
  });

  it('the task of a Worker that signs off is paused if its job is being paused (03 §4.7)', async () => {
    const job = await story.job({ tasks: [{ name: 'frame' }, { name: 'other' }] });
    const [worker] = await story.workers('nora');
    await story.fetch(worker);
    await story.setJob(job, 'pause-requested');
    await signOff(story.farm, worker.id);
    const activity = 'Task was paused by Manager because worker signed off';
    expect(await story.task(job, 'frame')).toMatchObject({ status: 'paused', activity });
    expect(await story.statusOf(job)).toBe('paused');
  });

  it('an offline Worker that signs off again does no harm', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await signOff(farm, worker.id);
    await signOff(farm, worker.id);
    expect(await stateOf(farm, worker)).toBe('offline, asked for awake');
    expect(await historyOf(farm, worker)).toEqual(['offline']);
  });

  it('the console tells of arrivals and departures', async () => {
    const { farm } = story;
    const worker = await registerWorker(farm, nora);
    await introduce(farm, worker);
    await signOff(farm, worker.id);
    expect(consoleOf(farm, 30)).toEqual(['worker registered', 'worker signed on', 'worker signed off']);
  });
});
