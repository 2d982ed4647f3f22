import { expect, it } from '@jest/globals';
import { changeWorker } from '../../../src/db/workers.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { removeFromBlocklist } from '../../../src/farm/use-cases/jobs/edit-blocklist.js';
import { forEachFarm, frames, framesAndVideo, refusalOf } from '../../support/story.js';

forEachFarm((story) => {
  it('a Worker gets no more tasks of a type on a job once it failed three of them (03 §6.2 rule 2, §6.3, D2.4)', async () => {
    const [nora, hugo, ida] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ tasks: [...frames(30), { name: 'sound', type: 'ffmpeg' }] });
    for (const name of ['frame 1', 'frame 2']) expect(await story.spoil(nora, job)).toBe(name);
    expect(await story.spoil(hugo, job)).toBe('frame 1');
    expect(await story.blocklist(job)).toEqual([]);
    expect(await story.spoil(nora, job)).toBe('frame 3');
    expect(await story.blocklist(job)).toEqual(['nora blender']);
    expect(await story.fetch(nora)).toBe('sound');
    expect(await story.fetch(ida)).toBe('frame 1');
  });

  it('the task that led to the block is queued again, and what the Worker failed of that type is forgotten (D2.4)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo', 'ida', 'omar');
    const job = await story.job({ tasks: frames(30) });
    for (let failure = 1; failure <= 2; failure += 1) await story.spoil(nora, job);
    await story.spoil(hugo, job);
    expect(await story.failedBy(job, 'frame 1')).toEqual(['nora', 'hugo']);
    await story.spoil(nora, job);
    const because = 'Task was queued by Manager because worker nora was blocked from tasks of type "blender"';
    expect(await story.task(job, 'frame 3')).toMatchObject({ status: 'queued', activity: because });
    expect(story.log(job, 'frame 3').slice(-2)).toEqual(['task changed status active -> queued', because]);
    expect(await story.failedBy(job, 'frame 1')).toEqual(['hugo']);
    expect(await story.failedBy(job, 'frame 2')).toEqual([]);
    expect(await story.failedBy(job, 'frame 3')).toEqual([]);
    expect((await story.task(job, 'frame 1')).status).toBe('soft-failed');
    expect(story.farm.consoleLines).toContainEqual(
      expect.objectContaining({ msg: 'block-listing worker', level: 40, worker: 'nora', taskType: 'blender' }),
    );
  });

  it('failed tasks that it had last go back to the pool, of that type and that job only (03 §6.2 rule 4, D2.4)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const other = await story.job({ priority: 90, softFailCount: 1, tasks: frames(11) });
    await story.spoil(nora, other);
    await story.setJob(other, 'pause-requested');
    const tasks = [...frames(40), { name: 'sound', type: 'ffmpeg', priority: 90 }];
    const job = await story.job({ softFailCount: 1, tasks });
    expect(await story.spoil(nora, job)).toBe('sound');
    expect([await story.spoil(nora, job), await story.spoil(nora, job)]).toEqual(['frame 1', 'frame 2']);
    expect(await story.tasksOf(job)).toMatch(/^failed failed queued.* failed$/);
    await story.spoil(nora, job);
    expect(await story.tasksOf(job)).toMatch(/^queued queued queued.* failed$/);
    expect((await story.task(other, 'frame 1')).status).toBe('failed');
    expect(await story.fetch(hugo)).toBe('frame 1');
  });

  it('a failed task stays failed if nobody else may run it, so that the job does not wait for ever', async () => {
    const [nora, hugo, ida] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ tasks: frames(30), blocklistThreshold: 2 });
    for (const worker of [hugo, ida, nora]) expect(await story.spoil(worker, job)).toBe('frame 1');
    expect((await story.task(job, 'frame 1')).status).toBe('failed');
    expect(await story.spoil(nora, job)).toBe('frame 2');
    expect(await story.blocklist(job)).toEqual(['nora blender']);
    expect(await story.failedBy(job, 'frame 1')).toEqual(['hugo', 'ida']);
    expect(await story.tasksOf(job)).toMatch(/^failed queued queued/);
  });

  it('the task that led to the block fails, and keeps its list, when nobody else may run it (D2.4)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(30), blocklistThreshold: 2 });
    expect([await story.fetch(nora), await story.fetch(hugo)]).toEqual(['frame 1', 'frame 2']);
    await story.fail(nora, job, 'frame 1');
    await story.fail(hugo, job, 'frame 2');
    expect(await story.spoil(nora, job)).toBe('frame 2');
    expect(await story.blocklist(job)).toEqual(['nora blender']);
    expect(await story.failedBy(job, 'frame 2')).toEqual(['nora', 'hugo']);
    expect(await story.failedBy(job, 'frame 1')).toEqual([]);
    expect(await story.tasksOf(job)).toMatch(/^soft-failed failed queued/);
    expect(story.log(job, 'frame 2').slice(-2)).toEqual([
      'Task failed by 2 workers, Manager will mark it as hard failure, as there is no other worker left that can run it',
      'task changed status active -> failed',
    ]);
    expect(await story.fetch(hugo)).toBe('frame 1');
  });

  it('tasks come back before that one fails, so that they do not count against the job any more', async () => {
    const [nora, hugo, ida] = await story.workers('nora', 'hugo', 'ida');
    const job = await story.job({ tasks: frames(20), blocklistThreshold: 2, softFailCount: 2 });
    for (const worker of [ida, nora]) expect(await story.spoil(worker, job)).toBe('frame 1');
    await deleteWorker(story.farm, ida.uuid);
    expect(await story.spoil(hugo, job)).toBe('frame 2');
    expect(await story.tasksOf(job)).toMatch(/^failed soft-failed queued/);
    expect(await story.spoil(nora, job)).toBe('frame 2');
    // Two failed ones of twenty would be the end of the job.
    expect(await story.tasksOf(job)).toMatch(/^queued failed queued/);
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.fetch(hugo)).toBe('frame 1');
  });

  it('a waiting task fails for good when the last Worker that could run it is blocked (D2.5)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(30), blocklistThreshold: 2 });
    expect([await story.fetch(nora), await story.spoil(hugo, job), await story.fetch(hugo)]).toEqual([
      ...['frame 1', 'frame 2', 'frame 3'],
    ]);
    await story.fail(nora, job, 'frame 1');
    expect((await story.task(job, 'frame 1')).status).toBe('soft-failed');
    await story.fail(hugo, job, 'frame 3');
    expect(await story.blocklist(job)).toEqual(['hugo blender']);
    expect(await story.tasksOf(job)).toMatch(/^failed soft-failed queued queued/);
    expect(story.log(job, 'frame 1').slice(-2)).toEqual([
      'Task failed by 1 worker, Manager will mark it as hard failure, as there is no other worker left that can run it',
      'task changed status soft-failed -> failed',
    ]);
    expect(await story.fetch(nora)).toBe('frame 2');
  });

  it('threshold 0 blocks nobody (D2.4)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(40), blocklistThreshold: 0 });
    for (let failure = 1; failure <= 6; failure += 1) expect(await story.spoil(nora, job)).toBe(`frame ${failure}`);
    expect(await story.blocklist(job)).toEqual([]);
  });

  it('threshold 1 blocks at the first failure (D2.4)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(40), blocklistThreshold: 1 });
    await story.spoil(nora, job);
    expect(await story.blocklist(job)).toEqual(['nora blender']);
    expect(await story.tasksOf(job)).toMatch(/^queued/);
  });

  it('a Worker that is exempt is never blocked (D2.6)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    await story.farm.db.transact((tx) => changeWorker(tx, nora.id, { is_block_exempt: 1 }));
    const job = await story.job({ tasks: frames(40) });
    for (let failure = 1; failure <= 5; failure += 1) expect(await story.spoil(nora, job)).toBe(`frame ${failure}`);
    expect(await story.blocklist(job)).toEqual([]);
  });

  it('a block that leaves nobody for a type fails the job (03 §6.2 rule 3, §6.5 rules 1–4, D2.5)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: framesAndVideo(20), blocklistThreshold: 1 });
    expect(await story.fetch(nora)).toBe('frame 1');
    await story.fail(nora, job, 'frame 1');
    expect(await story.statusOf(job)).toBe('failed');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "failed": no more workers left to run tasks of type "blender"',
    );
    expect(story.log(job, 'frame 1').slice(-2)).toEqual([
      `Task failed by worker nora (${nora.uuid}), Manager will fail the entire job as there are no more workers left ` +
        'for tasks of type "blender".',
      'task changed status active -> failed',
    ]);
    expect(await story.tasksOf(job)).toBe(`failed${' canceled'.repeat(20)}`);
  });

  it('an entry that is taken away lets the Worker in again, and is not missed when it is not there (03 §12)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20), blocklistThreshold: 1 });
    await story.spoil(nora, job);
    expect(await story.fetch(nora)).toBe('(nothing)');
    story.farm.events.clear();
    const entries = [
      { workerUuid: nora.uuid, taskType: 'BLENDER' },
      { workerUuid: '9b1f1f0e-0000-4000-8000-000000000000', taskType: 'blender' },
    ];
    await removeFromBlocklist(story.farm, job.uuid, entries);
    expect(await story.blocklist(job)).toEqual([]);
    expect(story.farm.events.all).toEqual([]);
    expect(await story.fetch(nora)).toBe('frame 1');
    await removeFromBlocklist(story.farm, '9b1f1f0e-0000-4000-8000-000000000000', entries);
    const refusals = [
      await refusalOf(removeFromBlocklist(story.farm, job.uuid, [])),
      await refusalOf(removeFromBlocklist(story.farm, 'seven', entries)),
    ];
    expect(refusals.map(({ tag }) => tag)).toEqual(['empty-blocklist', 'not-a-uuid']);
  });

  it('the blocklist is sorted by the names of the Workers (03 §12)', async () => {
    const [zoe, anna] = await story.workers('zoe', 'anna', 'hugo');
    const job = await story.job({ tasks: frames(30), blocklistThreshold: 1 });
    for (const worker of [zoe, anna]) await story.spoil(worker, job);
    expect(await story.blocklist(job)).toEqual(['anna blender', 'zoe blender']);
  });
});
