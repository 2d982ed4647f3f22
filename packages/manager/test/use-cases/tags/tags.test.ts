import { expect, it } from '@jest/globals';
import type { FarmError } from '../../../src/farm/errors.js';
import { createTag } from '../../../src/farm/use-cases/tags/create-tag.js';
import { deleteTag } from '../../../src/farm/use-cases/tags/delete-tag.js';
import { fetchTag, listTags } from '../../../src/farm/use-cases/tags/tag-queries.js';
import { updateTag } from '../../../src/farm/use-cases/tags/update-tag.js';
import { fetchWorker } from '../../../src/farm/use-cases/workers/worker-queries.js';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import { setTags } from '../../../src/farm/use-cases/workers/set-tags.js';
import { forEachFarm, refusalOf } from '../../support/story.js';

const ID = '11111111-2222-4333-8444-555555555555';
const NOBODY = '00000000-0000-4000-8000-000000000000';

forEachFarm((story) => {
  const make = (name: string, description = '') => createTag(story.farm, { name, description });

  it('a new tag has an ID of its own, and everybody hears of it (01 §5.8)', async () => {
    const gpu = await make('gpu', 'has a fast one');
    const attic = await make('attic');
    expect(attic.uuid).not.toBe(gpu.uuid);
    expect(await listTags(story.farm)).toEqual([gpu, attic]);
    expect(await fetchTag(story.farm, gpu.uuid)).toMatchObject({ name: 'gpu', description: 'has a fast one' });
    expect(story.farm.events.of('workerTag')).toEqual([
      { tag: { id: gpu.uuid, name: 'gpu', description: 'has a fast one' } },
      { tag: { id: attic.uuid, name: 'attic', description: '' } },
    ]);
  });

  it('a tag may bring its ID; an empty one stands for none (01 §5.8)', async () => {
    expect(await createTag(story.farm, { uuid: ID, name: 'gpu', description: '' })).toMatchObject({ uuid: ID });
    const other = await createTag(story.farm, { uuid: '', name: 'attic', description: '' });
    expect(other.uuid).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names are kept as written, and differ by letter case (01 §5.8)', async () => {
    await make('gpu');
    await make('GPU');
    await make(' gpu');
    expect((await listTags(story.farm)).map(({ name }) => name)).toEqual(['gpu', 'GPU', ' gpu']);
  });

  it('of several users who make the same tag at the same moment one succeeds, the others are told (01 §5.8)', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () =>
        make('gpu').then(
          () => 'made',
          (error: unknown) => (error as FarmError).kind,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual([...Array<string>(7).fill('conflict'), 'made']);
    expect((await listTags(story.farm)).map(({ name }) => name)).toEqual(['gpu']);
  });

  it('a tag that could not be found, or be told from another, is refused (01 §5.8)', async () => {
    await createTag(story.farm, { uuid: ID, name: 'gpu', description: '' });
    story.farm.events.clear();
    const create = (uuid: string | undefined, name: string) =>
      refusalOf(createTag(story.farm, { uuid, name, description: '' }));
    expect(await create('gpu-1', 'new')).toEqual({ kind: 'invalid', tag: 'not-a-uuid', subject: 'tag', id: 'gpu-1' });
    expect(await create(ID, 'new')).toEqual({ kind: 'conflict', tag: 'duplicate-tag-id', id: ID });
    expect(await create(undefined, 'gpu')).toEqual({ kind: 'conflict', tag: 'duplicate-tag', name: 'gpu' });
    expect(await create(undefined, ' ')).toEqual({ kind: 'invalid', tag: 'empty-name', subject: 'tag' });
    const tooLong = { kind: 'invalid', tag: 'name-too-long', subject: 'tag', limit: 255 };
    expect(await create(undefined, 'g'.repeat(256))).toEqual(tooLong);
    expect(await listTags(story.farm)).toHaveLength(1);
    expect(story.farm.events.all).toEqual([]);
  });

  it('a tag can be renamed; its description stays unless another is given (01 §5.8)', async () => {
    const { farm } = story;
    const { uuid } = await make('gpu', 'has a fast one');
    await updateTag(farm, uuid, { name: 'graphics' });
    expect(await fetchTag(farm, uuid)).toMatchObject({ name: 'graphics', description: 'has a fast one' });
    await updateTag(farm, uuid, { name: 'graphics', description: '' });
    expect(await fetchTag(farm, uuid)).toMatchObject({ name: 'graphics', description: '' });
    expect(farm.events.of('workerTag').slice(1)).toEqual([
      { tag: { id: uuid, name: 'graphics', description: 'has a fast one' } },
      { tag: { id: uuid, name: 'graphics', description: '' } },
    ]);
  });

  it('a tag cannot take the name of another, or none (01 §5.8)', async () => {
    await make('attic');
    const { uuid } = await make('gpu');
    const rename = (name: string) => refusalOf(updateTag(story.farm, uuid, { name }));
    expect(await rename('attic')).toEqual({ kind: 'conflict', tag: 'duplicate-tag', name: 'attic' });
    expect(await rename('')).toEqual({ kind: 'invalid', tag: 'empty-name', subject: 'tag' });
    expect(await fetchTag(story.farm, uuid)).toMatchObject({ name: 'gpu' });
  });

  it.each([
    ['fetched', (uuid: string) => fetchTag(story.farm, uuid)],
    ['renamed', (uuid: string) => updateTag(story.farm, uuid, { name: 'gpu' })],
    ['deleted', (uuid: string) => deleteTag(story.farm, uuid, { force: true })],
  ])('a tag that is not there cannot be %s (01 §5.8)', async (_, attempt) => {
    const unknown = { kind: 'not-found', tag: 'unknown', subject: 'tag', id: NOBODY };
    expect(await refusalOf(attempt(NOBODY))).toEqual(unknown);
    expect(await refusalOf(attempt('x'))).toEqual({ kind: 'invalid', tag: 'not-a-uuid', subject: 'tag', id: 'x' });
  });

  it('Workers lose a deleted tag, and everybody hears of it (01 §5.8)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora', 'hugo');
    const [gpu, attic] = [await make('gpu'), await make('attic')];
    await setTags(farm, nora.uuid, [gpu.uuid, attic.uuid]);
    farm.events.clear();
    await farm.clock.advance(1000);
    await deleteTag(farm, gpu.uuid, { force: false });
    expect(await listTags(farm)).toEqual([attic]);
    expect((await fetchWorker(farm, nora.uuid)).tags).toEqual([attic]);
    expect(farm.events.of('workerTag')).toEqual([{ tag: { id: gpu.uuid, name: '' }, was_deleted: true }]);
    expect(farm.events.of('worker')).toMatchObject([{ id: nora.uuid, updated: '2026-03-04T10:00:01.000Z' }]);
  });

  it.each(['queued', 'active', 'paused', 'pause-requested'] as const)(
    'a tag stays while a %s job needs it (D2.16)',
    async (status) => {
      const gpu = await make('gpu');
      const job = await story.job({ tagId: gpu.id, tasks: [{ name: 'one' }, { name: 'two' }] });
      const [nora] = await story.workers('nora');
      await setTags(story.farm, nora.uuid, [gpu.uuid]);
      if (status === 'active' || status === 'pause-requested') await story.fetch(nora);
      if (status === 'paused' || status === 'pause-requested') await story.setJob(job, 'pause-requested');
      expect(await story.statusOf(job)).toBe(status);
      story.farm.events.clear();
      const refused = await refusalOf(deleteTag(story.farm, gpu.uuid, { force: false }));
      expect(refused).toEqual({ kind: 'conflict', tag: 'tag-in-use', name: 'gpu', jobs: 1 });
      expect(await listTags(story.farm)).toEqual([gpu]);
      expect(story.farm.events.all).toEqual([]);
    },
  );

  it('finished jobs do not keep a tag; they lose it and stay as old as they were (D2.16)', async () => {
    const { farm } = story;
    const gpu = await make('gpu');
    const job = await story.job({ tagId: gpu.id, tasks: [{ name: 'frame' }] });
    await story.setJob(job, 'cancel-requested');
    const { updatedAt } = await farm.job(job.uuid);
    await farm.clock.advance(1000);
    farm.events.clear();
    await deleteTag(farm, gpu.uuid, { force: false });
    expect(await farm.job(job.uuid)).toMatchObject({ status: 'canceled', workerTagUuid: undefined, updatedAt });
    expect(farm.events.of('job')).toMatchObject([{ id: job.uuid, status: 'canceled' }]);
  });

  it('who insists deletes a tag that is in use: its jobs are for every Worker then (D2.16)', async () => {
    const { farm } = story;
    const gpu = await make('gpu');
    const job = await story.job({ tagId: gpu.id, tasks: [{ name: 'frame' }] });
    const [nora] = await story.workers('nora');
    const asking = scheduleTask(farm, { workerId: nora.id, waitMs: 60_000, signal: undefined });
    while (farm.waiters.size === 0) await new Promise((resolve) => setImmediate(resolve));
    await deleteTag(farm, gpu.uuid, { force: true });
    expect(await asking).toMatchObject({ outcome: 'assigned', assigned: { task: { name: 'frame' } } });
    expect(farm.events.of('job')[0]).toMatchObject({ id: job.uuid, status: 'queued' });
    expect(farm.events.of('workerTag').at(-1)).toMatchObject({ was_deleted: true });
  });

  it('a tagged job that waits for a tag that nobody has waits on when another tag goes', async () => {
    const [gpu, attic] = [await make('gpu'), await make('attic')];
    await story.job({ tagId: gpu.id, tasks: [{ name: 'frame' }] });
    const [nora] = await story.workers('nora');
    await deleteTag(story.farm, attic.uuid, { force: false });
    expect(await story.fetch(nora)).toBe('(nothing)');
  });
});
