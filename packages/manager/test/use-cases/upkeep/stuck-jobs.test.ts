import { expect, it } from '@jest/globals';
import { changeJob } from '../../../src/db/jobs.js';
import { repairStuckJobs } from '../../../src/farm/use-cases/upkeep/repair-stuck-jobs.js';
import type { StoredJob } from '../../support/builders.js';
import { forEachFarm } from '../../support/story.js';
import { consoleOf } from '../workers/worker-story.js';

forEachFarm((story) => {
  /** Leaves a job as a Manager that was killed in the middle would. */
  const leave = async (job: StoredJob, status: 'cancel-requested' | 'requeueing' | 'pause-requested') => {
    await story.farm.db.transact((tx) => changeJob(tx, job.id, { status }));
    story.farm.events.clear();
  };

  it('a job that was to be cancelled is cancelled (03 §4.6)', async () => {
    const job = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }] });
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await leave(job, 'cancel-requested');
    await repairStuckJobs(story.farm);
    expect(await story.tasksOf(job)).toBe('canceled canceled');
    expect(story.chainOf(job)).toEqual(['cancel-requested > cancel-requested', 'cancel-requested > canceled']);
    expect(await story.activityOf(job)).toBe('Reenforcing status "canceled": checking stuck jobs');
  });

  it('a job that was to be queued again is (03 §4.6)', async () => {
    const job = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }] });
    const [nora] = await story.workers('nora');
    await story.render(nora, job);
    await story.setJob(job, 'cancel-requested');
    await leave(job, 'requeueing');
    await repairStuckJobs(story.farm);
    expect(await story.tasksOf(job)).toBe('completed queued');
    expect(story.chainOf(job)).toEqual(['requeueing > requeueing', 'requeueing > queued']);
    expect(await story.task(job, 'two')).toMatchObject({
      activity: 'Queued because job transitioned status from "requeueing" to "requeueing"',
    });
    expect(await story.render(nora, job)).toBe('two');
  });

  it('a job that was to be paused is, once its last task is done (03 §4.6)', async () => {
    const job = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }] });
    const idle = await story.job({ tasks: [{ name: 'three' }] });
    const [nora] = await story.workers('nora');
    await story.fetch(nora);
    await leave(job, 'pause-requested');
    await leave(idle, 'pause-requested');
    await repairStuckJobs(story.farm);
    expect([await story.statusOf(job), await story.statusOf(idle)]).toEqual(['pause-requested', 'paused']);
    expect(await story.tasksOf(job)).toBe('active paused');
    await story.complete(nora, job, 'one');
    expect(await story.statusOf(job)).toBe('paused');
  });

  it('a job of which everything was done is completed (03 §4.6)', async () => {
    const job = await story.job({ tasks: [{ name: 'one' }] });
    const [nora] = await story.workers('nora');
    await story.render(nora, job);
    await leave(job, 'requeueing');
    await repairStuckJobs(story.farm);
    expect(await story.statusOf(job)).toBe('completed');
  });

  it('a job whose tasks wait for each other, as a database from elsewhere may have it, ends (D2.7)', async () => {
    const job = await story.job({
      tasks: [
        { name: 'one', after: ['two'] },
        { name: 'two', after: ['one'] },
      ],
    });
    await leave(job, 'requeueing');
    await repairStuckJobs(story.farm);
    expect(story.chainOf(job).at(-1)).toBe('queued > failed');
    expect(await story.tasksOf(job)).toBe('canceled canceled');
  });

  it('other jobs are left alone (03 §4.6)', async () => {
    const job = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }] });
    const [nora] = await story.workers('nora');
    await story.job({ tasks: [{ name: 'three' }] });
    await story.fetch(nora);
    story.farm.events.clear();
    await repairStuckJobs(story.farm);
    expect(story.farm.events.all).toEqual([]);
    expect(await story.tasksOf(job)).toBe('active queued');
    expect(consoleOf(story.farm, 40)).toEqual([]);
  });
});
