import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attemptsOf, frameTimesOf, statusesOf } from '../../../src/farm/use-cases/history/history-queries.js';
import type { Subject } from '../../../src/farm/use-cases/history/history-queries.js';
import { fetchJobWithProgress, withProgress } from '../../../src/farm/use-cases/jobs/job-progress.js';
import { listJobs } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import type { AttemptFilter, AttemptOrder, ListPage, TaskAttempt } from '../../../src/farm/records.js';
import type { StoredJob } from '../../support/builders.js';
import { forEachFarm, frames, framesAndVideo, refusalOf, uuidOf } from '../../support/story.js';

const UNKNOWN = '11111111-2222-4333-8444-555555555555';

forEachFarm((story) => {
  const pass = (ms: number) => story.farm.clock.advance(ms);
  const attempts = async (
    subject: Subject<'task' | 'job' | 'worker'>,
    outcomes?: AttemptFilter['outcomes'],
    page: ListPage<AttemptOrder> = {},
  ) => {
    const { items, total } = await attemptsOf(story.farm, subject, { outcomes, page });
    const lines = items.map(
      ({ taskName, workerName, startedAt, endedAt, outcome = 'running' }) =>
        `${taskName} ${workerName} ${outcome} ${endedAt ? endedAt.getTime() - startedAt.getTime() : '-'}`,
    );
    return [...lines, total];
  };
  const progress = (job: StoredJob) => fetchJobWithProgress(story.farm, job.uuid);

  it('every attempt is told of its task, its job and its Worker, with who, how long and how it ended (D8.2)', async () => {
    const [adam, zoe] = await story.workers('adam', 'zoe');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(adam);
    await pass(1_000);
    await story.fail(adam, job, 'frame 1');
    await story.fetch(zoe);
    await pass(2_500);
    await story.complete(zoe, job, 'frame 1');
    await story.fetch(adam);
    expect(await attempts({ kind: 'task', uuid: uuidOf(job, 'frame 1') })).toEqual([
      ...['frame 1 adam failed 1000', 'frame 1 zoe completed 2500', 2],
    ]);
    expect(await attempts({ kind: 'job', uuid: job.uuid })).toEqual([
      ...['frame 1 adam failed 1000', 'frame 1 zoe completed 2500', 'frame 2 adam running -', 3],
    ]);
    expect(await attempts({ kind: 'worker', uuid: adam.uuid })).toEqual([
      ...['frame 1 adam failed 1000', 'frame 2 adam running -', 2],
    ]);
    const { items } = await attemptsOf(
      story.farm,
      { kind: 'job', uuid: job.uuid },
      { outcomes: undefined, page: { limit: 1 } },
    );
    expect(items).toMatchObject([
      { jobUuid: job.uuid, taskUuid: uuidOf(job, 'frame 1'), taskType: 'blender', reason: 'Failed: no GPU' },
    ]);
  });

  it('attempts can be filtered by how they ended, sorted and paged', async () => {
    const [adam] = await story.workers('adam');
    const job = await story.job({ tasks: frames(4) });
    for (const ms of [3_000, 1_000, 2_000]) {
      const name = await story.fetch(adam);
      await pass(ms);
      await story.complete(adam, job, name);
    }
    await story.fetch(adam);
    const subject = { kind: 'job', uuid: job.uuid } as const;
    expect(await attempts(subject, ['running'])).toEqual(['frame 4 adam running -', 1]);
    expect(await attempts(subject, ['failed', 'running'])).toEqual(['frame 4 adam running -', 1]);
    expect(await attempts(subject, ['failed'])).toEqual([0]);
    expect(await attempts(subject, ['completed'], { limit: 1, offset: 1 })).toEqual(['frame 2 adam completed 1000', 3]);
    const latest = { orderBy: { field: 'ended_at', isDescending: true }, limit: 2 } as const;
    expect(await attempts(subject, undefined, latest)).toEqual([
      ...['frame 4 adam running -', 'frame 3 adam completed 2000', 4],
    ]);
  });

  it('what is unknown has no history', async () => {
    for (const kind of ['task', 'job', 'worker'] as const) {
      const page = { outcomes: undefined, page: {} };
      const refusal = await refusalOf(attemptsOf(story.farm, { kind, uuid: UNKNOWN }, page));
      expect(refusal).toMatchObject({ kind: 'not-found', subject: kind });
      const other = await refusalOf(attemptsOf(story.farm, { kind, uuid: 'x' }, page));
      expect(other).toMatchObject({ tag: 'not-a-uuid' });
    }
  });

  it('the history of a Worker is readable after its deletion, with every status and how long it had it', async () => {
    const [adam] = await story.workers('adam');
    await changeState(story.farm, adam.id, 'asleep');
    await pass(5_000);
    await changeState(story.farm, adam.id, 'awake');
    await pass(1_000);
    const job = await story.job({ tasks: frames(1) });
    await story.render(adam, job);
    await deleteWorker(story.farm, adam.uuid);
    const { items, total } = await statusesOf(story.farm, adam.uuid, {});
    expect(items.slice(0, 2)).toMatchObject([{ status: 'asleep' }, { status: 'awake' }]);
    expect(items[0]!.until!.getTime() - items[0]!.since.getTime()).toBe(5_000);
    expect(items[0]?.until).toEqual(items[1]?.since);
    expect(items.at(-1)?.until).toBeUndefined();
    expect(total).toBe(items.length);
    const page = { orderBy: { field: 'since', isDescending: true }, limit: 1 } as const;
    const latest = await statusesOf(story.farm, adam.uuid, page);
    expect(latest).toEqual({ items: items.slice(-1), total });
    expect(await attempts({ kind: 'worker', uuid: adam.uuid })).toEqual(['frame 1 adam completed 0', 1]);
  });

  it('Workers tell how long frames took; the job has their average (D8.2)', async () => {
    const [adam, zoe] = await story.workers('adam', 'zoe');
    const job = await story.job({ tasks: [{ name: 'chunk', steps: 3 }, { name: 'other' }] });
    await story.fetch(adam);
    await story.fetch(zoe);
    expect((await progress(job)).averageFrameMs).toBeUndefined();
    await story.report(adam, job, 'chunk', { frameTimes: [{ frame: -1, durationMs: 4_000 }] });
    await pass(1_000);
    await story.report(zoe, job, 'other', { frameTimes: [{ frame: 7, durationMs: 8_000 }] });
    await story.report(adam, job, 'chunk', {
      taskStatus: 'completed',
      frameTimes: [
        { frame: 0, durationMs: 5_000 },
        { frame: 1, durationMs: 3_000 },
      ],
    });
    expect((await progress(job)).averageFrameMs).toBe(5_000);
    const ofTask = await frameTimesOf(
      story.farm,
      { kind: 'task', uuid: uuidOf(job, 'chunk') },
      { workerUuid: undefined, page: {} },
    );
    expect(ofTask.items).toMatchObject([
      {
        frame: -1,
        durationMs: 4_000,
        workerName: 'adam',
        taskUuid: uuidOf(job, 'chunk'),
        attemptId: expect.any(Number),
      },
      { frame: 0, durationMs: 5_000 },
      { frame: 1, durationMs: 3_000 },
    ]);
    const slowest = { orderBy: { field: 'duration_ms', isDescending: true }, limit: 2 } as const;
    const ofJob = { kind: 'job', uuid: job.uuid } as const;
    const listed = await frameTimesOf(story.farm, ofJob, { workerUuid: undefined, page: slowest });
    expect([listed.items.map(({ frame }) => frame), listed.total]).toEqual([[7, 0], 4]);
    const ofZoe = await frameTimesOf(story.farm, ofJob, { workerUuid: zoe.uuid, page: {} });
    expect(ofZoe).toMatchObject({ items: [{ frame: 7 }], total: 1 });
    const refusal = await refusalOf(frameTimesOf(story.farm, ofJob, { workerUuid: UNKNOWN, page: {} }));
    expect(refusal).toMatchObject({ kind: 'invalid', tag: 'unknown-filter', parameter: 'worker' });
  });

  it('a report that is refused leaves no frame times', async () => {
    const [adam, zoe] = await story.workers('adam', 'zoe');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(adam);
    const late = story.report(zoe, job, 'frame 1', { frameTimes: [{ frame: 1, durationMs: 1 }] });
    expect(await refusalOf(late)).toMatchObject({ kind: 'conflict' });
    expect((await progress(job)).averageFrameMs).toBeUndefined();
  });

  it('thousands of frames come in one report', async () => {
    const [adam] = await story.workers('adam');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(adam);
    const frameTimes = Array.from({ length: 3_000 }, (_, frame) => ({ frame, durationMs: 10 }));
    await story.report(adam, job, 'frame 1', { frameTimes });
    expect((await progress(job)).times).toMatchObject({ framesTimed: 3_000, frameMs: 30_000 });
  });

  it('only the time in which something runs counts as elapsed, once however many Workers are at it', async () => {
    const [adam, zoe] = await story.workers('adam', 'zoe');
    const job = await story.job({ tasks: frames(3) });
    const began = story.farm.clock.now();
    await pass(10_000);
    expect(await progress(job)).toMatchObject({ elapsedMs: 0, times: { startedAt: undefined } });
    await story.fetch(adam);
    await pass(1_000);
    await story.fetch(zoe);
    await pass(1_000);
    await story.complete(adam, job, 'frame 1');
    await pass(1_000);
    expect((await progress(job)).elapsedMs).toBe(3_000);
    await story.setJob(job, 'pause-requested');
    await story.complete(zoe, job, 'frame 2');
    await pass(60_000);
    expect(await progress(job)).toMatchObject({ status: 'paused', elapsedMs: 3_000 });
    await story.setJob(job, 'queued');
    await story.fetch(adam);
    await pass(500);
    await story.complete(adam, job, 'frame 3');
    await pass(60_000);
    const { elapsedMs, times } = await progress(job);
    expect(elapsedMs).toBe(3_500);
    expect(times.startedAt!.getTime() - began.getTime()).toBe(10_000);
    expect(times.finishedAt!.getTime() - times.startedAt!.getTime()).toBe(63_500);
  });

  it('whatever happens, the elapsed time is that in which at least one attempt went on', async () => {
    const workers = await story.workers('adam', 'bob', 'zoe');
    const event = fc.record({
      worker: fc.nat(2),
      ends: fc.constantFrom('completed', 'queued', undefined),
      ms: fc.nat(999),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        const job = await story.job({ tasks: frames(6) });
        const has = new Map<number, string>();
        for (const { worker, ends, ms } of events) {
          const task = has.get(worker);
          if (ends !== undefined && task !== undefined) {
            await story.report(workers[worker]!, job, task, { taskStatus: ends });
            has.delete(worker);
          } else {
            const name = await story.fetch(workers[worker]!);
            if (name in job.tasks) has.set(worker, name);
          }
          await pass(ms);
        }
        const { items } = await attemptsOf(
          story.farm,
          { kind: 'job', uuid: job.uuid },
          { outcomes: undefined, page: {} },
        );
        expect((await progress(job)).elapsedMs).toBe(lengthOfUnion(items, story.farm.clock.now()));
        await story.setJob(job, 'cancel-requested').catch(() => undefined);
      }),
      { numRuns: 15 },
    );
  });

  it('a job that is queued again has not ended any more', async () => {
    const [adam] = await story.workers('adam');
    const job = await story.job({ tasks: frames(1) });
    await story.render(adam, job);
    const ended = (await progress(job)).times.finishedAt;
    await pass(1_000);
    await story.setJob(job, 'requeueing');
    expect((await progress(job)).times.finishedAt).toBeUndefined();
    await story.render(adam, job);
    expect((await progress(job)).times.finishedAt?.getTime()).toBe(ended!.getTime() + 1_000);
  });

  it('canceling ends what was elapsing', async () => {
    const [adam] = await story.workers('adam');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(adam);
    await pass(2_000);
    await story.setJob(job, 'cancel-requested');
    await pass(2_000);
    expect(await progress(job)).toMatchObject({ status: 'canceled', elapsedMs: 2_000, estimate: undefined });
  });

  it('tells how long a job will take, once a task is completed, and what that rests on', async () => {
    const [adam, zoe] = await story.workers('adam', 'zoe');
    const job = await story.job({ tasks: framesAndVideo(6) });
    await story.job({ name: 'another', tasks: frames(1) });
    await story.fetch(adam);
    await story.fetch(zoe);
    await pass(10_000);
    expect((await progress(job)).estimate).toBeUndefined();
    await story.complete(adam, job, 'frame 1');
    await story.fetch(adam);
    await pass(10_000);
    await story.complete(zoe, job, 'frame 2');
    await story.fetch(zoe);
    // 10 s and 20 s, so 15 s each: 5 s are left of frame 3, 15 s of frame 4, and two wait.
    const estimate = {
      msLeft: 25_000,
      basis: {
        ...{ completedTasks: 2, runningSteps: 0, workers: 2, runningWorkers: 2, tasksLeft: 5, tasksUnknown: 1 },
      },
    };
    expect((await progress(job)).estimate).toEqual(estimate);
    const all = await withProgress(story.farm, await listJobs(story.farm));
    expect(all.map((one) => one.estimate)).toEqual([estimate, undefined]);
  });
});

/** How long at least one of these went on, in milliseconds. */
function lengthOfUnion(attempts: readonly TaskAttempt[], now: Date): number {
  let covered = 0;
  let until = 0;
  for (const { startedAt, endedAt = now } of attempts) {
    covered += Math.max(0, endedAt.getTime() - Math.max(until, startedAt.getTime()));
    until = Math.max(until, endedAt.getTime());
  }
  return covered;
}
