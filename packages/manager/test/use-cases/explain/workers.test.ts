import { expect, it } from '@jest/globals';
import { explainWorker } from '../../../src/farm/use-cases/explain/explain-worker.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { forEachFarm, frames, refusalOf } from '../../support/story.js';
import { put } from '../workers/worker-story.js';
import { whyTask, whyWorker } from './why.js';

const TAG = '6a3d2a9c-2f5b-4b0e-8d65-4d2ed8a2f6d1';

forEachFarm((story) => {
  it('an idle Worker of a farm without work waits for a job', async () => {
    const [nora] = await story.workers('nora');
    expect(await whyWorker(story, nora)).toEqual({
      standing: 'waiting',
      headline: 'Worker "nora" is waiting: no job of the farm has a task that could run now.',
      findings: ['no-work: No job of the farm has a task that could run now.'],
      actions: ['Submit a job, or see why those that are there do not get on.'],
    });
  });

  it('a Worker learns what it gets next, and then what it is at', async () => {
    const [nora] = await story.workers('nora');
    await story.job({ tasks: frames(2) });
    expect(await whyWorker(story, nora)).toMatchObject({
      standing: 'next-request',
      findings: ['next-request: The Worker nora will get "frame 1" at its next request.'],
    });
    await story.fetch(nora);
    expect(await whyWorker(story, nora)).toMatchObject({
      standing: 'running',
      headline: 'Worker "nora" is at work: the Worker nora works on "frame 1".',
    });
  });

  it('a Worker that is not awake, or was asked for something else, hears of the work that waits for it', async () => {
    const [nora] = await story.workers('nora');
    await story.job({ name: 'shot 020', tasks: frames(1) });
    await put(story.farm, nora, { status: 'asleep' });
    expect(await whyWorker(story, nora)).toMatchObject({
      standing: 'needs-action',
      headline: 'Worker "nora" gets nothing to do by itself: the Worker nora was sent to sleep.',
      findings: [
        'workers-asleep: The Worker nora was sent to sleep.',
        'work-ready: There is work for it in "shot 020".',
      ],
    });
    await put(story.farm, nora, { status: 'awake', statusRequest: { status: 'restart', isLazy: true } });
    expect(await whyWorker(story, nora)).toMatchObject({
      standing: 'waiting',
      findings: [
        'workers-asked: The Worker nora was asked to be "restart".',
        'work-ready: There is work for it in "shot 020".',
      ],
    });
  });

  it('a Worker that says itself why it can run nothing is quoted, for as long as it stays so', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ name: 'shot 020', tasks: frames(1) });
    await changeState(story.farm, nora.id, 'error', 'its disk was full once');
    await changeState(story.farm, nora.id, 'awake');
    await changeState(story.farm, nora.id, 'error', 'its directory /var/lib/nora is full');
    expect(await pollState(story.farm, nora.id)).toBeUndefined();
    expect(await whyWorker(story, nora)).toMatchObject({
      standing: 'needs-action',
      findings: [
        'workers-unfit: The Worker nora takes no tasks for now: its directory /var/lib/nora is full.',
        'work-ready: There is work for it in "shot 020".',
      ],
      actions: ['Mend that on this computer; it goes on by itself then.', expect.any(String)],
    });
    expect((await whyTask(story, job, 'frame 1')).findings).toEqual([
      'workers-unfit: The Worker nora takes no tasks for now: its directory /var/lib/nora is full.',
    ]);
    await changeState(story.farm, nora.id, 'awake');
    expect(await whyWorker(story, nora)).toMatchObject({ standing: 'next-request' });
  });

  it('an offline Worker is offline, whether there is work or not', async () => {
    const nora = await story.farm.storeWorker('nora', { status: 'offline' });
    expect(await whyWorker(story, nora)).toMatchObject({ standing: 'needs-action', headline: /offline/ });
  });

  it('a Worker learns what it lacks for the work that there is', async () => {
    const mover = await story.farm.storeWorker('mover', { taskTypes: ['misc'] });
    const idle = await story.farm.storeWorker('idle', { taskTypes: [] });
    const [nora] = await story.workers('nora');
    const tagId = await story.tag(TAG, 'gpu');
    await story.job({ name: 'shot 030', tagId, tasks: [...frames(1), { name: 'video', type: 'ffmpeg' }] });
    expect((await whyWorker(story, mover)).findings).toEqual([
      'work-of-other-types: All that could run now is of types that it does not run: "blender" and "ffmpeg".',
    ]);
    expect((await whyWorker(story, idle)).findings).toEqual(['no-task-types: It does not run any type of task.']);
    expect(await whyWorker(story, nora)).toMatchObject({
      standing: 'needs-action',
      findings: ['work-for-other-tags: It does not have the tag that "shot 030" asks for.'],
    });
  });

  it('a Worker that failed too much learns from what it is blocked, and because of which tasks', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ name: 'shot 040', tasks: frames(30) });
    await story.spoil(nora, job);
    for (let failure = 2; failure <= 3; failure += 1) await story.spoil(nora, job);
    const single = await story.job({ name: 'shot 050', tasks: frames(1) });
    await story.spoil(nora, single);
    expect((await whyWorker(story, nora)).findings).toEqual([
      'blocked-from-work: It is blocked from "shot 040" after it failed "frame 3", "frame 2" and "frame 1".',
      'work-failed-before: It has failed everything that could run now of "shot 050".',
    ]);
  });

  it('a deleted Worker cannot be explained', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await refusalOf(explainWorker(story.farm, nobody))).toMatchObject({ kind: 'not-found', subject: 'worker' });
  });
});

forEachFarm(
  (story) => {
    it('a Manager that is not set up says so first', async () => {
      const [nora] = await story.workers('nora');
      const { findings, actions } = await whyWorker(story, nora);
      expect(findings[0]).toMatch(/^not-set-up: This Manager is not set up yet/);
      expect(actions[0]).toContain('shared_storage_path');
    });
  },
  { isFirstRun: true },
);
