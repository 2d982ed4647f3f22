import { expect, it } from '@jest/globals';
import { removeLostWorkers } from '../../../src/farm/use-cases/upkeep/remove-lost-workers.js';
import { failStrandedTasks } from '../../../src/farm/use-cases/upkeep/fail-stranded-tasks.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { setTags } from '../../../src/farm/use-cases/workers/set-tags.js';
import { forEachFarm, frames } from '../../support/story.js';
import { put } from '../workers/worker-story.js';

const HOUR = 3_600_000;
const TAG = '0c7a8f1e-52c0-4d27-9d5e-6a1f0cbb3a55';
const NOBODY_ELSE_LEFT =
  'Task failed by 1 worker, Manager will mark it as hard failure, as there is no other worker left that can run it';

forEachFarm((story) => {
  it('a task that one Worker failed fails for good when the other one is deleted (D2.5)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    await story.spoil(nora, job);
    expect(await story.tasksOf(job)).toBe('soft-failed');
    await deleteWorker(story.farm, hugo.uuid);
    expect(await story.tasksOf(job)).toBe('failed');
    expect(await story.statusOf(job)).toBe('failed');
    expect(story.log(job, 'frame 1').slice(-2)).toEqual([
      NOBODY_ELSE_LEFT,
      'task changed status soft-failed -> failed',
    ]);
  });

  it('the rest of the job goes on', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20) });
    await story.spoil(nora, job);
    await deleteWorker(story.farm, hugo.uuid);
    expect((await story.tasksOf(job)).split(' ').slice(0, 2)).toEqual(['failed', 'queued']);
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.render(nora, job)).toBe('frame 2');
  });

  it('the same when the other Worker was away for a day, whether it said goodbye or not', async () => {
    for (const status of ['offline', 'error'] as const) {
      const [nora, hugo] = await story.workers(`nora ${status}`, `hugo ${status}`);
      const job = await story.job({ tasks: frames(1) });
      await story.fetch(hugo);
      await story.setTask(job, 'frame 1', 'canceled');
      await story.setTask(job, 'frame 1', 'queued');
      await story.spoil(nora, job);
      await put(story.farm, hugo, { status });
      await story.farm.clock.advance(24 * HOUR);
      await failStrandedTasks(story.farm);
      expect(await story.tasksOf(job)).toBe('soft-failed');
      await story.farm.clock.advance(1);
      await failStrandedTasks(story.farm);
      expect(await story.tasksOf(job)).toBe('failed');
      await deleteWorker(story.farm, nora.uuid);
      await deleteWorker(story.farm, hugo.uuid);
    }
  });

  it('the same when the last Worker loses the tag of the job, at the next look', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const tagId = await story.tag(TAG, 'GPU', nora, hugo);
    const job = await story.job({ tagId, tasks: frames(1) });
    await story.spoil(nora, job);
    await setTags(story.farm, hugo.uuid, []);
    await failStrandedTasks(story.farm);
    expect(await story.tasksOf(job)).toBe('failed');
  });

  it('a queued task with a failure list is no different: its last Worker may have given it back', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    await story.spoil(nora, job);
    await story.fetch(hugo);
    await deleteWorker(story.farm, hugo.uuid);
    expect(await story.tasksOf(job)).toBe('failed');
  });

  it('a task that nobody has failed waits for a capable Worker, of whatever type it is', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: [{ name: 'sim', type: 'houdini' }, { name: 'frame' }] });
    await deleteWorker(story.farm, nora.uuid);
    await story.farm.clock.advance(48 * HOUR);
    await failStrandedTasks(story.farm);
    expect(await story.tasksOf(job)).toBe('queued queued');
    expect(await story.statusOf(job)).toBe('queued');
  });

  it('a paused job is left alone until it is resumed', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    await story.spoil(nora, job);
    await story.setJob(job, 'paused');
    await deleteWorker(story.farm, hugo.uuid);
    await failStrandedTasks(story.farm);
    expect(await story.tasksOf(job)).toBe('paused');
    await story.setJob(job, 'queued');
    await failStrandedTasks(story.farm);
    expect(await story.tasksOf(job)).toBe('failed');
  });

  it('the automatic removal of a Worker is looked at in the same way', async () => {
    const { farm } = story;
    farm.config.replace({ ...farm.config.current(), workerRemovalAfterMs: HOUR });
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    await story.spoil(nora, job);
    await put(farm, hugo, { status: 'offline' });
    await farm.clock.advance(HOUR);
    await removeLostWorkers(farm);
    expect(await story.tasksOf(job)).toBe('failed');
  });
});
