import { expect, it } from '@jest/globals';
import { TASK_STATUSES } from '@flamenco/api';
import { setTaskStatus } from '../../../src/farm/use-cases/tasks/set-task-status.js';
import { saveTaskState } from '../../../src/db/tasks.js';
import { forEachFarm, frames, framesAndVideo, refusalOf } from '../../support/story.js';

forEachFarm((story) => {
  it('a canceled task is taken from its Worker, with the reason as its activity (03 §4.1 rules 2, 3, 5, D2.20)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: [{ name: 'chunk', steps: 9 }, ...frames(1)] });
    await story.fetch(nora);
    await story.report(nora, job, 'chunk', { stepsCompleted: 3 });
    story.farm.events.clear();
    await story.setTask(job, 'chunk', 'canceled', 'it is the wrong camera');
    expect(await story.task(job, 'chunk')).toMatchObject({
      ...{ status: 'canceled', activity: 'it is the wrong camera', stepsCompleted: 3, worker: { name: 'nora' } },
    });
    expect(story.log(job, 'chunk').at(-1)).toBe('task changed status active -> canceled');
    expect(story.farm.events.of('task')).toMatchObject([{ status: 'canceled', worker: { name: 'nora' } }]);
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.fetch(nora)).toBe('frame 1');
  });

  it('canceling the last task that could run cancels the job (03 §4.2)', async () => {
    const job = await story.job({ tasks: frames(2) });
    await story.setTask(job, 'frame 1', 'canceled');
    expect(await story.statusOf(job)).toBe('queued');
    await story.setTask(job, 'frame 2', 'canceled');
    expect(await story.statusOf(job)).toBe('canceled');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "canceled": canceled task was last runnable task of job, canceling job',
    );
  });

  it('one task of a completed job goes out again, and no other (D2.9)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: framesAndVideo(2) });
    for (let task = 1; task <= 3; task += 1) await story.render(nora, job);
    expect(await story.statusOf(job)).toBe('completed');
    story.farm.events.clear();
    await story.setTask(job, 'frame 2', 'queued', 'the light was off');
    expect(await story.tasksOf(job)).toBe('completed queued completed');
    expect(await story.task(job, 'frame 2')).toMatchObject({ activity: 'the light was off', stepsCompleted: 0 });
    expect(await story.farm.job(job.uuid)).toMatchObject({ status: 'queued', stepsCompleted: 2, stepsTotal: 3 });
    expect(await story.activityOf(job)).toBe('Changed to status "queued": task was queued');
    expect(story.chainOf(job)).toEqual(['completed > queued']);
    expect(await story.render(nora, job)).toBe('frame 2');
    expect(await story.statusOf(job)).toBe('completed');
  });

  it.each(['failed', 'canceled'] as const)(
    'one task of a %s job too: the job ends again after it (D2.9)',
    async (end) => {
      const [nora] = await story.workers('nora');
      const job = await story.job({ tasks: frames(3) });
      await story.setJob(job, end);
      await story.setTask(job, 'frame 2', 'queued');
      expect(await story.tasksOf(job)).toBe('canceled queued canceled');
      expect(await story.statusOf(job)).toBe('queued');
      expect(await story.render(nora, job)).toBe('frame 2');
      expect(await story.tasksOf(job)).toBe('canceled completed canceled');
      expect(await story.statusOf(job)).toBe('canceled');
      expect(await story.activityOf(job)).toBe(
        'Changed to status "canceled": nothing is left to run: 2 tasks were canceled',
      );
    },
  );

  it('a task that waits for a canceled one ends with its job again: it could never start (D2.7)', async () => {
    const job = await story.job({ tasks: framesAndVideo(2) });
    await story.setJob(job, 'cancel-requested');
    story.farm.events.clear();
    await story.setTask(job, 'video', 'queued');
    expect(await story.tasksOf(job)).toBe('canceled canceled canceled');
    expect(story.chainOf(job)).toEqual([
      'canceled > queued',
      'queued > cancel-requested',
      'cancel-requested > canceled',
    ]);
    expect(await story.activityOf(job)).toBe(
      'Changed to status "canceled": nothing is left to run: 2 tasks were canceled, 1 task can never start',
    );
  });

  it('queueing a task forgets who failed it, and leaves the blocklist alone (03 §6.7)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(30), blocklistThreshold: 2 });
    await story.spoil(nora, job);
    await story.setTask(job, 'frame 1', 'queued');
    expect(await story.failedBy(job, 'frame 1')).toEqual([]);
    expect(await story.task(job, 'frame 1')).toMatchObject({ status: 'queued' });
    expect([await story.spoil(nora, job), await story.spoil(nora, job)]).toEqual(['frame 1', 'frame 2']);
    expect(await story.blocklist(job)).toEqual(['nora blender']);
    await story.setTask(job, 'frame 1', 'canceled');
    await story.setTask(job, 'frame 1', 'queued');
    expect(await story.blocklist(job)).toEqual(['nora blender']);
  });

  it('a task of a paused job can be queued and canceled; the job stays paused (D2.20)', async () => {
    const job = await story.job({ tasks: frames(3) });
    await story.setJob(job, 'pause-requested');
    await story.setTask(job, 'frame 1', 'queued');
    await story.setTask(job, 'frame 2', 'canceled');
    expect(await story.tasksOf(job)).toBe('queued canceled paused');
    expect(await story.statusOf(job)).toBe('paused');
    await story.setJob(job, 'queued');
    expect(await story.tasksOf(job)).toBe('queued canceled queued');
    expect(await story.statusOf(job)).toBe('queued');
  });

  it('everything else is refused with both statuses, and what is so already changes nothing (D2.20)', async () => {
    const job = await story.job({ tasks: frames(2) });
    const allowed: string[] = [];
    for (const from of TASK_STATUSES.filter((status) => status !== 'active')) {
      for (const to of TASK_STATUSES) {
        const task = await story.farm.task(job.tasks['frame 1']);
        await story.farm.db.transact((tx) => saveTaskState(tx, { ...task, status: from }));
        story.farm.events.clear();
        const outcome = await story.setTask(job, 'frame 1', to).then(
          () => 'done',
          (error: unknown) => refusalOf(Promise.reject(error)),
        );
        if (from === to) expect([outcome, story.farm.events.all]).toEqual(['done', []]);
        else if (outcome === 'done') allowed.push(`${from} > ${to}`);
        else expect(outcome).toEqual({ kind: 'refused', tag: 'task-status-refused', from, to });
      }
    }
    expect(allowed.sort()).toEqual([
      ...['canceled > queued', 'completed > queued', 'failed > queued', 'paused > canceled', 'paused > queued'],
      ...['queued > canceled', 'soft-failed > canceled', 'soft-failed > queued'],
    ]);
    // The table was walked through behind the farm's back.
    await story.farm.db.transact(async (tx) => void (await tx.q.deleteFrom('jobs').execute()));
  });

  it('a task that is queued again behind one that never will be completed ends its job anew, which says so (D2.7)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: [{ name: 'frame' }, { name: 'video', after: ['frame'] }], softFailCount: 1 });
    await story.render(nora, job);
    await story.spoil(nora, job);
    await story.setTask(job, 'frame', 'queued');
    await story.setTask(job, 'frame', 'canceled');
    expect([await story.statusOf(job), await story.tasksOf(job)]).toEqual(['canceled', 'canceled failed']);
    await story.setTask(job, 'video', 'queued');
    expect([await story.statusOf(job), await story.tasksOf(job)]).toEqual(['canceled', 'canceled canceled']);
    expect(await story.activityOf(job)).toBe(
      'Changed to status "canceled": nothing is left to run: 1 task was canceled, 1 task can never start',
    );
    await story.setTask(job, 'frame', 'queued');
    expect(await story.tasksOf(job)).toBe('queued canceled');
  });

  it('an unknown task is not found, whatever its id looks like (02 §8.4, 03 §4.1 rule 1)', async () => {
    const refusal = await refusalOf(setTaskStatus(story.farm, 'seven', 'queued', ''));
    expect(refusal).toEqual({ kind: 'not-found', tag: 'unknown', subject: 'task', id: 'seven' });
  });
});
