import { expect, it } from '@jest/globals';
import { changeJob } from '../../../src/db/jobs.js';
import { setJobPriority } from '../../../src/farm/use-cases/jobs/set-job-priority.js';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import { attemptsOfTask } from '../../support/attempts.js';
import { forEachFarm, frames, uuidOf } from '../../support/story.js';

forEachFarm((story) => {
  it('tasks go out by job priority, then the older job, then task priority, then their order (03 §5.3, D2.2)', async () => {
    const [nora] = await story.workers('nora');
    const low = await story.job({ priority: 10, tasks: [{ name: 'low', priority: 100 }] });
    await story.farm.clock.advance(1);
    const old = await story.job({ tasks: [{ name: 'plain' }, { name: 'urgent', priority: 90 }, { name: 'last' }] });
    await story.farm.clock.advance(1);
    const young = await story.job({ tasks: [{ name: 'young', priority: 100 }] });
    const order: string[] = [];
    for (const job of [old, old, old, young, low]) order.push(await story.render(nora, job));
    expect(order).toEqual(['urgent', 'plain', 'last', 'young', 'low']);
    expect(await story.fetch(nora)).toBe('(nothing)');
  });

  it('a new job priority counts from the next request on, and running tasks go on (03 §11)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const first = await story.job({ tasks: frames(3) });
    await story.farm.clock.advance(1);
    const second = await story.job({ tasks: [{ name: 'other' }] });
    expect(await story.fetch(nora)).toBe('frame 1');
    story.farm.events.clear();
    await setJobPriority(story.farm, second.uuid, 51);
    expect(await story.fetch(hugo)).toBe('other');
    expect(await story.tasksOf(first)).toBe('active queued queued');
    const [event] = story.farm.events.of('job');
    expect(event).toMatchObject({ id: second.uuid, priority: 51, status: 'queued', refresh_tasks: false });
    expect(event).not.toHaveProperty('previous_status');
  });

  it('a soft-failed task goes out exactly like a queued one (03 §2.1)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(20) });
    expect(await story.spoil(nora, job)).toBe('frame 1');
    expect(await story.fetch(hugo)).toBe('frame 1');
    expect(await story.fetch(nora)).toBe('frame 2');
  });

  it('an assigned task is active at once, with its log, its events and its attempt (03 §5.4 rules 1, 3–6)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.farm.clock.advance(5_000);
    story.farm.events.clear();
    const found = await scheduleTask(story.farm, { workerId: nora.id, waitMs: 0, signal: undefined });
    expect(found).toMatchObject({
      outcome: 'assigned',
      assigned: {
        task: { name: 'frame 1', status: 'active', type: 'blender', priority: 50, stepsCompleted: 0, stepsTotal: 1 },
        job: { uuid: job.uuid, priority: 50, type: 'test' },
        commands: [{ name: 'echo', parameters: { message: 'frame 1' } }],
      },
    });
    const uuid = uuidOf(job, 'frame 1');
    const now = story.farm.clock.now();
    expect(await story.task(job, 'frame 1')).toMatchObject({
      ...{ status: 'active', lastTouchedAt: now, updatedAt: now },
      worker: { uuid: nora.uuid, name: 'nora' },
    });
    expect(story.log(job, 'frame 1')).toEqual([
      `Task assigned to worker nora (${nora.uuid})`,
      'task changed status queued -> active',
    ]);
    const updated = now.toISOString();
    expect(story.farm.events.all.map(({ kind }) => kind)).toEqual(['taskLog', 'taskLog', 'task', 'job', 'worker']);
    expect(story.farm.events.of('task')).toEqual([
      {
        ...{ id: uuid, job_id: job.uuid, name: 'frame 1', updated, status: 'active', previous_status: 'queued' },
        ...{ activity: '', steps_completed: 0, steps_total: 1, worker: { name: 'nora', uuid: nora.uuid } },
      },
    ]);
    expect(story.farm.events.of('job')).toMatchObject([
      { id: job.uuid, status: 'active', previous_status: 'queued', refresh_tasks: false, updated },
    ]);
    expect(await story.activityOf(job)).toBe('Changed to status "active": task became active');
    const [event] = story.farm.events.of('worker');
    expect(event).toMatchObject({ id: nora.uuid, status: 'awake', last_seen: updated });
    expect(event).not.toHaveProperty('previous_status');
    const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuid));
    expect(attempts).toMatchObject([{ workerName: 'nora', startedAt: now, endedAt: undefined, outcome: undefined }]);
  });

  it('a Worker that asks again gets the task that it has, whatever else has come since (03 §5.2)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(nora);
    await story.job({ priority: 90, tasks: [{ name: 'urgent' }] });
    await story.farm.clock.advance(30_000);
    story.farm.events.clear();
    expect(await story.fetch(nora)).toBe('frame 1');
    expect((await story.task(job, 'frame 1')).lastTouchedAt).toEqual(story.farm.clock.now());
    const assigned = `Task assigned to worker nora (${nora.uuid})`;
    expect(story.log(job, 'frame 1')).toEqual([assigned, 'task changed status queued -> active', assigned]);
    const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuidOf(job, 'frame 1')));
    expect(attempts).toHaveLength(1);
  });

  it('also the task of a job that is being paused: what was begun is finished', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    expect(await story.fetch(nora)).toBe('frame 1');
  });

  it('tasks that wait for others go out once those are completed, and not when they fail or are canceled', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({
      tasks: [...frames(2), { name: 'video', type: 'ffmpeg', after: ['frame 1', 'frame 2'] }, ...frames(30).slice(2)],
    });
    expect(await story.fetch(nora)).toBe('frame 1');
    await story.complete(nora, job, 'frame 1');
    await story.setTask(job, 'frame 2', 'canceled');
    expect(await story.fetch(nora)).toBe('frame 3');
    await story.complete(nora, job, 'frame 3');
    await story.setTask(job, 'frame 2', 'queued');
    expect(await story.fetch(nora)).toBe('frame 2');
    await story.complete(nora, job, 'frame 2');
    expect(await story.fetch(nora)).toBe('video');
  });

  it.each(['paused', 'canceled', 'failed'] as const)('nothing of a %s job goes out (03 §2.2)', async (status) => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2), status });
    expect(await story.fetch(nora)).toBe('(nothing)');
    // Tasks that wait in an ended job are not sound; here the status alone was to decide.
    await story.farm.db.transact((tx) => changeJob(tx, job.id, { status: 'queued' }));
  });

  it('a Worker that is not awake is told to wake up, not given a task (D2.12)', async () => {
    const sleepy = await story.farm.storeWorker('sleepy', { status: 'asleep' });
    const fresh = await story.farm.storeWorker('fresh', { status: 'starting' });
    const job = await story.job({ tasks: frames(2) });
    expect([await story.fetch(sleepy), await story.fetch(fresh)]).toEqual(['(asleep)', '(awake)']);
    expect(await story.tasksOf(job)).toBe('queued queued');
  });
});
