import { expect, it } from '@jest/globals';
import type { JobStatus } from '@flamenco/api';
import { attemptsOfTask } from '../../support/attempts.js';
import { setJobStatus } from '../../../src/farm/use-cases/jobs/set-job-status.js';
import { BY_USER, forEachFarm, frames, refusalOf, uuidOf } from '../../support/story.js';

const WITH_JOB = 'Manager cancelled this task because the job got status "cancel-requested".';

forEachFarm((story) => {
  it.each(['cancel-requested', 'canceled'] as const)(
    '%s cancels a running job in one go (02 §12, 03 §4.3 rules 1–5, D2.20)',
    async (status) => {
      const [nora, hugo] = await story.workers('nora', 'hugo');
      const job = await story.job({
        tasks: [...frames(3), { name: 'broken', priority: 10 }, { name: 'running', steps: 9 }],
      });
      expect(await story.render(nora, job)).toBe('frame 1');
      await story.fetch(hugo);
      await story.setTask(job, 'frame 2', 'canceled');
      expect(await story.fetch(nora)).toBe('frame 3');
      await story.report(nora, job, 'frame 3', { stepsCompleted: 1 });
      await story.farm.clock.advance(1_000);
      story.farm.events.clear();
      await story.setJob(job, status);
      expect(await story.tasksOf(job)).toBe('completed canceled canceled canceled canceled');
      expect(story.chainOf(job)).toEqual(['active > cancel-requested', 'cancel-requested > canceled']);
      const updated = story.farm.clock.now().toISOString();
      expect(story.farm.events.of('job')).toMatchObject([
        { status: 'cancel-requested', refresh_tasks: true, updated, steps_completed: 2 },
        { status: 'canceled', refresh_tasks: false, updated, steps_completed: 2 },
      ]);
      expect(story.farm.events.of('task')).toEqual([]);
      expect(await story.activityOf(job)).toBe(`Changed to status "canceled": ${BY_USER}`);
      expect(await story.task(job, 'frame 3')).toMatchObject({ activity: WITH_JOB, stepsCompleted: 1 });
      expect(await story.task(job, 'frame 2')).toMatchObject({ activity: BY_USER });
      // Who looks at the log of the running task sees why it stops; the others have nobody looking.
      expect(story.log(job, 'frame 3').slice(-2)).toEqual(['task changed status active -> canceled', WITH_JOB]);
      expect(story.log(job, 'broken')).toEqual([]);
      const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuidOf(job, 'frame 3')));
      expect(attempts).toMatchObject([{ outcome: 'canceled', endedAt: story.farm.clock.now() }]);
      expect(await story.fetch(nora)).toBe('(nothing)');
    },
  );

  it('a soft-failed and a paused task are canceled with the job (D2.20)', async () => {
    const [nora] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: frames(3) });
    await story.spoil(nora, job);
    await story.setJob(job, 'pause-requested');
    expect(await story.tasksOf(job)).toBe('paused paused paused');
    await story.setJob(job, 'cancel-requested');
    expect(await story.tasksOf(job)).toBe('canceled canceled canceled');
    expect(story.chainOf(job).slice(-2)).toEqual(['paused > cancel-requested', 'cancel-requested > canceled']);
  });

  it('a job that is being paused can be canceled: its running task stops (03 §14 rule 6)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.fetch(nora);
    await story.setJob(job, 'pause-requested');
    await story.setJob(job, 'cancel-requested');
    expect(await story.tasksOf(job)).toBe('canceled canceled');
    expect(await story.statusOf(job)).toBe('canceled');
  });

  it('a failed job can be canceled, which leaves its failed tasks as they are (D2.20)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    await story.spoil(nora, job);
    expect(await story.tasksOf(job)).toBe('failed canceled');
    await story.setJob(job, 'cancel-requested');
    expect(await story.tasksOf(job)).toBe('failed canceled');
    expect(await story.statusOf(job)).toBe('canceled');
  });

  it('a user fails a job: what is left of it is canceled (03 §4.3)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(3) });
    await story.render(nora, job);
    await story.fetch(nora);
    story.farm.events.clear();
    await story.setJob(job, 'failed', 'the client has changed the film');
    expect(await story.tasksOf(job)).toBe('completed canceled canceled');
    expect(story.chainOf(job)).toEqual(['active > failed']);
    expect(story.farm.events.of('job')).toMatchObject([{ refresh_tasks: true }]);
    expect(await story.activityOf(job)).toBe('Changed to status "failed": the client has changed the film');
    expect((await story.task(job, 'frame 3')).activity).toBe(
      'Manager cancelled this task because the job got status "failed".',
    );
  });

  it('what a job is already, or will be without more ado, changes nothing (D2.20)', async () => {
    const job = await story.job({ tasks: frames(2) });
    const again = async (...statuses: readonly JobStatus[]) => {
      const before = await story.farm.job(job.uuid);
      story.farm.events.clear();
      await story.farm.clock.advance(1_000);
      for (const status of statuses) await story.setJob(job, status, 'once more');
      expect(story.farm.events.all).toEqual([]);
      expect(await story.farm.job(job.uuid)).toEqual(before);
    };
    await again('queued', 'active');
    await story.setJob(job, 'paused');
    await again('paused', 'pause-requested');
    await story.setJob(job, 'canceled');
    await again('canceled', 'cancel-requested');
  });

  it('what makes no sense is refused with both statuses, and changes nothing (D2.20)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.render(nora, job);
    story.farm.events.clear();
    for (const to of ['cancel-requested', 'canceled', 'paused', 'failed', 'active', 'under-construction'] as const) {
      const refusal = await refusalOf(story.setJob(job, to));
      expect(refusal).toEqual({ kind: 'refused', tag: 'job-status-refused', from: 'completed', to });
    }
    expect([await story.statusOf(job), story.farm.events.all]).toEqual(['completed', []]);
  });

  it('an unknown job is not found', async () => {
    const id = '9b1f1f0e-0000-4000-8000-000000000000';
    const refusal = await refusalOf(setJobStatus(story.farm, id, 'canceled', ''));
    expect(refusal).toEqual({ kind: 'not-found', tag: 'unknown', subject: 'job', id });
    expect(await refusalOf(setJobStatus(story.farm, 'seven', 'canceled', ''))).toMatchObject({ kind: 'invalid' });
  });
});
