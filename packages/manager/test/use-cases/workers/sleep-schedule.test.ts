import { expect, it } from '@jest/globals';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { saveSleepSchedule } from '../../../src/farm/use-cases/workers/save-sleep-schedule.js';
import { fetchSleepSchedule } from '../../../src/farm/use-cases/workers/worker-queries.js';
import { scheduleProblemText } from '../../../src/texts/farm-errors.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, refusalOf } from '../../support/story.js';
import { introduce, lastEventOf, put, stateOf } from './worker-story.js';

/** Stories begin on a Wednesday at ten in the morning. */
const NIGHT = { isActive: true, daysOfWeek: '', startTime: '18:00', endTime: '09:00' };
const OFFICE_HOURS = { isActive: true, daysOfWeek: 'mo-fr', startTime: '09:00', endTime: '18:00' };

forEachFarm((story) => {
  const save = (worker: TestWorker, schedule: Parameters<typeof saveSleepSchedule>[2]) =>
    saveSleepSchedule(story.farm, worker.uuid, schedule);

  it('a Worker has no schedule until one is saved (01 §5.6)', async () => {
    const [worker] = await story.workers('nora');
    expect(await fetchSleepSchedule(story.farm, worker.uuid)).toBeUndefined();
  });

  it('a schedule is kept in its plain form, and a later one replaces it (01 §5.7, D2.14)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await save(worker, OFFICE_HOURS);
    await save(worker, { isActive: true, daysOfWeek: 'Monday, tue-thu', startTime: '9:5', endTime: '17:00:30' });
    expect(await fetchSleepSchedule(farm, worker.uuid)).toMatchObject({
      ...{ workerId: worker.id, isActive: true, daysOfWeek: 'mo tu we th', startTime: '09:05', endTime: '17:00' },
    });
  });

  it.each([
    [{ daysOfWeek: 'mo funday' }, /"funday" is not a day of the week/],
    [{ daysOfWeek: 'm' }, /"m" is not a day of the week/],
    [{ startTime: '25:00' }, /^invalid format for schedule start time: "25:00"/],
    [{ endTime: '0900' }, /^invalid format for schedule end time: "0900"/],
  ])('a schedule with %j is refused, and the former one stays (D2.14)', async (changed, message) => {
    const [worker] = await story.workers('nora');
    await save(worker, NIGHT);
    const refused = await refusalOf(save(worker, { ...NIGHT, ...changed }));
    expect(refused).toEqual({ kind: 'invalid', tag: 'bad-schedule', problem: expect.stringMatching(message) });
    expect(await fetchSleepSchedule(story.farm, worker.uuid)).toMatchObject({ startTime: '18:00' });
  });

  it('the refusal says how to write days and times', () => {
    expect(scheduleProblemText({ tag: 'unknown-day', word: 'x' })).toMatch(/mo tu we th fr sa su/);
    expect(scheduleProblemText({ tag: 'bad-time', which: 'end', text: 'x' })).toMatch(/18:30/);
  });

  it('nobody and deleted Workers get no schedule (01 §5.7)', async () => {
    const [worker] = await story.workers('nora');
    await deleteWorker(story.farm, worker.uuid);
    const unknown = { kind: 'not-found', tag: 'unknown', subject: 'worker', id: worker.uuid };
    expect(await refusalOf(save(worker, NIGHT))).toEqual(unknown);
    expect(await refusalOf(fetchSleepSchedule(story.farm, worker.uuid))).toEqual(unknown);
  });

  it('a schedule applies as soon as it is saved (03 §9.5 rule 3)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await save(worker, OFFICE_HOURS);
    expect(await stateOf(farm, worker)).toBe('awake, asked for asleep');
    expect(lastEventOf(farm, worker)).toMatchObject({ status_change: { status: 'asleep', is_lazy: false } });
    expect(lastEventOf(farm, worker)).not.toHaveProperty('previous_status');
  });

  it('saving a schedule overrules what a user asked for, and takes back what it no longer wants (D2.14)', async () => {
    const [worker] = await story.workers('nora');
    await put(story.farm, worker, { statusRequest: { status: 'asleep', isLazy: true } });
    await save(worker, NIGHT);
    expect(await stateOf(story.farm, worker)).toBe('awake');
  });

  it('is told to nobody when the Worker already is as wanted (03 §9.5 rule 2)', async () => {
    const [worker] = await story.workers('nora');
    await save(worker, NIGHT);
    expect(story.farm.events.all).toEqual([]);
  });

  it.each(['offline', 'restart'] as const)('a schedule never overrules a request to %s (D2.14)', async (status) => {
    const [worker] = await story.workers('nora');
    await put(story.farm, worker, { statusRequest: { status, isLazy: true } });
    await save(worker, OFFICE_HOURS);
    expect(await stateOf(story.farm, worker)).toBe(`awake, asked for ${status} lazily`);
  });

  it('an inactive schedule changes nothing (D2.14)', async () => {
    const [worker] = await story.workers('nora');
    await save(worker, { ...OFFICE_HOURS, isActive: false });
    expect(await stateOf(story.farm, worker)).toBe('awake');
    await put(story.farm, worker, { status: 'asleep' });
    await save(worker, { ...NIGHT, isActive: false });
    expect(await stateOf(story.farm, worker)).toBe('asleep');
  });

  it('a Worker that signs on hears what its schedule wants (01 §4.2)', async () => {
    const { farm } = story;
    const worker = await farm.storeWorker('nora', { status: 'offline' });
    await save(worker, OFFICE_HOURS);
    await put(farm, worker, { statusRequest: null });
    expect(await introduce(farm, worker)).toBe('asleep');
    await farm.clock.advance(8 * 60 * 60 * 1000);
    expect(await introduce(farm, worker)).toBe('awake');
    await save(worker, { ...OFFICE_HOURS, isActive: false });
    expect(await introduce(farm, worker)).toBe('awake');
  });

  it('what is asked of a Worker counts more than its schedule when it signs on (01 §4.2)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await save(worker, OFFICE_HOURS);
    await changeState(farm, worker.id, 'asleep');
    await requestStatus(farm, worker.uuid, { status: 'awake', isLazy: false });
    expect(await introduce(farm, worker)).toBe('awake');
  });
});
