import { expect, it } from '@jest/globals';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import { forEachFarm, frames, refusalOf, uuidOf } from '../../support/story.js';

/** What a Worker may still send about a task that was taken from it. */
const LATE = [
  { taskStatus: 'completed', activity: 'Completed', log: 'Saved: 0001.png' },
  { taskStatus: 'failed', activity: 'Failed: killed', log: 'Saved: 0001.png' },
  { taskStatus: 'active', activity: 'Started', log: 'Saved: 0001.png' },
  { taskStatus: 'queued', log: 'Saved: 0001.png' },
  { stepsCompleted: 1, log: 'Saved: 0001.png' },
  { log: 'Saved: 0001.png' },
] as const;

forEachFarm((story) => {
  it.each(LATE)('nothing that comes late revives a canceled job: %j (D2.3)', async (update) => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(nora);
    await story.setJob(job, 'cancel-requested');
    story.farm.events.clear();
    const refusal = await refusalOf(story.report(nora, job, 'frame 1', update));
    const task = uuidOf(job, 'frame 1');
    expect(refusal).toEqual({ kind: 'conflict', tag: 'task-not-active', task, status: 'canceled' });
    expect([await story.statusOf(job), await story.tasksOf(job)]).toEqual(['canceled', 'canceled canceled']);
    expect(story.farm.events.of('job')).toEqual([]);
    expect(story.farm.events.of('task')).toEqual([]);
    expect(await story.failedBy(job, 'frame 1')).toEqual([]);
    expect(story.log(job, 'frame 1').slice(-2)).toEqual([
      `The following was sent by worker nora (${nora.uuid}), which does not have this task any more:`,
      'Saved: 0001.png',
    ]);
  });

  it.each(LATE)(
    'what comes late does not disturb the Worker that has the task now: %j (03 §5.6 rule 3)',
    async (update) => {
      const [nora, hugo] = await story.workers('nora', 'hugo');
      const job = await story.job({ tasks: [{ name: 'chunk', steps: 4 }] });
      await story.fetch(nora);
      await signOff(story.farm, nora.id);
      expect(await story.fetch(hugo)).toBe('chunk');
      await story.report(hugo, job, 'chunk', { stepsCompleted: 2, activity: 'Progress' });
      const refusal = await refusalOf(story.report(nora, job, 'chunk', update));
      expect(refusal).toEqual({ kind: 'conflict', tag: 'task-of-other-worker', task: uuidOf(job, 'chunk') });
      expect(await story.task(job, 'chunk')).toMatchObject({
        ...{ status: 'active', stepsCompleted: 2, activity: 'Progress' },
        worker: { name: 'hugo' },
      });
      expect(story.log(job, 'chunk').slice(-2)).toEqual([
        `The following was sent by worker nora (${nora.uuid}), which does not have this task any more:`,
        'Saved: 0001.png',
      ]);
    },
  );

  it('a report about a task that nobody ever had is refused, and its log kept (03 §5.6 rule 3)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    const refusal = await refusalOf(story.report(nora, job, 'frame 1', { taskStatus: 'completed', log: 'Saved' }));
    expect(refusal).toEqual({ kind: 'conflict', tag: 'task-not-assigned', task: uuidOf(job, 'frame 1') });
    expect(await story.tasksOf(job)).toBe('queued');
    expect(story.log(job, 'frame 1').at(-1)).toBe('Saved');
  });

  it('a task is completed once: the second report is refused', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.render(nora, job);
    const refusal = await refusalOf(story.complete(nora, job, 'frame 1'));
    expect(refusal).toMatchObject({ kind: 'conflict', tag: 'task-not-active', status: 'completed' });
    expect(story.chainOf(job)).toEqual(['queued > active', 'active > completed']);
  });

  it('the task that goes out again to the same Worker is its own again', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await story.report(nora, job, 'frame 1', { taskStatus: 'queued' });
    await refusalOf(story.complete(nora, job, 'frame 1'));
    expect(await story.render(nora, job)).toBe('frame 1');
    expect(await story.statusOf(job)).toBe('completed');
  });
});
