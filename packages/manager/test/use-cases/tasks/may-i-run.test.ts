import { expect, it } from '@jest/globals';
import { markSeen } from '../../../src/db/workers.js';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { mayWorkerRun } from '../../../src/farm/use-cases/tasks/may-worker-run.js';
import { processDeletions } from '../../../src/farm/use-cases/upkeep/process-deletions.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import type { StoredJob } from '../../support/builders.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, frames, refusalOf, uuidOf } from '../../support/story.js';

forEachFarm((story) => {
  const ask = (worker: TestWorker, job: StoredJob) => mayWorkerRun(story.farm, worker.id, uuidOf(job, 'frame 1'));

  it('a Worker may go on with its task, which keeps it from timing out (03 §5.5)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await story.farm.clock.advance(10_000);
    expect(await ask(nora, job)).toEqual({ outcome: 'yes' });
    const now = story.farm.clock.now();
    expect((await story.task(job, 'frame 1')).lastTouchedAt).toEqual(now);
    expect((await story.farm.worker(nora)).lastSeenAt).toEqual(now);
  });

  it('also when the job is being paused', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    expect(await ask(nora, job)).toEqual({ outcome: 'yes' });
  });

  it('not when another status is asked of it at once; but when that may wait for the task', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await requestStatus(story.farm, nora.uuid, { status: 'asleep', isLazy: true });
    expect(await ask(nora, job)).toEqual({ outcome: 'yes' });
    await requestStatus(story.farm, nora.uuid, { status: 'asleep', isLazy: false });
    expect(await ask(nora, job)).toEqual({ outcome: 'status-change' });
  });

  it('not with a task that another Worker has, or nobody ever had', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    expect(await ask(nora, job)).toEqual({ outcome: 'not-yours' });
    await story.fetch(nora);
    await signOff(story.farm, nora.id);
    expect(await story.fetch(hugo)).toBe('frame 1');
    await story.farm.clock.advance(10_000);
    const { lastTouchedAt } = await story.task(job, 'frame 1');
    // What signing off left behind is asked of it first.
    expect(await ask(nora, job)).toEqual({ outcome: 'status-change' });
    await requestStatus(story.farm, nora.uuid, { status: 'offline', isLazy: false });
    expect(await ask(nora, job)).toEqual({ outcome: 'not-yours' });
    expect((await story.task(job, 'frame 1')).lastTouchedAt).toEqual(lastTouchedAt);
  });

  it.each(['canceled', 'failed'] as const)('not with a task whose job is %s', async (status) => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await story.setJob(job, status);
    expect(await ask(nora, job)).toEqual({ outcome: 'not-active', status: 'canceled' });
  });

  it('not with a task whose job is gone', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await requestDeletion(story.farm, job.uuid);
    expect(await ask(nora, job)).toEqual({ outcome: 'not-active', status: 'canceled' });
    await processDeletions(story.farm);
    await story.farm.db.transact((tx) => markSeen(tx, nora));
    expect(await ask(nora, job)).toEqual({ outcome: 'unknown-task' });
  });

  it('and gets no answer about something that is no task id', async () => {
    const [nora] = await story.workers('nora');
    const refusal = await refusalOf(mayWorkerRun(story.farm, nora.id, 'seven'));
    expect(refusal).toEqual({ kind: 'invalid', tag: 'not-a-uuid', subject: 'task', id: 'seven' });
  });
});
