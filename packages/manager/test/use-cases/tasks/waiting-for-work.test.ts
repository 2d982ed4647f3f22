import { expect, it } from '@jest/globals';
import { removeFromBlocklist } from '../../../src/farm/use-cases/jobs/edit-blocklist.js';
import { setJobTag } from '../../../src/farm/use-cases/jobs/set-job-tag.js';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import { requestStatus } from '../../../src/farm/use-cases/workers/request-status.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, frames } from '../../support/story.js';

const LONG_MS = 60_000;

forEachFarm((story) => {
  /** The Worker asks for a task and is content to wait; resolves once it does. `answer` is what it gets, in words. */
  async function waiting(worker: TestWorker, signal?: AbortSignal): Promise<{ readonly answer: Promise<string> }> {
    const before = story.farm.waiters.size;
    const found = scheduleTask(story.farm, { workerId: worker.id, waitMs: LONG_MS, signal });
    const answer = found.then((it) => {
      if (it.outcome === 'assigned') return it.assigned.task.name;
      return it.outcome === 'nothing' ? '(nothing)' : `(${it.status})`;
    });
    await untilWaiting(before + 1);
    return { answer };
  }

  async function untilWaiting(count: number): Promise<void> {
    while (story.farm.waiters.size !== count) await new Promise((resolve) => setImmediate(resolve));
  }

  it('a new job is answered to all who wait for its types; the others go on waiting (D6.1)', async () => {
    const [nora] = await story.workers('nora');
    const encoder = await story.farm.storeWorker('encoder', { taskTypes: ['ffmpeg'] });
    const leaving = new AbortController();
    const other = await waiting(encoder, leaving.signal);
    const { answer } = await waiting(nora);
    await story.job({ tasks: [{ name: 'frame', type: 'Blender' }] });
    expect(await answer).toBe('frame');
    expect(story.farm.waiters.size).toBe(1);
    leaving.abort();
    expect(await other.answer).toBe('(nothing)');
  });

  it('of two who wait for one task, one gets it and the other goes on waiting', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const both = [await waiting(nora), await waiting(hugo)];
    await story.job({ tasks: [{ name: 'only' }] });
    expect(await Promise.race(both.map(({ answer }) => answer))).toBe('only');
    await untilWaiting(1);
    await story.job({ tasks: [{ name: 'second' }] });
    expect((await Promise.all(both.map(({ answer }) => answer))).sort()).toEqual(['only', 'second']);
  });

  it('a task whose last dependency is completed goes to who waits for its type', async () => {
    const [nora] = await story.workers('nora');
    const encoder = await story.farm.storeWorker('encoder', { taskTypes: ['ffmpeg'] });
    const job = await story.job({ tasks: [...frames(1), { name: 'video', type: 'ffmpeg', after: ['frame 1'] }] });
    await story.fetch(nora);
    const { answer } = await waiting(encoder);
    await story.report(nora, job, 'frame 1', { stepsCompleted: 1 });
    expect(story.farm.waiters.size).toBe(1);
    await story.complete(nora, job, 'frame 1');
    expect(await answer).toBe('video');
  });

  it.each(['requeueing', 'queued'] as const)('a paused job that is set to %s wakes those who wait', async (status) => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.setJob(job, 'pause-requested');
    const { answer } = await waiting(nora);
    await story.setJob(job, status);
    expect(await answer).toBe('frame 1');
  });

  it('so does a task that somebody queues, fails, gives back, or leaves behind', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    await story.setTask(job, 'frame 1', 'canceled');
    const queued = await waiting(hugo);
    await story.setTask(job, 'frame 1', 'queued');
    expect(await queued.answer).toBe('frame 1');
    const givenBack = await waiting(nora);
    await story.report(hugo, job, 'frame 1', { taskStatus: 'queued' });
    expect(await givenBack.answer).toBe('frame 1');
    const failed = await waiting(hugo);
    await story.fail(nora, job, 'frame 1');
    expect(await failed.answer).toBe('frame 1');
    const forgotten = await waiting(nora);
    await story.report(hugo, job, 'frame 1', { taskStatus: 'queued' });
    // It failed the task, so it looks in vain.
    await untilWaiting(1);
    await story.setTask(job, 'frame 1', 'canceled');
    await story.setTask(job, 'frame 1', 'queued');
    expect(await forgotten.answer).toBe('frame 1');
    const left = await waiting(hugo);
    await signOff(story.farm, nora.id);
    expect(await left.answer).toBe('frame 1');
  });

  it('a soft-failed task that is queued by hand goes to the Worker that failed it', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    await story.spoil(nora, job);
    const { answer } = await waiting(nora);
    await story.setTask(job, 'frame 1', 'queued');
    expect(await answer).toBe('frame 1');
  });

  it('a blocklist entry that is taken away, and a tag, wake those who wait', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const blocked = await story.job({ tasks: frames(20), blocklistThreshold: 1 });
    await story.spoil(nora, blocked);
    const unblocked = await waiting(nora);
    await removeFromBlocklist(story.farm, blocked.uuid, [{ workerUuid: nora.uuid, taskType: 'blender' }]);
    expect(await unblocked.answer).toBe('frame 1');
    await story.setJob(blocked, 'cancel-requested');
    const tagId = await story.tag('7c1f1f0e-0000-4000-8000-000000000000', 'gpu');
    const tagged = await story.job({ tagId, tasks: [{ name: 'for gpu' }] });
    const untagged = await waiting(nora);
    await setJobTag(story.farm, tagged.uuid, {});
    expect(await untagged.answer).toBe('for gpu');
  });

  it('a status that is asked of the Worker is answered at once', async () => {
    const [nora] = await story.workers('nora');
    const { answer } = await waiting(nora);
    await requestStatus(story.farm, nora.uuid, { status: 'asleep', isLazy: true });
    expect(await answer).toBe('(asleep)');
  });

  it('the wait ends with its time', async () => {
    const [nora] = await story.workers('nora');
    const { answer } = await waiting(nora);
    await story.farm.clock.advance(LONG_MS - 1);
    expect(story.farm.waiters.size).toBe(1);
    await story.farm.clock.advance(1);
    expect(await answer).toBe('(nothing)');
    expect([story.farm.waiters.size, story.farm.clock.waiters]).toEqual([0, 0]);
  });

  it('a Worker that goes away while it waits takes no task with it', async () => {
    const [nora] = await story.workers('nora');
    const leaving = new AbortController();
    const { answer } = await waiting(nora, leaving.signal);
    leaving.abort();
    expect(await answer).toBe('(nothing)');
    const job = await story.job({ tasks: frames(1) });
    expect(await story.tasksOf(job)).toBe('queued');
    expect([story.farm.waiters.size, story.farm.clock.waiters]).toEqual([0, 0]);
  });

  it('nobody waits any more when the Manager stops', async () => {
    const [nora] = await story.workers('nora');
    const { answer } = await waiting(nora);
    story.farm.waiters.close();
    expect(await answer).toBe('(nothing)');
  });
});
