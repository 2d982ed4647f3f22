import { expect, it } from '@jest/globals';
import { insertJob } from '../../../src/db/jobs.js';
import { storingSteps } from '../../../src/db/new-tasks.js';
import type { NewTask } from '../../../src/db/new-tasks.js';
import { listJobs } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { EMPTY_TALLY } from '../../../src/farm/rules/tally.js';
import { storeJob } from '../../../src/farm/use-cases/steps/store-job.js';
import { removeUnfinishedJobs } from '../../../src/farm/use-cases/upkeep/repair-stuck-jobs.js';
import { forEachFarm } from '../../support/story.js';

const UUID = '7f3c1c52-8f6e-4e0f-9f57-0d5a9d1c0001';

/** Frames, and a video of the first ones. */
function largeJob(count: number) {
  const uuids = Array.from(
    { length: count },
    (_, index) => `7f3c1c52-8f6e-4e0f-9f57-${String(index).padStart(12, '0')}`,
  );
  const tasks: NewTask[] = uuids.map((uuid, index) => ({
    ...{ uuid, name: `frame ${index + 1}`, type: 'blender', priority: 50, stepsTotal: 1, dependencies: [] },
    commands: [{ name: 'echo', parameters: { message: 'x' }, totalStepCount: 1 }],
  }));
  const first = tasks[0];
  if (first) tasks[0] = { ...first, name: 'video', type: 'ffmpeg', dependencies: uuids.slice(1, 1_300) };
  const job = {
    ...{ uuid: UUID, name: 'the whole film', type: 'test', priority: 50, status: 'queued' as const, activity: '' },
    ...{ settings: {}, metadata: {}, warnings: [], stepsTotal: count, tally: { ...EMPTY_TALLY, queued: count } },
  };
  return { job, tasks };
}

forEachFarm((story) => {
  it('a large job is seen by nobody before all of it is there, and others are served meanwhile', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await story.job({ tasks: [{ name: 'small' }] });
    farm.events.clear();
    const { job, tasks } = largeJob(1_500);
    const [, fetched] = await Promise.all([storeJob(farm, job, tasks), story.fetch(nora)]);
    expect(fetched).toBe('small');
    expect(farm.events.of('job').filter(({ id }) => id === UUID)).toMatchObject([
      { status: 'queued', steps_total: 1_500 },
    ]);
    const stored = await farm.job(UUID);
    expect(stored).toMatchObject({ status: 'queued', tally: { queued: 1_500 } });
    await story.setJob({ id: stored.id, uuid: UUID, tasks: {} }, 'canceled');
    expect(await farm.job(UUID)).toMatchObject({ status: 'canceled', tally: { canceled: 1_500 } });
  });

  it('what a crash left of a submission is removed at the next start', async () => {
    const { farm } = story;
    const { job, tasks } = largeJob(1_500);
    const id = await farm.db.transact((tx) => insertJob(tx, { ...job, status: 'under-construction' }));
    const [first, second] = storingSteps(id, tasks);
    for (const step of [first, second]) if (step) await farm.db.transact(step);
    expect(await listJobs(farm)).toEqual([]);
    await removeUnfinishedJobs(farm);
    expect(await farm.task(tasks[700]?.uuid)).toBeUndefined();
    await storeJob(farm, job, tasks);
    expect((await listJobs(farm)).map(({ name }) => name)).toEqual(['the whole film']);
  });

  it('a submission that fails leaves nothing behind', async () => {
    const { farm } = story;
    const { job, tasks } = largeJob(1_500);
    const last = tasks.at(-1)!;
    const twice = [...tasks, { ...last, name: 'the same again' }];
    await expect(storeJob(farm, job, twice)).rejects.toMatchObject({ code: expect.any(String) });
    await storeJob(farm, job, tasks);
    expect(await farm.job(UUID)).toMatchObject({ tally: { queued: 1_500 } });
  });
});
