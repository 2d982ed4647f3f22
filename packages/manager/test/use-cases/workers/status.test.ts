import { expect, it } from '@jest/globals';
import { WORKER_STATUSES } from '@flamenco/api';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { mayWorkerRun } from '../../../src/farm/use-cases/tasks/may-worker-run.js';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import { forEachFarm, refusalOf, uuidOf } from '../../support/story.js';
import { consoleOf, eventsOf, historyOf, introduce, lastEventOf, put, stateOf } from './worker-story.js';

forEachFarm((story) => {
  const ask = (worker: { readonly uuid: string }, status: (typeof WORKER_STATUSES)[number], isLazy = false) =>
    requestStatus(story.farm, worker.uuid, { status, isLazy });

  it('a sleeping Worker that asks hears nothing while nothing is wanted, and counts as seen (01 §4.4)', async () => {
    const { farm } = story;
    const worker = await farm.storeWorker('nora', { status: 'asleep' });
    await farm.clock.advance(3000);
    expect(await pollState(farm, worker.id)).toBeUndefined();
    expect((await farm.worker(worker)).lastSeenAt).toEqual(farm.clock.now());
    expect(farm.events.all).toEqual([]);
  });

  it.each([true, false])(
    'a sleeping Worker hears what is asked of it, lazy: %s, again and again (01 §4.4)',
    async (lazy) => {
      const worker = await story.farm.storeWorker('nora', { status: 'asleep' });
      await ask(worker, 'awake', lazy);
      expect(await pollState(story.farm, worker.id)).toBe('awake');
      expect(await pollState(story.farm, worker.id)).toBe('awake');
    },
  );

  it('a Worker that does as it was asked is asked no more (01 §4.5)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await ask(worker, 'asleep');
    await changeState(farm, worker.id, 'asleep');
    expect(await stateOf(farm, worker)).toBe('asleep');
    expect(await historyOf(farm, worker)).toEqual(['asleep']);
    const event = lastEventOf(farm, worker);
    expect(event).toMatchObject({ status: 'asleep', previous_status: 'awake', last_seen: expect.any(String) });
    expect(event).not.toHaveProperty('status_change');
    expect(consoleOf(farm, 40)).toEqual([]);
  });

  it('a Worker that does something else is still asked, and the console warns (01 §4.5)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await ask(worker, 'offline');
    await changeState(farm, worker.id, 'asleep');
    expect(await stateOf(farm, worker)).toBe('asleep, asked for offline');
    expect(lastEventOf(farm, worker)).toMatchObject({ status_change: { status: 'offline', is_lazy: false } });
    expect(consoleOf(farm, 40)).toEqual(['worker changed to status that was not requested']);
  });

  it.each(WORKER_STATUSES)('a Worker may report that it is %s (01 §4.5)', async (status) => {
    const [worker] = await story.workers('nora');
    await changeState(story.farm, worker.id, status);
    expect(await stateOf(story.farm, worker)).toBe(status);
  });

  it('the task of a Worker that falls asleep goes to others (01 §4.5, 03 §8.4)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    const [worker, hugo] = await story.workers('nora', 'hugo');
    await story.fetch(worker);
    await changeState(farm, worker.id, 'asleep');
    const activity = `Task was queued by Manager because worker nora (${worker.uuid}) changed status to 'asleep'`;
    expect(await story.task(job, 'frame')).toMatchObject({ status: 'queued', activity, failedByWorkers: [] });
    expect(story.log(job, 'frame').at(-1)).toBe(activity);
    expect(await story.fetch(hugo)).toBe('frame');
  });

  it('a Worker that is to sleep at once stops its task; one that may end it goes on (03 §8.3)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    const [worker] = await story.workers('nora');
    await story.fetch(worker);
    await ask(worker, 'asleep', true);
    expect(await mayWorkerRun(farm, worker.id, uuidOf(job, 'frame'))).toEqual({ outcome: 'yes' });
    await ask(worker, 'asleep');
    expect(await mayWorkerRun(farm, worker.id, uuidOf(job, 'frame'))).toEqual({ outcome: 'status-change' });
    expect(await story.fetch(worker)).toBe('(asleep)');
    expect(await story.tasksOf(job)).toBe('active');
  });

  it('everybody sees what is asked of a Worker; a later wish replaces it (01 §5.4, 03 §8.2 rules 4, 5)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await ask(worker, 'offline', true);
    await ask(worker, 'asleep');
    expect(eventsOf(farm, worker).map((event) => event.status_change)).toEqual([
      { status: 'offline', is_lazy: true },
      { status: 'asleep', is_lazy: false },
    ]);
    expect(lastEventOf(farm, worker)).not.toHaveProperty('previous_status');
    expect(await stateOf(farm, worker)).toBe('awake, asked for asleep');
    expect(await historyOf(farm, worker)).toEqual([]);
  });

  it('a wish is taken back by asking for what the Worker is (01 §5.4, 03 §8.2 rule 3)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await ask(worker, 'offline');
    await ask(worker, 'awake', true);
    expect(await stateOf(farm, worker)).toBe('awake');
    expect(lastEventOf(farm, worker)).not.toHaveProperty('status_change');
  });

  it('what an offline Worker would remember is forgotten by asking for offline (03 §8.2 rule 3)', async () => {
    const worker = await story.farm.storeWorker('nora', { status: 'offline' });
    await put(story.farm, worker, { statusRequest: { status: 'asleep', isLazy: false } });
    await ask(worker, 'offline');
    expect(await introduce(story.farm, worker)).toBe('awake');
  });

  it('only a Worker that knows how to can be restarted (01 §5.4, 03 §8.2 rule 2)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    const refusal = { kind: 'refused', tag: 'cannot-restart', worker: worker.uuid };
    expect(await refusalOf(ask(worker, 'restart'))).toEqual(refusal);
    expect(await stateOf(farm, worker)).toBe('awake');
    await introduce(farm, worker, { canRestart: true });
    await ask(worker, 'restart');
    expect(await stateOf(farm, worker)).toBe('starting, asked for restart');
  });

  it.each(['error', 'starting', 'testing'] as const)('nobody can ask a Worker to be %s (D2.13)', async (status) => {
    const [worker] = await story.workers('nora');
    expect(await refusalOf(ask(worker, status))).toEqual({ kind: 'invalid', tag: 'worker-status-refused', status });
    expect(story.farm.events.all).toEqual([]);
  });

  it('a Worker that says that it can is asked to test itself (D2.13)', async () => {
    const [worker] = await story.workers('nora');
    await introduce(story.farm, worker, { canTest: true });
    await ask(worker, 'testing');
    expect(await pollState(story.farm, worker.id)).toBe('testing');
  });

  it('a status of nobody cannot be asked for (01 §5.4, 03 §8.2 rule 1)', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const nobody = { kind: 'not-found', tag: 'unknown', subject: 'worker', id };
    expect(await refusalOf(ask({ uuid: id }, 'asleep'))).toEqual(nobody);
    const noUuid = { kind: 'invalid', tag: 'not-a-uuid', subject: 'worker', id: 'nora' };
    expect(await refusalOf(ask({ uuid: 'nora' }, 'asleep'))).toEqual(noUuid);
  });

  it('an idle Worker that waits for work hears of a wish at once (D6.1)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    const asking = scheduleTask(farm, { workerId: worker.id, waitMs: 60_000, signal: undefined });
    while (farm.waiters.size === 0) await new Promise((resolve) => setImmediate(resolve));
    await ask(worker, 'asleep', true);
    expect(await asking).toEqual({ outcome: 'change-status', status: 'asleep' });
  });

  it('a lost Worker that asks what to be is what it was (D2.12)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await put(farm, worker, { status: 'error', statusBeforeError: 'asleep' });
    expect(await pollState(farm, worker.id)).toBeUndefined();
    expect(await farm.worker(worker)).toMatchObject({ status: 'asleep', statusBeforeError: undefined });
    expect(lastEventOf(farm, worker)).toMatchObject({
      ...{ status: 'asleep', previous_status: 'error', last_seen: '2026-03-04T10:00:00.000Z' },
    });
    expect(await historyOf(farm, worker)).toEqual(['asleep: a worker that was lost is back']);
  });
});
