import { expect, it } from '@jest/globals';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { createTag } from '../../../src/farm/use-cases/tags/create-tag.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import { setTags } from '../../../src/farm/use-cases/workers/set-tags.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import {
  credentialsOf,
  fetchSleepSchedule,
  fetchWorker,
  listWorkers,
} from '../../../src/farm/use-cases/workers/worker-queries.js';
import { forEachFarm, refusalOf } from '../../support/story.js';
import { eventsOf, introduce, lastEventOf, stateOf } from './worker-story.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

forEachFarm((story) => {
  const tag = (name: string) => createTag(story.farm, { name, description: '' });
  const tagNames = async (worker: { readonly uuid: string }) =>
    (await fetchWorker(story.farm, worker.uuid)).tags.map(({ name }) => name);

  it('Workers are listed in the order of their registration (01 §5.1)', async () => {
    expect(await listWorkers(story.farm)).toEqual([]);
    await story.workers('zoe', 'adam');
    expect((await listWorkers(story.farm)).map(({ name }) => name)).toEqual(['zoe', 'adam']);
  });

  it('a Worker is shown with the task that it has, else with the one that it had last (01 §5.2, 03 §8.6)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }] });
    const [worker] = await story.workers('nora');
    expect(await fetchWorker(farm, worker.uuid)).toMatchObject({ name: 'nora', task: undefined, tags: [] });
    await story.render(worker, job);
    await farm.clock.advance(1000);
    await story.fetch(worker);
    expect((await fetchWorker(farm, worker.uuid)).task).toMatchObject({ name: 'two', status: 'active' });
    await story.complete(worker, job, 'two');
    expect((await fetchWorker(farm, worker.uuid)).task).toMatchObject({ name: 'two', status: 'completed' });
  });

  it.each([
    ['fetched', (uuid: string) => fetchWorker(story.farm, uuid)],
    ['deleted', (uuid: string) => deleteWorker(story.farm, uuid)],
    ['tagged', (uuid: string) => setTags(story.farm, uuid, [])],
    ['asked for its schedule', (uuid: string) => fetchSleepSchedule(story.farm, uuid)],
  ])('a Worker that is not there cannot be %s (01 §5)', async (_, attempt) => {
    const unknown = { kind: 'not-found', tag: 'unknown', subject: 'worker', id: NOBODY };
    expect(await refusalOf(attempt(NOBODY))).toEqual(unknown);
    const noUuid = { kind: 'invalid', tag: 'not-a-uuid', subject: 'worker', id: 'nora' };
    expect(await refusalOf(attempt('nora'))).toEqual(noUuid);
  });

  it('a Worker has the tags that it was given last (01 §5.5)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    const [gpu, attic] = [await tag('gpu'), await tag('attic')];
    farm.events.clear();
    await setTags(farm, worker.uuid, [gpu.uuid, attic.uuid, gpu.uuid]);
    expect(await tagNames(worker)).toEqual(['gpu', 'attic']);
    await setTags(farm, worker.uuid, [attic.uuid]);
    expect(await tagNames(worker)).toEqual(['attic']);
    await farm.clock.advance(1000);
    await setTags(farm, worker.uuid, []);
    expect(await tagNames(worker)).toEqual([]);
    expect(eventsOf(farm, worker)).toHaveLength(3);
    expect(lastEventOf(farm, worker)).toMatchObject({ status: 'awake', updated: '2026-03-04T10:00:01.000Z' });
  });

  it('nothing changes when one of the tags does not exist (D2.16)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    const gpu = await tag('gpu');
    await setTags(farm, worker.uuid, [gpu.uuid]);
    farm.events.clear();
    const attempt = setTags(farm, worker.uuid, [gpu.uuid, NOBODY, 'attic', NOBODY]);
    expect(await refusalOf(attempt)).toEqual({ kind: 'invalid', tag: 'unknown-tags', ids: [NOBODY, 'attic'] });
    expect(await tagNames(worker)).toEqual(['gpu']);
    expect(farm.events.all).toEqual([]);
  });

  it('a Worker that waits for work gets that of its new tag at once (D6.1)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    const gpu = await tag('gpu');
    const job = await story.job({ tagId: gpu.id, tasks: [{ name: 'frame' }] });
    const asking = scheduleTask(farm, { workerId: worker.id, waitMs: 60_000, signal: undefined });
    while (farm.waiters.size === 0) await new Promise((resolve) => setImmediate(resolve));
    await setTags(farm, worker.uuid, [gpu.uuid]);
    expect(await asking).toMatchObject({ outcome: 'assigned', assigned: { task: { name: 'frame' } } });
    await setTags(farm, worker.uuid, []);
    expect(await story.tasksOf(job)).toBe('active');
  });

  it('a deleted Worker leaves its task to others (01 §5.3)', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: [{ name: 'frame' }] });
    const [worker, hugo] = await story.workers('nora', 'hugo');
    await story.fetch(worker);
    await deleteWorker(farm, worker.uuid);
    const activity = 'Task was queued by Manager because worker is being deleted';
    expect(await story.task(job, 'frame')).toMatchObject({ status: 'queued', activity });
    expect(story.log(job, 'frame').slice(-2)).toEqual(['task changed status active -> queued', activity]);
    expect(await story.render(hugo, job)).toBe('frame');
  });

  it('a deleted Worker is gone for everybody, but not from the records (01 §5.3)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await farm.clock.advance(1000);
    await deleteWorker(farm, worker.uuid);
    expect(lastEventOf(farm, worker)).toMatchObject({
      ...{ name: 'nora', status: 'awake', deleted_at: '2026-03-04T10:00:01.000Z' },
      updated: '2026-03-04T10:00:01.000Z',
    });
    expect(await listWorkers(farm)).toEqual([]);
    expect((await refusalOf(fetchWorker(farm, worker.uuid))).kind).toBe('not-found');
    expect((await refusalOf(deleteWorker(farm, worker.uuid))).kind).toBe('not-found');
    expect((await farm.worker(worker)).deletedAt).toEqual(farm.clock.now());
  });

  it('a deleted Worker is not let in any more (01 §5.3)', async () => {
    const { farm } = story;
    const [worker, hugo] = await story.workers('nora', 'hugo');
    await deleteWorker(farm, worker.uuid);
    expect(farm.forgottenCredentials).toEqual([worker.uuid]);
    expect(await credentialsOf(farm, worker.uuid)).toBeUndefined();
    expect(await credentialsOf(farm, hugo.uuid)).toMatchObject({ id: hugo.id, name: 'hugo' });
  });

  it('what a deleted Worker still had under way is refused (01 §5.3)', async () => {
    const { farm } = story;
    const [worker] = await story.workers('nora');
    await deleteWorker(farm, worker.uuid);
    for (const late of [
      introduce(farm, worker),
      signOff(farm, worker.id),
      pollState(farm, worker.id),
      changeState(farm, worker.id, 'asleep'),
    ]) {
      expect(await refusalOf(late)).toEqual({ kind: 'not-found', tag: 'unknown', subject: 'worker', id: worker.uuid });
    }
    expect(await stateOf(farm, worker)).toBe('awake');
  });
});
