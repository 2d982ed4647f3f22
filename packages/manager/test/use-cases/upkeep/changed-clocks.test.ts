import { FakeClock } from '@flamenco/common/testing';
import { expect, it } from '@jest/globals';
import { applySleepSchedules } from '../../../src/farm/use-cases/upkeep/apply-sleep-schedules.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { saveSleepSchedule } from '../../../src/farm/use-cases/workers/save-sleep-schedule.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import { fetchSleepSchedule } from '../../../src/farm/use-cases/workers/worker-queries.js';
import { SQLITE_FILE } from '../../support/databases.js';
import type { TestFarm, TestWorker } from '../../support/make-farm.js';
import { makeFarm } from '../../support/make-farm.js';
import { introduce } from '../workers/worker-story.js';

const DAILY = { isActive: true, daysOfWeek: '' };

it.each([
  ['an ordinary day', '2026-03-04T10:00:00Z', '12:00', '2026-03-04T11:00:00.000Z'],
  ['the morning on which an hour is left out', '2026-03-28T23:00:00Z', '08:00', '2026-03-29T06:00:00.000Z'],
  ['the hour that is left out', '2026-03-28T23:00:00Z', '02:30', '2026-03-29T01:00:00.000Z'],
  ['the morning after an hour came twice', '2026-10-24T22:00:00Z', '08:00', '2026-10-25T07:00:00.000Z'],
  ['the hour that comes twice, its first time', '2026-10-24T22:00:00Z', '02:30', '2026-10-25T00:30:00.000Z'],
])('a schedule keeps to the clocks on the wall: %s', async (_, now, startTime, expected) => {
  const farm = await makeFarm(SQLITE_FILE, {}, new FakeClock(now, 'Europe/Amsterdam'));
  const nora = await farm.storeWorker('nora');
  await saveSleepSchedule(farm, nora.uuid, { ...DAILY, startTime, endTime: '23:00' });
  expect((await fetchSleepSchedule(farm, nora.uuid))?.nextCheckAt?.toISOString()).toBe(expected);
  await farm.close();
});

it.each([
  ['an hour is left out', '2026-03-28T12:00:00Z', ['2026-03-28T21:00:00.000Z', '2026-03-29T04:00:00.000Z']],
  ['an hour comes twice', '2026-10-24T12:00:00Z', ['2026-10-24T20:00:00.000Z', '2026-10-25T05:00:00.000Z']],
])('a night from ten to six ends at six when %s (03 §9.2, D2.14)', async (_, now, expected) => {
  const farm = await makeFarm(SQLITE_FILE, {}, new FakeClock(now, 'Europe/Amsterdam'));
  const nora = await farm.storeWorker('nora');
  await saveSleepSchedule(farm, nora.uuid, { ...DAILY, startTime: '22:00', endTime: '06:00' });
  expect(await obey(farm, nora, 24)).toEqual(expected);
  await farm.close();
});

it('a Worker that arrives in the hour that comes twice is told what its schedule wants, and woken in time', async () => {
  const farm = await makeFarm(SQLITE_FILE, {}, new FakeClock('2026-10-24T20:00:00Z', 'Europe/Amsterdam'));
  const nora = await farm.storeWorker('nora');
  await saveSleepSchedule(farm, nora.uuid, { ...DAILY, startTime: '22:00', endTime: '02:30' });
  await obey(farm, nora, 5);
  await signOff(farm, nora.id);
  await requestStatus(farm, nora.uuid, { status: 'offline', isLazy: false });
  await farm.clock.advance(10 * 60_000);
  expect(farm.clock.now().toISOString()).toBe('2026-10-25T01:10:00.000Z');
  expect(await introduce(farm, nora)).toBe('asleep');
  await changeState(farm, nora.id, 'asleep');
  expect(await obey(farm, nora, 1)).toEqual(['2026-10-25T01:30:00.000Z']);
  await farm.close();
});

/** Schedules are looked at every ten minutes for so many hours, and the Worker does as it is told; gives when that was. */
async function obey(farm: TestFarm, worker: TestWorker, hours: number): Promise<string[]> {
  const times: string[] = [];
  for (let looks = 0; looks < hours * 6; looks += 1) {
    await farm.clock.advance(10 * 60_000);
    await applySleepSchedules(farm);
    const wanted = await pollState(farm, worker.id);
    if (!wanted) continue;
    await changeState(farm, worker.id, wanted);
    times.push(farm.clock.now().toISOString());
  }
  return times;
}
