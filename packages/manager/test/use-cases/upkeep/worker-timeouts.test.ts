import { expect, it } from '@jest/globals';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { checkTimeouts } from '../../../src/farm/use-cases/upkeep/check-timeouts.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { meanwhile } from '../../support/meanwhile.js';
import { forEachFarm } from '../../support/story.js';
import { consoleOf, eventsOf, historyOf, introduce, lastEventOf, put, stateOf } from '../workers/worker-story.js';

const MINUTE = 60_000;

forEachFarm((story) => {
  const pass = async (ms: number) => {
    await story.farm.clock.advance(ms);
    await checkTimeouts(story.farm);
  };

  it('a Worker that is silent for too long is in error, and its task goes to others (01 §4.11, 03 §7.2)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    const [nora, hugo] = await story.workers('nora', 'hugo');
    await introduce(farm, nora, { canRestart: true });
    await changeState(farm, nora.id, 'awake');
    await story.fetch(nora);
    await pass(MINUTE - 1);
    expect(await stateOf(farm, nora)).toBe('awake');
    await pass(1);
    expect(await farm.worker(nora)).toMatchObject({ status: 'error', statusBeforeError: 'awake' });
    const activity = 'Task was queued by Manager because worker timed out';
    expect(await story.task(job, 'frame')).toMatchObject({ status: 'queued', activity, failedByWorkers: [] });
    expect(lastEventOf(farm, nora)).toEqual({
      ...{ id: nora.uuid, name: 'nora', status: 'error', previous_status: 'awake', version: '4.0.0' },
      ...{ can_restart: true, updated: '2026-03-04T10:01:00.000Z', last_seen: '2026-03-04T10:00:00.000Z' },
    });
    expect((await historyOf(farm, nora)).at(-1)).toBe('error: worker timed out');
    expect(consoleOf(farm, 40)).toEqual(['worker timed out']);
    expect(await story.render(hugo, job)).toBe('frame');
  });

  it('the task of a lost Worker is paused if its job is being paused (03 §4.7)', async () => {
    const job = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }] });
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    await pass(MINUTE);
    expect(await story.tasksOf(job)).toBe('paused paused');
    expect(await story.statusOf(job)).toBe('paused');
  });

  it('nothing more is asked of a lost Worker (03 §7.2)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await requestStatus(farm, nora.uuid, { status: 'asleep', isLazy: true });
    await pass(MINUTE);
    expect(await stateOf(farm, nora)).toBe('error');
    expect(lastEventOf(farm, nora)).not.toHaveProperty('status_change');
  });

  it.each(['offline', 'error'] as const)('a Worker that is %s anyway is not lost (03 §7.2)', async (status) => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await put(farm, nora, { status });
    await pass(60 * MINUTE);
    expect(await stateOf(farm, nora)).toBe(status);
    expect(eventsOf(farm, nora)).toEqual([]);
  });

  it('a Worker that was never heard from is not lost (03 §7.2)', async () => {
    const [nora] = await story.workers('nora');
    await pass(60 * MINUTE);
    expect(await stateOf(story.farm, nora)).toBe('awake');
  });

  it('a deleted Worker is not missed (03 §8.5)', async () => {
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await deleteWorker(story.farm, nora.uuid);
    await pass(60 * MINUTE);
    expect(await stateOf(story.farm, nora)).toBe('awake');
  });

  it('a Worker that reports while the time-outs are being checked is not lost', async () => {
    const { farm } = story;
    const nora = await farm.storeWorker('nora', { status: 'asleep' });
    await pollState(farm, nora.id);
    await farm.clock.advance(MINUTE);
    await meanwhile(farm, checkTimeouts, () => pollState(farm, nora.id));
    expect(await stateOf(farm, nora)).toBe('asleep');
    expect(eventsOf(farm, nora)).toEqual([]);
  });

  it('a lost Worker that asks for a task works again without a user’s help (D2.12)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await pass(MINUTE);
    expect(await story.fetch(nora)).toBe('(awake)');
    expect(lastEventOf(farm, nora)).toMatchObject({ status: 'awake', previous_status: 'error' });
    await changeState(farm, nora.id, 'awake');
    expect(await story.render(nora, job)).toBe('frame');
  });

  it('a lost Worker that slept sleeps on (D2.12)', async () => {
    const { farm } = story;
    const nora = await farm.storeWorker('nora', { status: 'asleep' });
    await pollState(farm, nora.id);
    await pass(MINUTE);
    expect(await stateOf(farm, nora)).toBe('error');
    expect(await pollState(farm, nora.id)).toBeUndefined();
    expect(await stateOf(farm, nora)).toBe('asleep');
  });

  it('a user may ask something of a lost Worker, which hears it when it is back (03 §7.2)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await pass(MINUTE);
    await requestStatus(farm, nora.uuid, { status: 'asleep', isLazy: false });
    expect(await story.fetch(nora)).toBe('(asleep)');
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
  });
});

forEachFarm(
  (story) => {
    it('no Worker is lost when that is switched off (D2.11)', async () => {
      const [nora] = await story.workers('nora');
      await story.fetch(nora);
      await story.farm.clock.advance(60 * MINUTE);
      await checkTimeouts(story.farm);
      expect(await stateOf(story.farm, nora)).toBe('awake');
    });
  },
  { workerTimeoutMs: 0 },
);
