import { expect, it } from '@jest/globals';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import { BY_USER, forEachFarm, frames } from '../../support/story.js';

forEachFarm((story) => {
  it.each(['pause-requested', 'paused'] as const)(
    '%s pauses an idle job at once (03 §14 rule 1, D2.20)',
    async (status) => {
      const [nora] = await story.workers('nora', 'hugo');
      const job = await story.job({ tasks: frames(20) });
      await story.spoil(nora, job);
      story.farm.events.clear();
      await story.setJob(job, status);
      expect(await story.tasksOf(job)).toBe(Array.from({ length: 20 }, () => 'paused').join(' '));
      expect(story.chainOf(job)).toEqual(['active > pause-requested', 'pause-requested > paused']);
      expect(story.farm.events.of('job').map(({ refresh_tasks }) => refresh_tasks)).toEqual([true, false]);
      expect(await story.activityOf(job)).toBe(`Changed to status "paused": ${BY_USER}`);
      expect((await story.task(job, 'frame 2')).activity).toBe(
        'Manager paused this task because the job got status "pause-requested".',
      );
      expect(await story.fetch(nora)).toBe('(nothing)');
    },
  );

  it('running tasks come to their end first; nothing new goes out (03 §14 rules 1, 2)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(4) });
    await story.fetch(nora);
    await story.fetch(hugo);
    await story.setJob(job, 'pause-requested');
    expect(await story.statusOf(job)).toBe('pause-requested');
    expect(await story.tasksOf(job)).toBe('active active paused paused');
    await story.complete(nora, job, 'frame 1');
    expect(await story.statusOf(job)).toBe('pause-requested');
    expect(await story.fetch(nora)).toBe('(nothing)');
    await story.complete(hugo, job, 'frame 2');
    expect(await story.statusOf(job)).toBe('paused');
    expect(await story.activityOf(job)).toBe('Changed to status "paused": no more active tasks after task completion');
  });

  it.each([
    ['canceled by hand', 'canceled', 'no more active tasks after task cancellation'],
    ['given back', 'paused', 'last task got paused'],
    ['left behind', 'paused', 'last task got paused'],
    ['soft-failed', 'paused', 'last task got paused'],
  ])(
    'when the last running one is %s, it is %s and the job paused (03 §14 rules 2, 3, D2.10)',
    async (how, status, why) => {
      const [nora] = await story.workers('nora', 'hugo');
      const job = await story.job({ tasks: frames(20) });
      await story.fetch(nora);
      await story.setJob(job, 'pause-requested');
      if (how === 'canceled by hand') await story.setTask(job, 'frame 1', 'canceled');
      else if (how === 'given back') await story.report(nora, job, 'frame 1', { taskStatus: 'queued' });
      else if (how === 'left behind') await signOff(story.farm, nora.id);
      else await story.fail(nora, job, 'frame 1');
      expect((await story.task(job, 'frame 1')).status).toBe(status);
      expect(await story.statusOf(job)).toBe('paused');
      expect(await story.activityOf(job)).toBe(`Changed to status "paused": ${why}`);
    },
  );

  it('a task that failed while its job was being paused keeps its failure list (D2.10)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20) });
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    await story.fail(nora, job, 'frame 1');
    expect(await story.failedBy(job, 'frame 1')).toEqual(['nora']);
    await story.setJob(job, 'queued');
    expect(await story.failedBy(job, 'frame 1')).toEqual(['nora']);
    expect([await story.fetch(nora), await story.fetch(hugo)]).toEqual(['frame 2', 'frame 1']);
  });

  it('a few failed tasks do not keep it from pausing, and 10 % fail it (03 §14 rule 4)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20), softFailCount: 1, blocklistThreshold: 0 });
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    await story.fail(nora, job, 'frame 1');
    expect(await story.activityOf(job)).toBe('Changed to status "paused": no more active tasks after task failure');
    await story.setJob(job, 'active');
    await story.fetch(hugo);
    await story.setJob(job, 'pause-requested');
    await story.fail(hugo, job, 'frame 2');
    expect(await story.activityOf(job)).toBe('Changed to status "failed": too many tasks failed');
    expect((await story.tasksOf(job)).split(' ').filter((status) => status === 'canceled')).toHaveLength(18);
  });

  it('completing the last tasks completes it (03 §14 rule 4)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    await story.complete(nora, job, 'frame 1');
    expect(await story.statusOf(job)).toBe('completed');
  });

  it.each(['requeueing', 'queued', 'active'] as const)(
    '%s resumes it, and leaves canceled and failed tasks alone (03 §14 rule 5, D2.9)',
    async (status) => {
      const [nora] = await story.workers('nora');
      const job = await story.job({ tasks: frames(20), softFailCount: 1 });
      await story.spoil(nora, job);
      await story.setTask(job, 'frame 2', 'canceled');
      await story.render(nora, job);
      await story.setJob(job, 'pause-requested');
      story.farm.events.clear();
      await story.setJob(job, status);
      expect(await story.tasksOf(job)).toMatch(/^failed canceled completed( queued){17}$/);
      expect(story.chainOf(job)).toEqual(['paused > requeueing', 'requeueing > queued']);
      expect((await story.task(job, 'frame 4')).activity).toBe(
        'Queued because job transitioned status from "paused" to "requeueing"',
      );
      expect(await story.fetch(nora)).toBe('frame 4');
    },
  );

  it('resuming while a task still runs makes the job active again', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    await story.setJob(job, 'queued');
    expect(await story.tasksOf(job)).toBe('active queued');
    expect(story.chainOf(job).slice(-3)).toEqual([
      ...['pause-requested > requeueing', 'requeueing > queued', 'queued > active'],
    ]);
  });

  it('a canceled job can be paused, and comes back from that with its canceled tasks (03 §14 rule 8, D2.20)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(3) });
    await story.render(nora, job);
    await story.setJob(job, 'cancel-requested');
    await story.setJob(job, 'pause-requested');
    expect(await story.statusOf(job)).toBe('paused');
    expect(await story.tasksOf(job)).toBe('completed canceled canceled');
    await story.setJob(job, 'requeueing');
    expect(await story.tasksOf(job)).toBe('completed queued queued');
    expect(await story.statusOf(job)).toBe('queued');
  });

  it('a job that was submitted as paused starts when it is resumed (03 §14 rule 7)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2), status: 'paused' });
    expect(await story.fetch(nora)).toBe('(nothing)');
    await story.setJob(job, 'requeueing');
    expect(await story.fetch(nora)).toBe('frame 1');
  });
});
