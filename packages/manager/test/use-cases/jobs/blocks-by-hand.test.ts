import { expect, it } from '@jest/globals';
import { addToBlocklist } from '../../../src/farm/use-cases/jobs/add-to-blocklist.js';
import { removeFromBlocklist } from '../../../src/farm/use-cases/jobs/edit-blocklist.js';
import { setFailureLimits } from '../../../src/farm/use-cases/jobs/set-failure-limits.js';
import { setBlockExempt } from '../../../src/farm/use-cases/workers/set-block-exempt.js';
import type { StoredJob } from '../../support/builders.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, frames, refusalOf } from '../../support/story.js';

const UNKNOWN = '9b1f1f0e-0000-4000-8000-000000000000';

forEachFarm((story) => {
  const block = (job: StoredJob, { uuid }: { uuid: string }, taskType = 'blender') =>
    addToBlocklist(story.farm, job.uuid, [{ workerUuid: uuid, taskType }]);
  const unblock = (job: StoredJob, { uuid }: TestWorker, clearsFailures: boolean) =>
    removeFromBlocklist(story.farm, job.uuid, [{ workerUuid: uuid, taskType: 'blender' }], { clearsFailures });

  it('a Worker that a user blocks gets no more tasks of that type of that job (D2.6)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ name: 'first', tasks: frames(2) });
    await story.job({ name: 'second', tasks: [{ name: 'other' }] });
    await block(job, nora, 'Blender');
    await block(job, nora);
    expect(await story.blocklist(job)).toEqual(['nora Blender']);
    expect(await story.fetch(nora)).toBe('other');
    expect(await story.fetch(hugo)).toBe('frame 1');
  });

  it('its running task goes on; what it failed goes to others', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20), softFailCount: 1 });
    await story.spoil(nora, job);
    expect((await story.task(job, 'frame 1')).status).toBe('failed');
    await story.fetch(nora);
    await block(job, nora);
    expect(await story.task(job, 'frame 1')).toMatchObject({ status: 'queued', failedByWorkers: [] });
    expect(await story.render(hugo, job)).toBe('frame 1');
    await story.complete(nora, job, 'frame 2');
  });

  it('a task that others failed and that only this Worker was left for fails for good (D2.5)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20) });
    await story.spoil(hugo, job);
    await block(job, nora);
    expect((await story.task(job, 'frame 1')).status).toBe('failed');
    expect(await story.render(hugo, job)).toBe('frame 2');
  });

  it('the job fails when nobody is left for the type, and says so (D2.5)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await block(job, nora);
    expect(await story.statusOf(job)).toBe('failed');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "failed": no more workers left to run tasks of type "blender"',
    );
  });

  it('a paused job only gets the entry', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.setJob(job, 'paused');
    await block(job, nora);
    expect(await story.statusOf(job)).toBe('paused');
    expect(await story.blocklist(job)).toEqual(['nora blender']);
  });

  it('nothing is blocked when one of the entries cannot be', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(2) });
    const both = (workerUuid: string, taskType: string) =>
      addToBlocklist(story.farm, job.uuid, [
        { workerUuid: nora.uuid, taskType: 'blender' },
        { workerUuid, taskType },
      ]);
    expect(await refusalOf(both(UNKNOWN, 'blender'))).toMatchObject({ kind: 'not-found', subject: 'worker' });
    expect(await refusalOf(both(nora.uuid, 'blnder'))).toMatchObject({ kind: 'refused', tag: 'no-such-tasks-left' });
    expect(await refusalOf(addToBlocklist(story.farm, job.uuid, []))).toMatchObject({ tag: 'empty-blocklist' });
    expect(await refusalOf(block({ ...job, uuid: UNKNOWN }, nora))).toMatchObject({
      kind: 'not-found',
      subject: 'job',
    });
    expect(await story.blocklist(job)).toEqual([]);
  });

  it('an entry taken off keeps what the Worker failed, unless that is to be forgotten (D2.6)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    await story.spoil(nora, job);
    await unblock(job, nora, false);
    expect(await story.failedBy(job, 'frame 1')).toEqual(['nora']);
    await unblock(job, nora, true);
    expect(await story.failedBy(job, 'frame 1')).toEqual([]);
    expect(await story.render(nora, job)).toBe('frame 1');
    expect(await story.fetch(hugo)).toBe('(nothing)');
  });

  it('an exempt Worker is never blocked for its failures (D2.6)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(30), blocklistThreshold: 1 });
    await setBlockExempt(story.farm, nora.uuid, true);
    await story.spoil(nora, job);
    expect(await story.blocklist(job)).toEqual([]);
    await setBlockExempt(story.farm, nora.uuid, false);
    await story.spoil(nora, job);
    expect(await story.blocklist(job)).toEqual(['nora blender']);
  });

  it('a job can have limits of its own, and give them up again (D2.6)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(30) });
    await setFailureLimits(story.farm, job.uuid, { blocklistThreshold: 0, softFailCount: 1 });
    await story.spoil(nora, job);
    expect((await story.task(job, 'frame 1')).status).toBe('failed');
    await setFailureLimits(story.farm, job.uuid, {});
    expect(await story.farm.job(job.uuid)).toMatchObject({ blocklistThreshold: undefined, softFailCount: undefined });
    await story.spoil(nora, job);
    expect((await story.task(job, 'frame 2')).status).toBe('soft-failed');
    await setFailureLimits(story.farm, job.uuid, { blocklistThreshold: 3 });
    await story.spoil(nora, job);
    expect(await story.blocklist(job)).toEqual(['nora blender']);
  });
});
