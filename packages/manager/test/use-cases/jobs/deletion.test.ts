import { expect, it } from '@jest/globals';
import { listJobs } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { massDelete } from '../../../src/farm/use-cases/jobs/mass-delete.js';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { processDeletions } from '../../../src/farm/use-cases/upkeep/process-deletions.js';
import type { StoredJob } from '../../support/builders.js';
import { forEachFarm, frames, refusalOf, uuidOf } from '../../support/story.js';

const SECOND_MS = 1_000;

forEachFarm((story) => {
  const names = async () => (await listJobs(story.farm)).map(({ name }) => name);
  const marked = async () =>
    (await listJobs(story.farm)).flatMap(({ name, deleteRequestedAt }) => (deleteRequestedAt ? [name] : []));

  it('a job that shall be deleted is marked, and not handed out any more (02 §6.5, 03 §13 rule 1, D2.15)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.farm.clock.advance(SECOND_MS);
    story.farm.events.clear();
    await requestDeletion(story.farm, job.uuid);
    const now = story.farm.clock.now();
    expect(await story.farm.job(job.uuid)).toMatchObject({ status: 'queued', deleteRequestedAt: now, updatedAt: now });
    const [event, ...others] = story.farm.events.all;
    expect(others).toEqual([]);
    expect(event?.payload).toMatchObject({ id: job.uuid, delete_requested_at: now.toISOString(), status: 'queued' });
    expect(event?.payload).not.toHaveProperty('previous_status');
    expect(story.farm.wakenDeletions).toBe(1);
    expect(await story.fetch(nora)).toBe('(nothing)');
    expect(await story.tasksOf(job)).toBe('queued queued');
  });

  it('its running tasks are canceled first, and the job with them (D2.15)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(nora);
    await requestDeletion(story.farm, job.uuid);
    expect(await story.tasksOf(job)).toBe('canceled canceled');
    expect(await story.activityOf(job)).toBe('Changed to status "canceled": the job is going to be deleted');
    expect(await refusalOf(story.complete(nora, job, 'frame 1'))).toMatchObject({ kind: 'conflict' });
  });

  it('then it is removed: storage first, then all that is known of it, and everybody hears of it (02 §6.8, 03 §13 rule 5, 11 §6)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20), blocklistThreshold: 1 });
    const other = await story.job({ name: 'other', tasks: frames(1) });
    await story.spoil(nora, job);
    await requestDeletion(story.farm, job.uuid);
    story.farm.events.clear();
    await processDeletions(story.farm);
    expect(story.farm.removedFromStorage).toEqual([job.uuid]);
    expect(await names()).toEqual(['other']);
    expect(await story.farm.task(uuidOf(job, 'frame 1'))).toBeUndefined();
    expect(await story.blocklist(job)).toEqual([]);
    expect(story.farm.events.of('job')).toEqual([
      {
        ...{ id: job.uuid, was_deleted: true, status: '', type: '', priority: 0, refresh_tasks: false },
        ...{ steps_completed: 0, steps_total: 0, updated: '0001-01-01T00:00:00Z' },
      },
    ]);
    expect(await story.tasksOf(other)).toBe('queued');
    story.farm.events.clear();
    await processDeletions(story.farm);
    expect(story.farm.events.all).toEqual([]);
    const late = story.farm.report(nora, uuidOf(job, 'frame 1'), { taskStatus: 'completed' });
    expect(await refusalOf(late)).toMatchObject({ kind: 'not-found' });
  });

  it('a deletion that fails is tried again ever more rarely, and says why (03 §13 rule 6, D2.15)', async () => {
    const job = await story.job({ tasks: frames(1) });
    const second = await story.job({ name: 'second', tasks: frames(1) });
    const removed: number[] = [];
    story.farm.storage.removeJob = (uuid) => {
      if (uuid !== job.uuid) return Promise.resolve();
      removed.push(story.farm.clock.now().getTime());
      return removed.length < 4 ? Promise.reject(new Error('disk on fire')) : Promise.resolve();
    };
    for (const { uuid } of [job, second]) await requestDeletion(story.farm, uuid);
    for (let tick = 0; tick < 20; tick += 1) {
      await processDeletions(story.farm);
      if (tick === 0) {
        expect(await names()).toEqual(['shot 010']);
        expect((await story.farm.job(job.uuid)).deletionError).toBe('disk on fire');
        expect(story.farm.consoleLines).toContainEqual(
          expect.objectContaining({ level: 50, error: 'disk on fire', job: job.uuid, attempts: 1 }),
        );
      }
      await story.farm.clock.advance(SECOND_MS);
    }
    expect(removed.map((time, index) => time - (removed[index - 1] ?? time))).toEqual([0, 1000, 2000, 4000]);
    expect(await names()).toEqual([]);
  });

  it('one job after the other, in the order in which it was asked for, also before the Manager started (03 §13 rule 4)', async () => {
    const [first, second, third] = [
      await story.job({ name: 'first', tasks: frames(1) }),
      await story.job({ name: 'second', tasks: frames(1) }),
      await story.job({ name: 'third', tasks: frames(1) }),
    ];
    for (const job of [second, third, first]) {
      await story.farm.clock.advance(SECOND_MS);
      await requestDeletion(story.farm, job.uuid);
    }
    // All that is known of the requests is in the database.
    await processDeletions(story.farm);
    expect(story.farm.removedFromStorage).toEqual([second.uuid, third.uuid, first.uuid]);
    expect(await names()).toEqual([]);
  });

  it('asking again tries at once (02 §6.5)', async () => {
    const job = await story.job({ tasks: frames(1) });
    story.farm.storage.removeJob = () => Promise.reject(new Error('disk on fire'));
    await requestDeletion(story.farm, job.uuid);
    await processDeletions(story.farm);
    story.farm.storage.removeJob = () => Promise.resolve();
    await processDeletions(story.farm);
    expect(await names()).toHaveLength(1);
    await requestDeletion(story.farm, job.uuid);
    expect((await story.farm.job(job.uuid)).deletionError).toBeUndefined();
    await processDeletions(story.farm);
    expect(await names()).toEqual([]);
  });

  it('an unknown job cannot be deleted', async () => {
    const unknown = requestDeletion(story.farm, '9b1f1f0e-0000-4000-8000-000000000000');
    expect(await refusalOf(unknown)).toMatchObject({ kind: 'not-found', subject: 'job' });
  });

  /** Jobs of three moments: two old ones, one of them active, and a new one. Gives the time of the old ones. */
  async function oldAndNew(): Promise<{ readonly old: Date; readonly active: StoredJob }> {
    const [nora] = await story.workers('nora');
    await story.farm.clock.advance(400);
    const active = await story.job({ name: 'old active', tasks: frames(2) });
    await story.fetch(nora);
    await story.job({ name: 'old', tasks: frames(1) });
    const old = story.farm.clock.now();
    await story.farm.clock.advance(10 * SECOND_MS);
    await story.job({ name: 'new', tasks: frames(1) });
    return { old, active };
  }

  it('many are deleted by age, but none that are active (02 §6.6, 03 §13 rule 3, D2.15)', async () => {
    const { old } = await oldAndNew();
    story.farm.events.clear();
    await massDelete(story.farm, { lastUpdatedMax: old });
    expect(await marked()).toEqual(['old']);
    expect(story.farm.events.of('job')).toMatchObject([{ delete_requested_at: story.farm.clock.now().toISOString() }]);
    expect(story.farm.wakenDeletions).toBe(1);
    await processDeletions(story.farm);
    expect(await names()).toEqual(['old active', 'new']);
  });

  it('active ones too when that is asked for; their tasks are canceled', async () => {
    const { old, active } = await oldAndNew();
    await massDelete(story.farm, { lastUpdatedMax: old, includesActive: true });
    expect(await marked()).toEqual(['old active', 'old']);
    expect(await story.tasksOf(active)).toBe('canceled canceled');
  });

  it('the time counts to the end of its second (02 §6.6)', async () => {
    const { old } = await oldAndNew();
    await massDelete(story.farm, { lastUpdatedMax: new Date(old.getTime() - 399) });
    expect(await marked()).toEqual(['old']);
  });

  it('it is refused when there is none that old (02 §6.6)', async () => {
    const { old } = await oldAndNew();
    const refusal = await refusalOf(massDelete(story.farm, { lastUpdatedMax: new Date(old.getTime() - 400) }));
    expect(refusal).toEqual({ kind: 'refused', tag: 'no-jobs-selected' });
    expect(await marked()).toEqual([]);
  });
});
