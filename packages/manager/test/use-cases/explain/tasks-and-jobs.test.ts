import { expect, it } from '@jest/globals';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { explainJob } from '../../../src/farm/use-cases/explain/explain-job.js';
import { explainTask } from '../../../src/farm/use-cases/explain/explain-task.js';
import { saveSleepSchedule } from '../../../src/farm/use-cases/workers/save-sleep-schedule.js';
import { forEachFarm, frames, framesAndVideo, refusalOf } from '../../support/story.js';
import { put } from '../workers/worker-story.js';
import { whyJob, whyTask } from './why.js';

const TAG = '6a3d2a9c-2f5b-4b0e-8d65-4d2ed8a2f6d1';
const NOBODY = '00000000-0000-4000-8000-000000000000';

forEachFarm((story) => {
  it('a task that nothing stands against is started at the next request of a Worker', async () => {
    await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(1) });
    expect(await whyTask(story, job, 'frame 1')).toEqual({
      standing: 'next-request',
      headline:
        'Task "frame 1" will start in a moment: the Workers nora and hugo will get "frame 1" at their next request.',
      findings: ['next-request: The Workers nora and hugo will get "frame 1" at their next request.'],
      actions: ['There is nothing to do; a Worker that is awake asks every few seconds.'],
    });
  });

  it('a task that waits for its turn is told what Workers are busy with, and what they will do first', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ name: 'shot 020', tasks: frames(3) });
    await story.fetch(nora);
    expect(await whyTask(story, job, 'frame 1')).toMatchObject({
      standing: 'running',
      headline: 'Task "frame 1" is running: the Worker nora works on "frame 1".',
    });
    const third = await whyTask(story, job, 'frame 3');
    expect([third.standing, ...third.findings]).toEqual([
      'waiting',
      'workers-busy: The Worker nora is busy with "frame 1".',
      'other-work-first: The Worker hugo will run "frame 2" first.',
    ]);
    expect((await whyJob(story, job)).findings).toEqual([
      'at-work: The Worker nora works on "frame 1".',
      'next-request: The Worker hugo will get "frame 2" at its next request.',
      'workers-busy: The Worker nora is busy with "frame 1".',
    ]);
  });

  it('a job that nobody can run is told why of each type of task', async () => {
    const job = await story.job({ tasks: [...frames(1), { name: 'simulate', type: 'houdini' }] });
    expect((await whyJob(story, job)).findings).toEqual(['no-workers: The farm has no Worker.']);
    await story.farm.storeWorker('nora', { status: 'offline' });
    const why = await whyJob(story, job);
    expect(why).toMatchObject({
      standing: 'needs-action',
      headline: expect.stringContaining('does not go on by itself'),
    });
    expect(why.findings).toEqual([
      'workers-offline: The Worker nora is offline.',
      'no-worker-of-type: No Worker of the farm runs tasks of type "houdini".',
    ]);
    expect(why.actions[1]).toContain('Add "houdini" to task_types in flamenco-worker.yaml');
  });

  it('Workers that could run a task are told by what they are', async () => {
    const { farm } = story;
    const job = await story.job({ tasks: frames(1) });
    const [ada, ben, cleo, dora, emil] = await story.workers('ada', 'ben', 'cleo', 'dora', 'emil');
    await put(farm, ada, { status: 'offline' });
    await put(farm, ben, { status: 'error' });
    await put(farm, cleo, { status: 'asleep' });
    await put(farm, dora, { status: 'asleep', statusRequest: { status: 'awake', isLazy: false } });
    await put(farm, emil, { statusRequest: { status: 'asleep', isLazy: true } });
    const why = await whyTask(story, job, 'frame 1');
    expect([why.standing, ...why.findings]).toEqual([
      'waiting',
      'workers-waking: The Worker dora is asleep, and asked to wake up.',
      'workers-asked: The Worker emil was asked to be "asleep".',
      'workers-asleep: The Worker cleo was sent to sleep.',
      'workers-in-error: The Worker ben was not heard of for too long.',
      'workers-offline: The Worker ada is offline.',
    ]);
  });

  it('a Worker that sleeps by its schedule wakes up at the next boundary (D2.14)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    const schedule = { isActive: true, daysOfWeek: '', startTime: '09:00', endTime: '18:00' };
    await saveSleepSchedule(story.farm, nora.uuid, schedule);
    await put(story.farm, nora, { status: 'asleep', statusRequest: null });
    expect(await whyTask(story, job, 'frame 1')).toMatchObject({
      standing: 'waiting',
      findings: ['workers-scheduled-asleep: The Worker nora sleeps by its schedule until 2026-03-04 18:00.'],
    });
    await saveSleepSchedule(story.farm, nora.uuid, { ...schedule, startTime: '', endTime: '' });
    expect(await whyTask(story, job, 'frame 1')).toMatchObject({
      standing: 'needs-action',
      findings: ['workers-scheduled-asleep: The Worker nora sleeps by its schedule, which never ends.'],
    });
    await saveSleepSchedule(story.farm, nora.uuid, { ...schedule, startTime: '20:00', endTime: '22:00' });
    await put(story.farm, nora, { status: 'asleep', statusRequest: null });
    expect((await whyTask(story, job, 'frame 1')).findings).toEqual([
      'workers-asleep: The Worker nora was sent to sleep.',
    ]);
  });

  it('a job for Workers with a tag needs some that have it', async () => {
    const [nora] = await story.workers('nora');
    const tagId = await story.tag(TAG, 'gpu');
    const job = await story.job({ tagId, tasks: frames(1) });
    expect((await whyTask(story, job, 'frame 1')).findings).toEqual([
      'tag-without-workers: The job is for Workers with the tag "gpu", which none has.',
    ]);
    const mover = await story.farm.storeWorker('mover', { taskTypes: ['misc'] });
    await story.farm.db.transact(async (tx) => {
      await tx.q.insertInto('worker_tag_membership').values({ worker_tag_id: tagId, worker_id: mover.id }).execute();
    });
    expect((await whyTask(story, job, 'frame 1')).findings).toEqual([
      `workers-without-tag: No Worker with the job's tag "gpu" runs tasks of type "blender"; the Worker ${nora.name} would.`,
    ]);
  });

  it('a block is told with the failed tasks behind it, which the failure list has forgotten (D2.4)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(30) });
    for (let failure = 1; failure <= 3; failure += 1) await story.spoil(nora, job);
    await put(story.farm, hugo, { status: 'offline' });
    const blocked =
      'workers-blocked: The Worker nora is blocked from tasks of type "blender" of this job ' +
      'after failing "frame 3", "frame 2" and "frame 1".';
    expect((await whyJob(story, job)).findings).toEqual(['workers-offline: The Worker hugo is offline.', blocked]);
    const why = await whyTask(story, job, 'frame 9');
    expect(why).toMatchObject({
      standing: 'needs-action',
      findings: ['workers-offline: The Worker hugo is offline.', blocked],
    });
    expect(why.actions[1]).toContain('blocklist');
  });

  it('a Worker that failed a task does not get it again; the job only says so when that is so of all it could run', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(2) });
    await story.spoil(nora, job);
    await put(story.farm, hugo, { status: 'offline' });
    const failed = 'workers-failed: The Worker nora has tried this work of type "blender" and failed.';
    expect((await whyTask(story, job, 'frame 1')).findings).toEqual([
      'workers-offline: The Worker hugo is offline.',
      failed,
    ]);
    expect((await whyJob(story, job)).standing).toBe('next-request');
    await put(story.farm, hugo, { status: 'awake' });
    await story.spoil(nora, job);
    await put(story.farm, hugo, { status: 'offline' });
    expect((await whyJob(story, job)).findings).toEqual(['workers-offline: The Worker hugo is offline.', failed]);
  });

  it('a task waits for its dependencies, and learns in time that nobody can run it afterwards', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({
      tasks: [...framesAndVideo(8), { name: 'simulate', type: 'houdini', after: ['frame 1'] }],
    });
    const { standing, findings } = await whyTask(story, job, 'video');
    const names = '"frame 1", "frame 2", "frame 3", "frame 4", "frame 5" and 3 more';
    expect([standing, ...findings]).toEqual([
      'waiting',
      `dependencies-open: It needs 8 other tasks to be completed first: ${names}.`,
    ]);
    expect((await whyTask(story, job, 'simulate')).findings).toEqual([
      'dependencies-open: It needs 1 other task to be completed first: "frame 1".',
      'no-worker-of-type: No Worker of the farm runs tasks of type "houdini".',
    ]);
    await story.render(nora, job);
    expect((await whyTask(story, job, 'video')).findings[0]).toMatch(/needs 7 other tasks .*: "frame 2"/);
    expect((await whyJob(story, job)).findings).toContain(
      'tasks-waiting: 1 task cannot start before other tasks of the job are completed.',
    );
  });

  it('a task whose dependency was cancelled waits in vain, however far away that is', async () => {
    await story.workers('nora');
    const job = await story.job({
      tasks: [
        ...frames(2),
        { name: 'comp', after: ['frame 1'] },
        { name: 'video', type: 'ffmpeg', after: ['comp', 'frame 2'] },
      ],
    });
    await story.setTask(job, 'frame 1', 'canceled');
    const why = await whyTask(story, job, 'video');
    expect([why.standing, ...why.findings]).toEqual([
      'needs-action',
      'dependencies-ended: It waits for what ended without being completed: "frame 1".',
      'dependencies-open: It needs 2 other tasks to be completed first: "frame 2" and "comp".',
    ]);
    expect((await whyJob(story, job)).findings.slice(1)).toEqual([
      'tasks-waiting: 2 tasks cannot start before other tasks of the job are completed.',
      'tasks-held-up: Other tasks wait in vain for what failed or was cancelled: "frame 1".',
    ]);
  });

  it('a job that was paused, cancelled or is to be deleted says so, and so do its tasks', async () => {
    await story.workers('nora');
    const paused = await story.job({ name: 'shot 010', tasks: frames(2) });
    await story.setJob(paused, 'paused');
    expect(await whyJob(story, paused)).toMatchObject({
      headline: 'Job "shot 010" does not go on by itself: the job "shot 010" is paused.',
      actions: ['Resume the job.'],
    });
    expect(await whyTask(story, paused, 'frame 1')).toMatchObject({
      headline: 'Task "frame 1" does not go on by itself: the job "shot 010" is paused.',
      findings: ['job-status: The job "shot 010" is paused.', 'task-paused: The task "frame 1" is paused.'],
    });
    await story.setJob(paused, 'canceled');
    expect((await whyTask(story, paused, 'frame 1')).findings).toEqual([
      'job-status: The job "shot 010" is cancelled.',
      'task-ended: The task "frame 1" was cancelled.',
    ]);
    await requestDeletion(story.farm, paused.uuid);
    expect((await whyJob(story, paused)).findings[0]).toBe(
      'deletion-requested: The job "shot 010" is about to be deleted.',
    );
  });

  it('a completed task and a completed job are over', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.render(nora, job);
    expect(await whyTask(story, job, 'frame 1')).toMatchObject({
      standing: 'ended',
      findings: ['task-ended: The task "frame 1" is completed.'],
    });
    expect(await whyJob(story, job)).toMatchObject({ standing: 'ended' });
  });

  it('what does not exist cannot be explained', async () => {
    expect(await refusalOf(explainTask(story.farm, NOBODY))).toMatchObject({ kind: 'not-found', subject: 'task' });
    expect(await refusalOf(explainJob(story.farm, NOBODY))).toMatchObject({ kind: 'not-found', subject: 'job' });
    expect(await refusalOf(explainJob(story.farm, 'shot'))).toMatchObject({ kind: 'invalid' });
  });
});
