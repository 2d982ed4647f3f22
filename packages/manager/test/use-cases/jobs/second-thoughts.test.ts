import { expect, it } from '@jest/globals';
import { listJobs } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { previewMassDeletion } from '../../../src/farm/use-cases/jobs/mass-delete.js';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { withdrawDeletion } from '../../../src/farm/use-cases/jobs/withdraw-deletion.js';
import { processDeletions } from '../../../src/farm/use-cases/upkeep/process-deletions.js';
import { forEachFarm, frames, refusalOf } from '../../support/story.js';

const SECOND_MS = 1_000;

forEachFarm((story) => {
  it('a deletion that was withdrawn does not take place, and the job goes on (D2.15)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await requestDeletion(farm, job.uuid);
    farm.events.clear();
    await withdrawDeletion(farm, job.uuid);
    expect(farm.events.of('job')).toMatchObject([{ id: job.uuid, status: 'queued' }]);
    expect(farm.events.of('job')[0]).not.toHaveProperty('delete_requested_at');
    await processDeletions(farm);
    expect(farm.removedFromStorage).toEqual([]);
    expect((await farm.job(job.uuid)).deleteRequestedAt).toBeUndefined();
    expect(await story.render(nora, job)).toBe('frame 1');
  });

  it('what was canceled for the deletion stays canceled', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(nora);
    await requestDeletion(story.farm, job.uuid);
    await withdrawDeletion(story.farm, job.uuid);
    expect(await story.statusOf(job)).toBe('canceled');
  });

  it('a deletion that failed can be withdrawn, and its error is forgotten', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: frames(1) });
    farm.storage.removeJob = () => Promise.reject(new Error('disk on fire'));
    await requestDeletion(farm, job.uuid);
    await processDeletions(farm);
    expect((await farm.job(job.uuid)).deletionError).toBe('disk on fire');
    await withdrawDeletion(farm, job.uuid);
    await farm.clock.advance(3_600 * SECOND_MS);
    await processDeletions(farm);
    expect(await farm.job(job.uuid)).toMatchObject({ deletionError: undefined, deleteRequestedAt: undefined });
  });

  it('once a job is being deleted it is too late', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: frames(1) });
    let tooLate: unknown;
    farm.storage.removeJob = async () => {
      tooLate = await refusalOf(withdrawDeletion(farm, job.uuid));
    };
    await requestDeletion(farm, job.uuid);
    await processDeletions(farm);
    expect(tooLate).toEqual({ kind: 'conflict', tag: 'deletion-began' });
    expect(await listJobs(farm)).toEqual([]);
  });

  it('a job that nobody wants to delete stays as it is; an unknown one is unknown', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: frames(1) });
    farm.events.clear();
    await withdrawDeletion(farm, job.uuid);
    expect(farm.events.all).toEqual([]);
    const unknown = withdrawDeletion(farm, '9b1f1f0e-0000-4000-8000-000000000000');
    expect(await refusalOf(unknown)).toMatchObject({ kind: 'not-found' });
  });

  it('a job with many tasks goes in pieces, and nothing of it stays', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: frames(1_200) });
    await requestDeletion(farm, job.uuid);
    await processDeletions(farm);
    const { tasks } = await farm.db.read((reader) =>
      reader.q
        .selectFrom('tasks')
        .select((of) => of.fn.countAll<number | string>().as('tasks'))
        .executeTakeFirstOrThrow(),
    );
    expect(Number(tasks)).toBe(0);
    expect(await listJobs(farm)).toEqual([]);
  });

  it('a look ahead at a mass deletion lists the jobs and changes nothing (D2.15)', async () => {
    const { farm } = story;
    const [nora] = await story.workers('nora');
    await story.job({ name: 'active', tasks: frames(2) });
    await story.fetch(nora);
    for (const name of ['first', 'second', 'third']) await story.job({ name, tasks: frames(1) });
    const lastUpdatedMax = farm.clock.now();
    await farm.clock.advance(10 * SECOND_MS);
    await story.job({ name: 'new', tasks: frames(1) });
    farm.events.clear();
    const names = async (includesActive: boolean, page = { limit: 1000, offset: 0 }) => {
      const { jobs, total } = await previewMassDeletion(farm, { lastUpdatedMax, includesActive }, page);
      return `${jobs.map(({ name }) => name).join(' ')} of ${total}`;
    };
    expect(await names(false)).toBe('first second third of 3');
    expect(await names(true)).toBe('active first second third of 4');
    expect(await names(false, { limit: 1, offset: 1 })).toBe('second of 3');
    expect(farm.events.all).toEqual([]);
    expect((await listJobs(farm)).filter(({ deleteRequestedAt }) => deleteRequestedAt)).toEqual([]);
  });
});
