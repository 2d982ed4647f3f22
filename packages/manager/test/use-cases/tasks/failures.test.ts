import { expect, it } from '@jest/globals';
import { attemptsOfTask } from '../../support/attempts.js';
import { changeWorker } from '../../../src/db/workers.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { checkTimeouts } from '../../../src/farm/use-cases/upkeep/check-timeouts.js';
import { forEachFarm, frames, framesAndVideo, uuidOf } from '../../support/story.js';

const DAY_MS = 24 * 3_600_000;

forEachFarm((story) => {
  it('a failed task is soft-failed, so that others may try (03 §6.2 rule 7)', async () => {
    const [nora, hugo, ida] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ tasks: frames(20) });
    await story.fetch(nora);
    await story.report(nora, job, 'frame 1', { stepsCompleted: 1 });
    story.farm.events.clear();
    await story.fail(nora, job, 'frame 1');
    expect(await story.task(job, 'frame 1')).toMatchObject({
      ...{ status: 'soft-failed', activity: 'Failed: no GPU', stepsCompleted: 1 },
      worker: { name: 'nora' },
    });
    expect(story.log(job, 'frame 1').slice(-2)).toEqual([
      'Task failed by 1 worker, Manager will mark it as soft failure. 2 more failures will cause hard failure.',
      'task changed status active -> soft-failed',
    ]);
    expect(story.farm.events.of('task')).toMatchObject([{ status: 'soft-failed', previous_status: 'active' }]);
    expect(await story.spoil(hugo, job)).toBe('frame 1');
    expect(story.log(job, 'frame 1').at(-2)).toBe(
      'Task failed by 2 workers, Manager will mark it as soft failure. 1 more failure will cause hard failure.',
    );
    expect(await story.failedBy(job, 'frame 1')).toEqual(['nora', 'hugo']);
    expect(await story.statusOf(job)).toBe('active');
    const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuidOf(job, 'frame 1')));
    expect(attempts.map(({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual(
      Array.from({ length: 2 }, () => 'failed: Failed: no GPU'),
    );
    expect(await story.fetch(ida)).toBe('frame 1');
  });

  it('the console tells what was decided about each failure, and why (03 §6.6)', async () => {
    const [nora, hugo, ida] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ tasks: frames(20) });
    story.farm.consoleLines.splice(0);
    for (const worker of [nora, hugo, ida]) await story.spoil(worker, job);
    const about = ['not enough failed tasks to blocklist worker', 'soft-failing', 'hard-failing', 'not enough to fail'];
    const lines = story.farm.consoleLines.filter(({ msg }) => about.some((words) => String(msg).includes(words)));
    expect(lines.map(({ msg }) => msg)).toEqual([
      'not enough failed tasks to blocklist worker',
      'worker failed this task, soft-failing to give another worker a try',
      'not enough failed tasks to blocklist worker',
      'worker failed this task, soft-failing to give another worker a try',
      'not enough failed tasks to blocklist worker',
      'too many workers failed this task, hard-failing it',
      'task failed, but not enough to fail the job',
    ]);
    expect(lines[0]).toMatchObject({ level: 30, worker: 'nora', taskType: 'blender', numFailedTasks: 1, threshold: 3 });
    expect(lines[5]).toMatchObject({ failedByWorkerCount: 3, threshold: 3, newTaskStatus: 'failed' });
    expect(lines[6]).toMatchObject({ taskNumTotal: 20, taskNumFailed: 1, failedPercentage: 5, threshold: 10 });
    for (const worker of [nora, hugo, ida]) await story.spoil(worker, job);
    expect(story.farm.consoleLines).toContainEqual(
      expect.objectContaining({ msg: 'failing job because too many of its tasks failed', failedPercentage: 10 }),
    );
  });

  it('it fails for good at the third Worker that failed it (03 §6.2 rule 5, D2.5)', async () => {
    const workers = await story.workers('nora', 'hugo', 'ida', 'omar');
    const job = await story.job({ tasks: frames(20) });
    for (const worker of workers.slice(0, 3)) expect(await story.spoil(worker, job)).toBe('frame 1');
    expect((await story.task(job, 'frame 1')).status).toBe('failed');
    expect(story.log(job, 'frame 1').slice(-2)).toEqual([
      'Task failed by 3 workers, Manager will mark it as hard failure',
      'task changed status active -> failed',
    ]);
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.fetch(workers[3])).toBe('frame 2');
  });

  it('on a farm of three, all three try it first (D2.5)', async () => {
    const [nora, hugo, ida] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ tasks: frames(20) });
    await story.spoil(nora, job);
    await story.spoil(hugo, job);
    expect((await story.task(job, 'frame 1')).status).toBe('soft-failed');
    expect(await story.fetch(ida)).toBe('frame 1');
  });

  it('it fails for good earlier when nobody else is left that could run it (03 §6.2 rule 6, D2.5)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20) });
    await story.spoil(nora, job);
    expect(await story.spoil(hugo, job)).toBe('frame 1');
    expect(story.log(job, 'frame 1').slice(-2)).toEqual([
      'Task failed by 2 workers, Manager will mark it as hard failure, as there is no other worker left that can run it',
      'task changed status active -> failed',
    ]);
    expect(await story.statusOf(job)).toBe('active');
  });

  it('the same Worker counts once, however often it fails the task (03 §6.1, §6.2 rule 1, D2.4)', async () => {
    const [nora] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ tasks: frames(20) });
    await story.spoil(nora, job);
    await story.setTask(job, 'frame 1', 'canceled');
    await story.setTask(job, 'frame 1', 'queued');
    await story.spoil(nora, job);
    expect(await story.failedBy(job, 'frame 1')).toEqual(['nora']);
    expect(await story.blocklist(job)).toEqual([]);
  });

  it('those count as left that are asleep, or that were seen in the last 24 hours (03 §6.4, D2.5)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(20), blocklistThreshold: 0 });
    const hugo = await story.farm.storeWorker('hugo', { status: 'offline' });
    const seen = (at: Date) =>
      story.farm.db.transact((tx) => changeWorker(tx, hugo.id, { last_seen_at: at.getTime() }));
    await seen(new Date(story.farm.clock.now().getTime() - DAY_MS));
    await story.spoil(nora, job);
    expect((await story.task(job, 'frame 1')).status).toBe('soft-failed');
    await seen(new Date(story.farm.clock.now().getTime() - DAY_MS - 1));
    expect(await story.spoil(nora, job)).toBe('frame 2');
    expect((await story.task(job, 'frame 2')).status).toBe('failed');
    await story.farm.storeWorker('ida', { status: 'asleep' });
    expect(await story.fetch(nora)).toBe('frame 3');
    await story.fail(nora, job, 'frame 3');
    expect((await story.task(job, 'frame 3')).status).toBe('soft-failed');
  });

  it('those do not count that are deleted, lack the type or the tag, or never signed on (D2.5)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo', 'ida');
    await story.farm.storeWorker('encoder', { taskTypes: ['ffmpeg'] });
    await story.farm.storeWorker('newcomer', { status: 'offline' });
    await deleteWorker(story.farm, hugo.uuid);
    const tagId = await story.tag('7c1f1f0e-0000-4000-8000-000000000000', 'gpu', nora);
    const job = await story.job({ tagId, tasks: frames(20) });
    await story.spoil(nora, job);
    expect((await story.task(job, 'frame 1')).status).toBe('failed');
  });

  it('another letter case of the task type makes no difference (D2.5)', async () => {
    const shouting = await story.farm.storeWorker('shouting', { taskTypes: ['BLENDER'] });
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(20).map((task) => ({ ...task, type: 'Blender' })) });
    await story.spoil(nora, job);
    expect((await story.task(job, 'frame 1')).status).toBe('soft-failed');
    expect(await story.fetch(shouting)).toBe('frame 1');
  });

  it('a job can have its own count: 1 makes every failure a hard one (D2.6)', async () => {
    const [nora] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ softFailCount: 1, tasks: frames(20) });
    await story.spoil(nora, job);
    expect(await story.tasksOf(job)).toMatch(/^failed queued/);
    expect(story.log(job, 'frame 1').at(-2)).toBe('Task failed by 1 worker, Manager will mark it as hard failure');
  });

  it('10 % of failed tasks fail the job and cancel what is left of it (03 §4.2, D2.7)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ softFailCount: 1, blocklistThreshold: 0, tasks: framesAndVideo(19) });
    await story.spoil(nora, job);
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.fetch(hugo)).toBe('frame 2');
    await story.spoil(nora, job);
    expect(await story.statusOf(job)).toBe('failed');
    expect(await story.activityOf(job)).toBe('Changed to status "failed": too many tasks failed');
    expect((await story.tasksOf(job)).split(' ').sort().join(' ')).toBe(`${'canceled '.repeat(18)}failed failed`);
    expect((await story.task(job, 'frame 2')).activity).toBe(
      'Manager cancelled this task because the job got status "failed".',
    );
    expect(story.farm.events.of('job').at(-1)).toMatchObject({ previous_status: 'active', refresh_tasks: true });
    expect(await story.fetch(nora)).toBe('(nothing)');
  });

  it('a task that times out has failed on its Worker, and another one may try (D2.8)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20) });
    await story.fetch(nora);
    const since = story.farm.clock.now().toISOString().replace('.000Z', 'Z');
    await story.farm.clock.advance(10 * 60_000);
    await pollState(story.farm, nora.id);
    await checkTimeouts(story.farm);
    expect(await story.task(job, 'frame 1')).toMatchObject({
      ...{ status: 'soft-failed', activity: `Task timed out on worker nora (${nora.uuid})` },
    });
    expect(await story.failedBy(job, 'frame 1')).toEqual(['nora']);
    expect(story.log(job, 'frame 1').slice(-3)).toEqual([
      'Task failed by 1 worker, Manager will mark it as soft failure. 2 more failures will cause hard failure.',
      'task changed status active -> soft-failed',
      `Task timed out. It was assigned to worker nora (${nora.uuid}), but untouched since ${since}`,
    ]);
    expect(await story.fetch(nora)).toBe('frame 2');
    expect(await story.fetch(hugo)).toBe('frame 1');
  });
});
