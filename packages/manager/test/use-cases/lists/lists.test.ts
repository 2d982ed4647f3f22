import { expect, it } from '@jest/globals';
import { countJobs, countJobTasks, listJobs, listJobTasks } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { countTags, listTags } from '../../../src/farm/use-cases/tags/tag-queries.js';
import { countWorkers, listWorkers } from '../../../src/farm/use-cases/workers/worker-queries.js';
import { setJobPriority } from '../../../src/farm/use-cases/jobs/set-job-priority.js';
import { markSeen } from '../../../src/db/workers.js';
import { forEachFarm, frames, refusalOf } from '../../support/story.js';

const GPU = '3f0b9f6e-0f0a-4a3e-8f5e-0d1c2b3a4f5e';
const ATTIC = '4f0b9f6e-0f0a-4a3e-8f5e-0d1c2b3a4f5e';
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

forEachFarm((story) => {
  const later = (ms: number) => story.farm.clock.advance(ms);
  const jobs = async (...asked: Parameters<typeof listJobs> extends [unknown, ...infer Rest] ? Rest : never) =>
    (await listJobs(story.farm, ...asked)).map(({ name }) => name);

  it('jobs are found by status, text, tag, Worker and time of change', async () => {
    const [adam] = await story.workers('adam');
    const tagId = await story.tag(GPU, 'gpu');
    const shot = await story.job({ name: 'Shot 010', tasks: frames(1) });
    await story.render(adam, shot);
    await later(1_000);
    const since = story.farm.clock.now();
    await story.job({ name: 'shot_020', tasks: frames(1), tagId });
    await later(1_000);
    await story.job({ name: 'Äpfel 100%', tasks: frames(1) });
    expect(await jobs()).toEqual(['Shot 010', 'shot_020', 'Äpfel 100%']);
    expect(await jobs({ statuses: ['completed', 'failed'] })).toEqual(['Shot 010']);
    expect(await jobs({ statuses: [] })).toEqual([]);
    expect(await jobs({ type: 'test' })).toHaveLength(3);
    expect(await jobs({ type: 'simple-blender-render' })).toEqual([]);
    expect(await jobs({ search: 'SHOT' })).toEqual(['Shot 010', 'shot_020']);
    expect(await jobs({ search: 't_0' })).toEqual(['shot_020']);
    expect(await jobs({ search: '0%' })).toEqual(['Äpfel 100%']);
    expect(await jobs({ search: '\\' })).toEqual([]);
    expect(await jobs({ search: 'äPFEL' })).toEqual(['Äpfel 100%']);
    expect(await jobs({ search: "'; drop table jobs; --" })).toEqual([]);
    expect(await jobs({ tagUuid: GPU })).toEqual(['shot_020']);
    expect(await jobs({ workerUuid: adam.uuid })).toEqual(['Shot 010']);
    expect(await jobs({ updatedSince: since })).toEqual(['shot_020', 'Äpfel 100%']);
    expect(await jobs({ search: 'shot', statuses: ['queued'] })).toEqual(['shot_020']);
    expect(await countJobs(story.farm, { search: 'shot' })).toBe(2);
  });

  it('jobs are sorted and paged, the same row on no two pages', async () => {
    for (const name of ['b', 'A', 'c', 'a']) {
      await story.job({ name, tasks: frames(1) });
      await later(1);
    }
    expect(await jobs({}, { orderBy: { field: 'name', isDescending: false } })).toEqual(['A', 'a', 'b', 'c']);
    expect(await jobs({}, { orderBy: { field: 'created', isDescending: true } })).toEqual(['a', 'c', 'A', 'b']);
    expect(await jobs({}, { orderBy: { field: 'status', isDescending: true } })).toEqual(['a', 'c', 'A', 'b']);
    expect(await jobs({}, { limit: 2 })).toEqual(['b', 'A']);
    expect(await jobs({}, { limit: 2, offset: 2 })).toEqual(['c', 'a']);
    expect(await jobs({}, { offset: 3 })).toEqual(['a']);
    expect(await jobs({}, { limit: 5, offset: 9 })).toEqual([]);
    const [, second] = await listJobs(story.farm);
    await setJobPriority(story.farm, second!.uuid, 80);
    expect((await jobs({}, { orderBy: { field: 'priority', isDescending: true } }))[0]).toBe('A');
    expect((await jobs({}, { orderBy: { field: 'updated', isDescending: true } }))[0]).toBe('A');
    expect((await jobs({}, { orderBy: { field: 'type', isDescending: false } }))[0]).toBe('b');
  });

  it('a filter for a tag or Worker that nobody knows is a mistake, not an empty list', async () => {
    for (const id of [UNKNOWN, 'gpu']) {
      const unknown = { kind: 'invalid', tag: 'unknown-filter', id };
      expect(await refusalOf(jobs({ tagUuid: id }))).toEqual({ ...unknown, parameter: 'tag' });
      expect(await refusalOf(jobs({ workerUuid: id }))).toEqual({ ...unknown, parameter: 'worker' });
      expect(await refusalOf(listWorkers(story.farm, { tagUuid: id }))).toMatchObject(unknown);
      expect(await refusalOf(listTags(story.farm, { workerUuid: id }))).toMatchObject(unknown);
    }
  });

  it('tasks are found, sorted and paged', async () => {
    const [adam, zoe] = await story.workers('adam', 'zoe');
    const job = await story.job({ tasks: [...frames(12), { name: 'Video', type: 'FFmpeg', priority: 70 }] });
    await story.job({ name: 'another', tasks: frames(3) });
    expect(await story.fetch(adam)).toBe('Video');
    await later(1_000);
    const since = story.farm.clock.now();
    await story.fetch(zoe);
    const tasks = async (
      ...asked: Parameters<typeof listJobTasks> extends [unknown, unknown, ...infer R] ? R : never
    ) => (await listJobTasks(story.farm, job.uuid, ...asked)).map(({ name }) => name);
    expect(await tasks()).toHaveLength(13);
    expect(await tasks({ statuses: ['active'] })).toEqual(['frame 1', 'Video']);
    expect(await tasks({ type: 'ffmpeg' })).toEqual(['Video']);
    expect(await tasks({ search: 'FRAME 1' })).toEqual(['frame 1', 'frame 10', 'frame 11', 'frame 12']);
    expect(await tasks({ workerUuid: zoe.uuid })).toEqual(['frame 1']);
    expect(await tasks({ updatedSince: since })).toEqual(['frame 1']);
    expect(await tasks({}, { limit: 3, offset: 2 })).toEqual(['frame 3', 'frame 4', 'frame 5']);
    expect(await tasks({ search: 'frame 1' }, { limit: 2, offset: 1 })).toEqual(['frame 10', 'frame 11']);
    const descending = { orderBy: { field: 'index_in_job', isDescending: true }, limit: 2 } as const;
    expect(await tasks({}, descending)).toEqual(['Video', 'frame 12']);
    const byStatus = { orderBy: { field: 'status', isDescending: false }, limit: 3 } as const;
    expect(await tasks({}, byStatus)).toEqual(['frame 1', 'Video', 'frame 2']);
    expect(await countJobTasks(story.farm, job.uuid, {})).toBe(13);
    expect(await countJobTasks(story.farm, job.uuid, { search: 'frame 1' })).toBe(4);
    expect(await countJobTasks(story.farm, UNKNOWN, {})).toBe(0);
    expect((await listJobTasks(story.farm, job.uuid, {}, { limit: 1 }))[0]?.worker?.name).toBe('zoe');
  });

  it('Workers are found, sorted and paged', async () => {
    const [zoe, adam] = await story.workers('Zoe', 'adam');
    await story.farm.storeWorker('bob', { taskTypes: ['Magick'], status: 'asleep' });
    await story.tag(GPU, 'gpu', zoe);
    await later(1_000);
    const since = story.farm.clock.now();
    await story.farm.db.transact((tx) => markSeen(tx, adam));
    const workers = async (...asked: Parameters<typeof listWorkers> extends [unknown, ...infer R] ? R : never) =>
      (await listWorkers(story.farm, ...asked)).map(({ name }) => name);
    expect(await workers()).toEqual(['Zoe', 'adam', 'bob']);
    expect(await workers({ statuses: ['asleep', 'offline'] })).toEqual(['bob']);
    expect(await workers({ type: 'magick' })).toEqual(['bob']);
    expect(await workers({ search: 'O' })).toEqual(['Zoe', 'bob']);
    expect(await workers({ tagUuid: GPU })).toEqual(['Zoe']);
    expect(await workers({ updatedSince: since })).toEqual([]);
    expect(await workers({}, { orderBy: { field: 'name', isDescending: false } })).toEqual(['adam', 'bob', 'Zoe']);
    expect(await workers({}, { orderBy: { field: 'last_seen', isDescending: true } })).toEqual(['adam', 'bob', 'Zoe']);
    expect(await workers({}, { limit: 1, offset: 1 })).toEqual(['adam']);
    expect(await countWorkers(story.farm, {})).toBe(3);
    expect(await countWorkers(story.farm, { search: 'o' })).toBe(2);
  });

  it('tags are found, sorted and paged', async () => {
    const [zoe] = await story.workers('zoe');
    await story.tag(GPU, 'gpu', zoe);
    await story.tag(ATTIC, 'Attic');
    const tags = async (...asked: Parameters<typeof listTags> extends [unknown, ...infer R] ? R : never) =>
      (await listTags(story.farm, ...asked)).map(({ name }) => name);
    expect(await tags({ search: 'TT' })).toEqual(['Attic']);
    expect(await tags({ workerUuid: zoe.uuid })).toEqual(['gpu']);
    expect(await tags({ updatedSince: new Date(story.farm.clock.now().getTime() + 1) })).toEqual([]);
    expect(await tags({}, { orderBy: { field: 'name', isDescending: false } })).toEqual(['Attic', 'gpu']);
    expect(await tags({}, { offset: 1 })).toEqual(['Attic']);
    expect(await countTags(story.farm, { search: 'g' })).toBe(1);
  });
});
