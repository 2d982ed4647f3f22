import { expect, it } from '@jest/globals';
import {
  lastRenderedOfFarm,
  lastRenderedOfJob,
  previewDeletion,
} from '../../../src/farm/use-cases/jobs/job-queries.js';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { setJobPriority } from '../../../src/farm/use-cases/jobs/set-job-priority.js';
import { setJobTag } from '../../../src/farm/use-cases/jobs/set-job-tag.js';
import { imagesStored, takeOutput } from '../../../src/farm/use-cases/tasks/take-output.js';
import { processDeletions } from '../../../src/farm/use-cases/upkeep/process-deletions.js';
import { forEachFarm, frames, refusalOf, uuidOf } from '../../support/story.js';

const TAG = '7c1f1f0e-0000-4000-8000-000000000000';
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]);

forEachFarm((story) => {
  it('the priority of a job in any status can be changed, and everybody hears of it (02 §6.3)', async () => {
    const job = await story.job({ tasks: frames(1) });
    await story.setJob(job, 'cancel-requested');
    await story.farm.clock.advance(1_000);
    story.farm.events.clear();
    await setJobPriority(story.farm, job.uuid, 77);
    const now = story.farm.clock.now();
    expect(await story.farm.job(job.uuid)).toMatchObject({ priority: 77, status: 'canceled', updatedAt: now });
    expect(story.farm.events.all).toHaveLength(1);
    expect(story.farm.events.of('job')).toMatchObject([{ priority: 77, updated: now.toISOString() }]);
    const unknown = setJobPriority(story.farm, TAG, 1);
    expect(await refusalOf(unknown)).toMatchObject({ kind: 'not-found', subject: 'job' });
  });

  it('a tag keeps a job for its Workers, by id or by name, until it is taken away; running tasks go on (02 §6.4)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    await story.tag(TAG, 'gpu', hugo);
    const job = await story.job({ tasks: frames(4) });
    expect(await story.fetch(nora)).toBe('frame 1');
    story.farm.events.clear();
    await setJobTag(story.farm, job.uuid, { id: TAG, name: 'no such name' });
    expect(story.farm.events.of('job')).toMatchObject([{ id: job.uuid, status: 'active' }]);
    await story.complete(nora, job, 'frame 1');
    expect([await story.fetch(nora), await story.fetch(hugo)]).toEqual(['(nothing)', 'frame 2']);
    await setJobTag(story.farm, job.uuid, {});
    expect(await story.fetch(nora)).toBe('frame 3');
    await setJobTag(story.farm, job.uuid, { name: 'gpu' });
    expect((await story.farm.job(job.uuid)).workerTagUuid).toBe(TAG);
  });

  it('a tag that does not exist is refused, and the job keeps the one that it has (D2.16)', async () => {
    await story.tag(TAG, 'gpu');
    const job = await story.job({ tasks: frames(1) });
    await setJobTag(story.farm, job.uuid, { name: 'gpu' });
    for (const choice of [{ name: 'GPU?' }, { id: 'seven' }, { id: '' }, { name: '' }]) {
      const refusal = await refusalOf(setJobTag(story.farm, job.uuid, choice));
      expect(refusal).toMatchObject({ kind: 'invalid', tag: 'tag-not-found' });
    }
    expect((await story.farm.job(job.uuid)).workerTagUuid).toBe(TAG);
  });

  it('the image of a task is taken from the Worker that had it last, also after the end (D2.3)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(2) });
    await story.render(nora, job);
    await story.farm.clock.advance(5_000);
    await takeOutput(story.farm, nora.id, uuidOf(job, 'frame 1'), JPEG);
    expect(story.farm.offeredImages).toEqual([[job.uuid, Buffer.from(JPEG)]]);
    expect((await story.farm.worker(nora)).lastSeenAt).toEqual(story.farm.clock.now());
    const refusals = [
      await refusalOf(takeOutput(story.farm, hugo.id, uuidOf(job, 'frame 1'), JPEG)),
      await refusalOf(takeOutput(story.farm, nora.id, uuidOf(job, 'frame 2'), JPEG)),
      await refusalOf(takeOutput(story.farm, nora.id, uuidOf(job, 'frame 1'), Buffer.from('GIF89a'))),
      await refusalOf(takeOutput(story.farm, nora.id, 'seven', JPEG)),
    ];
    expect(refusals.map(({ kind, tag }) => `${kind} ${tag}`)).toEqual([
      ...['conflict task-of-other-worker', 'conflict task-of-other-worker'],
      ...['invalid unsupported-image', 'not-found unknown'],
    ]);
    story.farm.images.offer = () => false;
    const full = takeOutput(story.farm, nora.id, uuidOf(job, 'frame 1'), JPEG);
    expect(await refusalOf(full)).toEqual({ kind: 'busy', tag: 'image-queue-full' });
  });

  it('the newest image is the one of the farm, until its job is deleted (02 §10.3–10.5)', async () => {
    const first = await story.job({ tasks: frames(1) });
    const second = await story.job({ tasks: frames(1) });
    expect(await lastRenderedOfFarm(story.farm)).toBeUndefined();
    for (const { uuid } of [first, second]) {
      story.farm.jobsWithImages.add(uuid);
      await imagesStored(story.farm, uuid);
    }
    const info = (uuid: string) => ({ base: `/job-files/${uuid}`, suffixes: ['last-rendered.jpg'] });
    expect(await lastRenderedOfFarm(story.farm)).toEqual(info(second.uuid));
    expect(await lastRenderedOfJob(story.farm, first.uuid)).toEqual(info(first.uuid));
    const events = story.farm.events.all.filter(({ kind }) => kind === 'lastRendered').slice(-2);
    expect(new Set(events.map(({ topic }) => topic)).size).toBe(2);
    expect(events.map(({ payload }) => payload)).toEqual(
      Array.from({ length: 2 }, () => ({ job_id: second.uuid, thumbnail: info(second.uuid) })),
    );
    await requestDeletion(story.farm, second.uuid);
    await processDeletions(story.farm);
    expect(await lastRenderedOfFarm(story.farm)).toBeUndefined();
  });

  it('images that are done after their job was deleted are nobody’s', async () => {
    const job = await story.job({ tasks: frames(1) });
    story.farm.jobsWithImages.add(job.uuid);
    await requestDeletion(story.farm, job.uuid);
    await processDeletions(story.farm);
    story.farm.events.clear();
    await imagesStored(story.farm, job.uuid);
    expect(story.farm.events.all).toEqual([]);
    expect(await lastRenderedOfFarm(story.farm)).toBeUndefined();
  });

  it('without Shaman, deleting a job removes no checkout (02 §6.7, 03 §13 rule 2)', async () => {
    const job = await story.job({ tasks: frames(1) });
    expect(await previewDeletion(story.farm, job.uuid)).toEqual({ removesCheckout: false });
  });
});
