import { expect, it } from '@jest/globals';
import { statusesOf } from '../../../src/farm/use-cases/history/history-queries.js';
import { applySleepSchedules } from '../../../src/farm/use-cases/upkeep/apply-sleep-schedules.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { saveSleepSchedule } from '../../../src/farm/use-cases/workers/save-sleep-schedule.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm } from '../../support/story.js';
import { introduce } from './worker-story.js';

const HOUR = 60 * 60_000;
const ASKED = 'asked for through the Manager, from 10.0.0.7';

/** Stories begin on a Wednesday at ten in the morning. */
const AFTERNOON = { isActive: true, daysOfWeek: '', startTime: '12:00', endTime: '18:00' };

forEachFarm((story) => {
  const reasonsOf = async ({ uuid }: TestWorker) =>
    (await statusesOf(story.farm, uuid, {})).items.map(({ status, reason }) => `${status}: ${reason}`);
  const ask = ({ uuid }: TestWorker, status: 'awake' | 'asleep' | 'offline') =>
    requestStatus(story.farm, uuid, { status, isLazy: false, reason: ASKED });

  it('the history of a Worker tells who sent it to sleep, and who woke it', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await ask(nora, 'asleep');
    await changeState(farm, nora.id, 'asleep');
    await changeState(farm, nora.id, 'awake', 'woken up on its own machine');
    await changeState(farm, nora.id, 'testing');
    expect(await reasonsOf(nora)).toEqual([`asleep: ${ASKED}`, 'awake: woken up on its own machine', 'testing: ']);
  });

  it('a request that was fulfilled, taken back or overtaken explains nothing later', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await ask(nora, 'asleep');
    await ask(nora, 'awake');
    await changeState(farm, nora.id, 'asleep', 'tired');
    await ask(nora, 'awake');
    await changeState(farm, nora.id, 'awake');
    await changeState(farm, nora.id, 'asleep');
    expect(await reasonsOf(nora)).toEqual(['asleep: tired', `awake: ${ASKED}`, 'asleep: ']);
  });

  it('a sleep schedule is named, also when it sends a Worker to sleep that has just signed on', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await saveSleepSchedule(farm, nora.uuid, AFTERNOON);
    await farm.clock.advance(3 * HOUR);
    await applySleepSchedules(farm);
    await changeState(farm, nora.id, 'asleep');
    const zoe = await farm.storeWorker('zoe', { status: 'offline' });
    await saveSleepSchedule(farm, zoe.uuid, AFTERNOON);
    await introduce(farm, zoe);
    await changeState(farm, zoe.id, 'asleep');
    expect(await reasonsOf(nora)).toEqual(['asleep: its sleep schedule wants that']);
    expect(await reasonsOf(zoe)).toEqual(['starting: ', 'asleep: its sleep schedule wants that']);
  });

  it('a Worker that was shut down and comes back tells why it went, and is what it was', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await ask(nora, 'offline');
    await signOff(farm, nora.id);
    expect(await introduce(farm, nora)).toBe('awake');
    await changeState(farm, nora.id, 'awake');
    await signOff(farm, nora.id);
    const reasons = [`offline: ${ASKED}`, 'starting: ', 'awake: it was so when it signed off', 'offline: '];
    expect(await reasonsOf(nora)).toEqual(reasons);
  });
});
