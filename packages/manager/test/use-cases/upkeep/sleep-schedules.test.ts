import { expect, it } from '@jest/globals';
import { saveSleepSchedule as storeSchedule } from '../../../src/db/sleep-schedules.js';
import { applySleepSchedules } from '../../../src/farm/use-cases/upkeep/apply-sleep-schedules.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { saveSleepSchedule } from '../../../src/farm/use-cases/workers/save-sleep-schedule.js';
import { fetchSleepSchedule } from '../../../src/farm/use-cases/workers/worker-queries.js';
import type { TestWorker } from '../../support/make-farm.js';
import { meanwhile } from '../../support/meanwhile.js';
import { forEachFarm } from '../../support/story.js';
import { consoleOf, eventsOf, introduce, lastEventOf, put, stateOf } from '../workers/worker-story.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Stories begin on a Wednesday at ten in the morning. */
const AFTERNOON = { isActive: true, daysOfWeek: '', startTime: '12:00', endTime: '18:00' };

forEachFarm((story) => {
  const follow = (worker: TestWorker, schedule: Partial<typeof AFTERNOON> = {}) =>
    saveSleepSchedule(story.farm, worker.uuid, { ...AFTERNOON, ...schedule });
  const pass = async (ms: number) => {
    await story.farm.clock.advance(ms);
    await applySleepSchedules(story.farm);
  };
  const ask = (worker: TestWorker, status: 'awake' | 'asleep' | 'offline') =>
    requestStatus(story.farm, worker.uuid, { status, isLazy: false });

  it('a Worker is sent to sleep and woken at the times of its schedule (03 §9.4)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await follow(nora);
    await pass(2 * HOUR - 1);
    expect(await stateOf(farm, nora)).toBe('awake');
    await pass(1);
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
    expect(lastEventOf(farm, nora)).toMatchObject({ status_change: { status: 'asleep', is_lazy: false } });
    await changeState(farm, nora.id, 'asleep');
    await pass(6 * HOUR - 1);
    expect(await pollState(farm, nora.id)).toBeUndefined();
    await pass(1);
    expect(await pollState(farm, nora.id)).toBe('awake');
  });

  it('a Worker that sleeps at night sleeps on its nights only; the morning belongs to the day before (D2.14)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await follow(nora, { daysOfWeek: 'we', startTime: '22:00', endTime: '06:00' });
    await pass(12 * HOUR);
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
    await changeState(farm, nora.id, 'asleep');
    await pass(8 * HOUR - 1);
    expect(await stateOf(farm, nora)).toBe('asleep');
    await pass(1);
    expect(await stateOf(farm, nora)).toBe('asleep, asked for awake');
    await changeState(farm, nora.id, 'awake');
    await pass(16 * HOUR);
    expect(await stateOf(farm, nora)).toBe('awake');
  });

  it('what a user asks for holds until the next boundary, also over midnight (D2.14)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await follow(nora);
    await pass(8 * HOUR);
    await ask(nora, 'asleep');
    await changeState(farm, nora.id, 'asleep');
    await pass(6 * HOUR);
    await pass(12 * HOUR - 1);
    expect(await stateOf(farm, nora)).toBe('asleep');
    await ask(nora, 'awake');
    await pass(1);
    expect(await stateOf(farm, nora)).toBe('asleep');
    await pass(6 * HOUR);
    expect(await stateOf(farm, nora)).toBe('asleep, asked for awake');
  });

  it('a boundary that nobody followed yet does not overrule a user who decided after it (D2.14)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await follow(nora);
    await farm.clock.advance(2 * HOUR + 1000);
    await ask(nora, 'awake');
    await applySleepSchedules(farm);
    expect(await stateOf(farm, nora)).toBe('awake');
    await pass(DAY - 2000);
    expect(await stateOf(farm, nora)).toBe('awake');
    await pass(2000);
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
  });

  it('a user who decides while schedules are being followed has the last word', async () => {
    const { farm } = story;
    const [nora, hugo] = await story.workers('nora', 'hugo');
    await follow(nora);
    await follow(hugo);
    await farm.clock.advance(2 * HOUR);
    await meanwhile(farm, applySleepSchedules, async () => {
      await ask(nora, 'awake');
      await deleteWorker(farm, hugo.uuid);
    });
    expect(await stateOf(farm, nora)).toBe('awake');
    expect(await stateOf(farm, hugo)).toBe('awake');
    expect(eventsOf(farm, hugo)).toHaveLength(1);
  });

  it('a schedule does not overrule a request to go offline (D2.14)', async () => {
    const [nora] = await story.workers('nora');
    await follow(nora);
    await ask(nora, 'offline');
    await pass(3 * HOUR);
    expect(await stateOf(story.farm, nora)).toBe('awake, asked for offline');
  });

  it('a lost Worker is left alone; its schedule applies once it is back (03 §9.5 rule 1, D2.14)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await follow(nora);
    await put(farm, nora, { status: 'error', statusBeforeError: 'awake' });
    await pass(3 * HOUR);
    expect(await stateOf(farm, nora)).toBe('error');
    await pollState(farm, nora.id);
    await applySleepSchedules(farm);
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
  });

  it('what a user asks of a lost Worker counts more than a boundary that it missed (D2.14)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await follow(nora);
    await put(farm, nora, { status: 'error', statusBeforeError: 'awake' });
    await pass(3 * HOUR);
    await ask(nora, 'awake');
    await pollState(farm, nora.id);
    await applySleepSchedules(farm);
    expect(await stateOf(farm, nora)).toBe('awake, asked for awake');
  });

  it('a schedule that is saved for a lost Worker applies once it is back', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await put(farm, nora, { status: 'error', statusBeforeError: 'awake' });
    await follow(nora, { startTime: '09:00' });
    expect(await stateOf(farm, nora)).toBe('error');
    await pollState(farm, nora.id);
    await applySleepSchedules(farm);
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
  });

  it('an offline Worker hears of it when it signs on (03 §9.5)', async () => {
    const { farm } = story;
    const nora = await farm.storeWorker('nora', { status: 'offline' });
    await put(farm, nora, { statusRequest: { status: 'awake', isLazy: false } });
    await follow(nora);
    await pass(2 * HOUR);
    expect(await introduce(farm, nora)).toBe('asleep');
  });

  it('inactive schedules, and those of deleted Workers, change nothing (03 §9.4)', async () => {
    const { farm } = story;
    const [nora, hugo] = await story.workers('nora', 'hugo');
    await follow(nora);
    await follow(nora, { isActive: false });
    await follow(hugo);
    await deleteWorker(farm, hugo.uuid);
    farm.events.clear();
    await pass(3 * HOUR);
    expect(farm.events.all).toEqual([]);
    expect(await stateOf(farm, nora)).toBe('awake');
  });

  it('a schedule that always wants the same is followed once, and then the user decides (D2.14)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await follow(nora, { startTime: '', endTime: '' });
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
    await ask(nora, 'awake');
    await pass(400 * DAY);
    expect(await stateOf(farm, nora)).toBe('awake');
  });

  it('a schedule that was never looked at, as an import leaves it, is followed at once (03 §9.4)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    const stored = { ...AFTERNOON, startTime: '09:00', workerId: nora.id };
    await farm.db.transact((tx) => storeSchedule(tx, stored));
    await applySleepSchedules(farm);
    expect(await stateOf(farm, nora)).toBe('awake, asked for asleep');
    expect((await fetchSleepSchedule(farm, nora.uuid))?.nextCheckAt).toEqual(new Date('2026-03-04T18:00:00Z'));
  });

  it('a stored schedule that nobody can follow is told of once, and keeps nobody asleep', async () => {
    const { farm } = story;
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const stored = { ...AFTERNOON, endTime: '25:99', workerId: nora.id };
    await farm.db.transact((tx) => storeSchedule(tx, stored));
    await follow(hugo);
    await pass(2 * HOUR);
    await pass(DAY);
    expect(consoleOf(farm, 40)).toEqual([expect.stringMatching(/days or times that do not exist/)]);
    expect(await stateOf(farm, nora)).toBe('awake');
    expect(await introduce(farm, nora)).toBe('awake');
    expect(eventsOf(farm, hugo)).toHaveLength(1);
  });
});
