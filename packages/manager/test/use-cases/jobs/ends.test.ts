import { expect, it } from '@jest/globals';
import { forEachFarm, frames, framesAndVideo } from '../../support/story.js';

forEachFarm((story) => {
  it('a job ends as failed when what is left waits for a failed task (D2.7)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: framesAndVideo(20), softFailCount: 1 });
    await story.spoil(nora, job);
    for (let frame = 2; frame < 20; frame += 1) await story.render(nora, job);
    expect(await story.statusOf(job)).toBe('active');
    await story.render(nora, job);
    expect(await story.statusOf(job)).toBe('failed');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "failed": nothing is left to run: 1 task failed, 1 task can never start',
    );
    expect((await story.task(job, 'video')).status).toBe('canceled');
  });

  it('it ends as failed as well when all else is completed (D2.7)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(11), softFailCount: 1 });
    await story.spoil(nora, job);
    for (let frame = 2; frame <= 11; frame += 1) await story.render(nora, job);
    expect(await story.activityOf(job)).toBe('Changed to status "failed": nothing is left to run: 1 task failed');
  });

  it('it ends as canceled when only canceled tasks keep it from being completed (D2.7)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: framesAndVideo(2) });
    await story.setTask(job, 'frame 1', 'canceled');
    expect(await story.statusOf(job)).toBe('queued');
    expect(await story.render(nora, job)).toBe('frame 2');
    expect(await story.tasksOf(job)).toBe('canceled completed canceled');
    expect(await story.statusOf(job)).toBe('canceled');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "canceled": nothing is left to run: 1 task was canceled, 1 task can never start',
    );
  });

  it('canceling a task that others wait for ends a job in which nothing else can run', async () => {
    const job = await story.job({ tasks: framesAndVideo(1) });
    await story.setTask(job, 'frame 1', 'canceled');
    expect(await story.tasksOf(job)).toBe('canceled canceled');
    expect(await story.statusOf(job)).toBe('canceled');
  });

  it('resuming a job in which nothing can run ends it (D2.7)', async () => {
    const job = await story.job({ tasks: framesAndVideo(1) });
    await story.setJob(job, 'pause-requested');
    await story.setTask(job, 'frame 1', 'canceled');
    expect(await story.statusOf(job)).toBe('paused');
    story.farm.events.clear();
    await story.setJob(job, 'queued');
    expect(await story.tasksOf(job)).toBe('canceled canceled');
    expect(story.chainOf(job)).toEqual([
      ...['paused > requeueing', 'requeueing > queued', 'queued > cancel-requested', 'cancel-requested > canceled'],
    ]);
  });

  it('a running task keeps it active, also when it is given back (03 §4.2)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: framesAndVideo(2) });
    await story.fetch(nora);
    await story.setTask(job, 'frame 2', 'canceled');
    expect(await story.statusOf(job)).toBe('active');
    await story.report(nora, job, 'frame 1', { taskStatus: 'queued' });
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.render(nora, job)).toBe('frame 1');
    expect(await story.statusOf(job)).toBe('canceled');
  });

  it('the first task that fails for good makes a queued job active, or ends it (03 §4.2)', async () => {
    const [nora] = await story.workers('nora');
    const large = await story.job({ tasks: frames(20), softFailCount: 1 });
    await story.spoil(nora, large);
    expect(await story.statusOf(large)).toBe('active');
    await story.setJob(large, 'cancel-requested');
    const small = await story.job({ tasks: frames(10), softFailCount: 1 });
    await story.spoil(nora, small);
    expect(await story.statusOf(small)).toBe('failed');
  });

  it('another percentage can be configured (D2.7)', async () => {
    story.farm.config.replace({ ...story.farm.config.current(), jobFailPercentage: 50 });
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(4), softFailCount: 1, blocklistThreshold: 0 });
    await story.spoil(nora, job);
    expect(await story.statusOf(job)).toBe('active');
    await story.spoil(nora, job);
    expect(await story.activityOf(job)).toBe('Changed to status "failed": too many tasks failed');
  });
});
