import { expect, it } from '@jest/globals';
import type { TaskStatus } from '@flamenco/api';
import { setTaskStatus } from '../../../src/farm/use-cases/tasks/set-task-status.js';
import type { StoredJob } from '../../support/builders.js';
import { BY_USER, forEachFarm, refusalOf, uuidOf } from '../../support/story.js';

/** A film: a simulation, two frames that need it, a video of them, and something on its own. */
const FILM = [
  { name: 'sim' },
  { name: 'one', after: ['sim'] },
  { name: 'two', after: ['sim'] },
  { name: 'video', type: 'ffmpeg', after: ['one', 'two'] },
  { name: 'poster' },
];

forEachFarm((story) => {
  const withDependents = (job: StoredJob, task: string, status: TaskStatus = 'queued') =>
    setTaskStatus(story.farm, uuidOf(job, task), status, BY_USER, { includesDependents: true });

  async function rendered(): Promise<StoredJob> {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: FILM });
    while ((await story.render(nora, job)) !== '(nothing)');
    expect(await story.statusOf(job)).toBe('completed');
    return job;
  }

  it('a task of a finished job is run again with all that depends on it, and nothing else (D2.9)', async () => {
    const job = await rendered();
    await withDependents(job, 'sim');
    expect(await story.tasksOf(job)).toBe('queued queued queued queued completed');
    expect(await story.statusOf(job)).toBe('queued');
    expect((await story.task(job, 'video')).activity).toBe(
      'Queued because task "sim", on which this one depends, is going to run again',
    );
    expect((await story.task(job, 'sim')).activity).toBe(BY_USER);
    const [nora] = await story.workers('hugo');
    const order: string[] = [];
    while (order.at(-1) !== '(nothing)') order.push(await story.render(nora, job));
    expect(order).toEqual(['sim', 'one', 'two', 'video', '(nothing)']);
    expect(await story.statusOf(job)).toBe('completed');
  });

  it('without being asked, only the task itself is', async () => {
    const job = await rendered();
    await story.setTask(job, 'sim', 'queued');
    expect(await story.tasksOf(job)).toBe('queued completed completed completed completed');
  });

  it('asking for it later brings the dependents of a queued task too', async () => {
    const job = await rendered();
    await story.setTask(job, 'sim', 'queued');
    await withDependents(job, 'sim');
    expect(await story.tasksOf(job)).toBe('queued queued queued queued completed');
  });

  it('a dependent that runs is stopped: what it uses is going to change', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: FILM });
    await story.render(nora, job);
    expect(await story.fetch(hugo)).toBe('one');
    await withDependents(job, 'sim');
    expect(await story.tasksOf(job)).toBe('queued queued queued queued queued');
    expect(story.log(job, 'one')).toContain('task changed status active -> queued');
    expect(await refusalOf(story.complete(hugo, job, 'one'))).toMatchObject({ kind: 'conflict' });
    expect(await story.render(hugo, job)).toBe('sim');
  });

  it('their failure lists are cleared as well', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: FILM });
    await story.render(nora, job);
    await story.spoil(nora, job);
    expect(await story.failedBy(job, 'one')).toEqual(['nora']);
    await withDependents(job, 'sim');
    expect(await story.failedBy(job, 'one')).toEqual([]);
  });

  it('other statuses are for one task only', async () => {
    const job = await rendered();
    expect(await refusalOf(withDependents(job, 'sim', 'canceled'))).toMatchObject({ tag: 'dependents-only-queued' });
  });
});
