import { expect, it } from '@jest/globals';
import { forEachFarm, frames, framesAndVideo } from '../../support/story.js';

forEachFarm((story) => {
  it('a completed job starts all over: all tasks, and no steps (03 §4.3)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: framesAndVideo(2) });
    for (let task = 1; task <= 3; task += 1) await story.render(nora, job);
    story.farm.events.clear();
    await story.setJob(job, 'requeueing');
    expect(await story.tasksOf(job)).toBe('queued queued queued');
    expect(await story.farm.job(job.uuid)).toMatchObject({ status: 'queued', stepsCompleted: 0, stepsTotal: 3 });
    expect(story.chainOf(job)).toEqual(['completed > requeueing', 'requeueing > queued']);
    expect(story.farm.events.of('job')).toMatchObject([
      { refresh_tasks: true, steps_completed: 0 },
      { refresh_tasks: true, steps_completed: 0 },
    ]);
    expect((await story.task(job, 'video')).activity).toBe(
      'Queued because job transitioned status from "completed" to "requeueing"',
    );
    // The video waits for its frames again.
    expect(await story.render(nora, job)).toBe('frame 1');
    expect(await story.render(nora, job)).toBe('frame 2');
    expect(await story.render(nora, job)).toBe('video');
    expect(await story.statusOf(job)).toBe('completed');
  });

  it('a failed job goes on where it was, with a clean slate for all Workers (03 §6.7, D2.20)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20), blocklistThreshold: 2 });
    expect(await story.render(hugo, job)).toBe('frame 1');
    expect([await story.spoil(nora, job), await story.spoil(nora, job)]).toEqual(['frame 2', 'frame 3']);
    expect(await story.spoil(hugo, job)).toBe('frame 2');
    expect(await story.spoil(hugo, job)).toBe('frame 3');
    expect(await story.statusOf(job)).toBe('failed');
    await story.setJob(job, 'requeueing');
    expect(await story.statusOf(job)).toBe('queued');
    expect(await story.tasksOf(job)).toMatch(/^completed( queued){19}$/);
    expect(await story.blocklist(job)).toEqual([]);
    for (const task of ['frame 2', 'frame 3']) expect(await story.failedBy(job, task)).toEqual([]);
    expect(await story.fetch(nora)).toBe('frame 2');
  });

  it('a canceled job comes back without its completed tasks (03 §4.3)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(3) });
    await story.render(nora, job);
    await story.fetch(nora);
    await story.report(nora, job, 'frame 2', { stepsCompleted: 1 });
    await story.setJob(job, 'cancel-requested');
    await story.setJob(job, 'requeueing');
    expect(await story.tasksOf(job)).toBe('completed queued queued');
    expect(await story.farm.job(job.uuid)).toMatchObject({ status: 'queued', stepsCompleted: 1 });
    expect((await story.task(job, 'frame 2')).activity).toBe(
      'Queued because job transitioned status from "canceled" to "requeueing"',
    );
  });

  it('a running job too: running tasks go on, canceled and failed ones come back (D2.20)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20), softFailCount: 1 });
    await story.spoil(nora, job);
    await story.setTask(job, 'frame 2', 'canceled');
    expect(await story.fetch(hugo)).toBe('frame 3');
    story.farm.events.clear();
    await story.setJob(job, 'requeueing');
    expect(await story.tasksOf(job)).toMatch(/^queued queued active( queued){17}$/);
    expect(story.chainOf(job)).toEqual(['active > requeueing', 'requeueing > queued', 'queued > active']);
    expect(await story.failedBy(job, 'frame 1')).toEqual([]);
    await story.complete(hugo, job, 'frame 3');
    expect(await story.fetch(nora)).toBe('frame 1');
  });

  it('soft-failed tasks of a running job are tried by everybody again (D2.20)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20) });
    await story.spoil(nora, job);
    await story.setJob(job, 'requeueing');
    expect(await story.tasksOf(job)).toMatch(/^queued queued/);
    expect(await story.fetch(nora)).toBe('frame 1');
  });

  it('a job that ended with its last task canceled is completed once that task is done after all', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.render(nora, job);
    await story.fetch(nora);
    await story.setTask(job, 'frame 2', 'canceled');
    expect(await story.statusOf(job)).toBe('canceled');
    await story.setJob(job, 'requeueing');
    expect(await story.tasksOf(job)).toBe('completed queued');
    expect(await story.render(nora, job)).toBe('frame 2');
    expect(await story.statusOf(job)).toBe('completed');
  });

  it('a requeued task still shows who had it last, and the same Worker may have it again', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.render(nora, job);
    await story.setJob(job, 'requeueing');
    expect((await story.task(job, 'frame 1')).worker?.name).toBe('nora');
    expect(await story.render(nora, job)).toBe('frame 1');
  });
});
