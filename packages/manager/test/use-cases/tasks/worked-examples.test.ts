import { expect, it } from '@jest/globals';
import type { StoredJob } from '../../support/builders.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, framesAndVideo } from '../../support/story.js';
import type { Story } from '../../support/story.js';

/** Goes round the Workers until nobody gets a task any more; each is done with its task before the next round. */
async function work(
  story: Story,
  job: StoredJob,
  workers: readonly TestWorker[],
  fails: (worker: string, task: string) => boolean,
): Promise<void> {
  for (let isBusy = true; isBusy;) {
    const assigned: (readonly [TestWorker, string])[] = [];
    for (const worker of workers) assigned.push([worker, await story.fetch(worker)]);
    isBusy = assigned.some(([, task]) => task in job.tasks);
    for (const [worker, task] of assigned) {
      if (!(task in job.tasks) || (await story.task(job, task)).status !== 'active') continue;
      if (fails(worker.name, task)) await story.fail(worker, job, task);
      else await story.complete(worker, job, task);
    }
  }
}

forEachFarm((story) => {
  it('three Workers that all fail end the job when nobody is left, not at the second failure of a task (03 §6.8)', async () => {
    const workers = await story.workers('A', 'B', 'C');
    const job = await story.job({ tasks: framesAndVideo(20) });
    await work(story, job, workers, () => true);
    expect(await story.statusOf(job)).toBe('failed');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "failed": no more workers left to run tasks of type "blender"',
    );
    expect(await story.blocklist(job)).toEqual(['A blender', 'B blender', 'C blender']);
    const statuses = (await story.tasksOf(job)).split(' ');
    expect(new Set(statuses)).toEqual(new Set(['failed', 'canceled']));
    expect(story.chainOf(job)).toEqual(['queued > active', 'active > failed']);
  });

  it('three of five Workers that fail are blocked, and the others complete the job (03 §6.9)', async () => {
    const workers = await story.workers('A', 'B', 'C', 'D', 'E');
    const job = await story.job({ tasks: framesAndVideo(20) });
    await work(story, job, workers, (worker, task) => 'ABC'.includes(worker) && task !== 'video');
    expect(await story.statusOf(job)).toBe('completed');
    expect(await story.blocklist(job)).toEqual(['A blender', 'B blender', 'C blender']);
    expect((await story.farm.job(job.uuid)).stepsCompleted).toBe(21);
  });

  it('one broken frame fails at the third Worker, and the job once the rest is done (03 §6.10, D2.7)', async () => {
    const workers = await story.workers('A', 'B', 'C', 'D', 'E', 'F');
    const job = await story.job({ tasks: framesAndVideo(20) });
    await work(story, job, workers, (_, task) => task === 'frame 1');
    expect(await story.failedBy(job, 'frame 1')).toHaveLength(3);
    expect(await story.tasksOf(job)).toBe(`failed${' completed'.repeat(19)} canceled`);
    expect(await story.statusOf(job)).toBe('failed');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "failed": nothing is left to run: 1 task failed, 1 task can never start',
    );
    expect(await story.blocklist(job)).toEqual([]);
  });

  it('a job of ten tasks fails with its first failed one (03 §4.2)', async () => {
    const workers = await story.workers('A', 'B', 'C');
    const job = await story.job({ tasks: framesAndVideo(9) });
    await work(story, job, workers, (_, task) => task === 'frame 1');
    expect(await story.activityOf(job)).toBe('Changed to status "failed": too many tasks failed');
  });

  it('of two Workers the broken one is blocked, and the other completes the job', async () => {
    const workers = await story.workers('A', 'B');
    const job = await story.job({ tasks: framesAndVideo(20) });
    await work(story, job, workers, (worker) => worker === 'A');
    expect(await story.statusOf(job)).toBe('completed');
    expect(await story.blocklist(job)).toEqual(['A blender']);
  });
});
