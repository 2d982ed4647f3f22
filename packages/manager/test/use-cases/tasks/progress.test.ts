import { expect, it } from '@jest/globals';
import { attemptsOfTask } from '../../support/attempts.js';
import { forEachFarm, frames, refusalOf, uuidOf } from '../../support/story.js';

forEachFarm((story) => {
  it('steps move the task and its job, each with an event (03 §5.6, 02 §11)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: [{ name: 'chunk', steps: 10 }, { name: 'next', steps: 5 }, ...frames(1)] });
    await story.fetch(nora);
    await story.farm.clock.advance(1_000);
    story.farm.events.clear();
    await story.report(nora, job, 'chunk', { stepsCompleted: 4, activity: 'Progress' });
    const updated = story.farm.clock.now().toISOString();
    expect(await story.farm.job(job.uuid)).toMatchObject({ stepsCompleted: 4, stepsTotal: 16 });
    expect(story.farm.events.all.map(({ kind }) => kind)).toEqual(['job', 'task']);
    const [jobEvent] = story.farm.events.of('job');
    expect(jobEvent).toMatchObject({ status: 'active', steps_completed: 4, steps_total: 16, updated });
    expect(jobEvent).not.toHaveProperty('previous_status');
    const [taskEvent] = story.farm.events.of('task');
    expect(taskEvent).toMatchObject({ status: 'active', steps_completed: 4, activity: 'Progress', updated });
    expect(taskEvent).not.toHaveProperty('previous_status');
    await story.report(nora, job, 'chunk', { stepsCompleted: 3 });
    expect((await story.farm.job(job.uuid)).stepsCompleted).toBe(3);
  });

  it.each([
    [-1, 0],
    [11, 10],
    [10, 10],
  ])('%d reported steps of 10 count as %d (D2.18)', async (reported, counted) => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: [{ name: 'chunk', steps: 10 }] });
    await story.fetch(nora);
    await story.report(nora, job, 'chunk', { stepsCompleted: 1 });
    await story.report(nora, job, 'chunk', { stepsCompleted: reported });
    expect((await story.task(job, 'chunk')).stepsCompleted).toBe(counted);
    expect((await story.farm.job(job.uuid)).stepsCompleted).toBe(counted);
  });

  it('a report without news only shows that the Worker is alive', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    await story.report(nora, job, 'frame 1', { taskStatus: 'active', activity: 'Started' });
    const { updatedAt } = await story.task(job, 'frame 1');
    await story.farm.clock.advance(60_000);
    story.farm.events.clear();
    await story.report(nora, job, 'frame 1', { taskStatus: 'active', activity: 'Started', stepsCompleted: 0 });
    expect(story.farm.events.all).toEqual([]);
    const task = await story.task(job, 'frame 1');
    expect([task.updatedAt, task.lastTouchedAt]).toEqual([updatedAt, story.farm.clock.now()]);
    expect((await story.farm.worker(nora)).lastSeenAt).toEqual(story.farm.clock.now());
  });

  it('log text is kept as it came, and told to who looks at it (02 §10.2)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(1) });
    await story.fetch(nora);
    story.farm.events.clear();
    await story.report(nora, job, 'frame 1', { log: 'pid=7 > Fra:1\npid=7 > Fra:2' });
    await story.report(nora, job, 'frame 1', { log: '' });
    expect(story.log(job, 'frame 1').slice(-2)).toEqual(['pid=7 > Fra:1', 'pid=7 > Fra:2']);
    const event = { task_id: uuidOf(job, 'frame 1'), log: 'pid=7 > Fra:1\npid=7 > Fra:2' };
    expect(story.farm.events.of('taskLog')[0]).toEqual(event);
  });

  it('completing does all steps, of the task and of the job, and ends the attempt (02 §8.5, 03 §4.1 rule 4)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: [{ name: 'chunk', steps: 10 }, ...frames(1)] });
    await story.fetch(nora);
    await story.report(nora, job, 'chunk', { stepsCompleted: 4 });
    await story.farm.clock.advance(9_000);
    story.farm.events.clear();
    await story.complete(nora, job, 'chunk');
    expect(await story.task(job, 'chunk')).toMatchObject({ status: 'completed', stepsCompleted: 10 });
    expect(await story.farm.job(job.uuid)).toMatchObject({ status: 'active', stepsCompleted: 10, stepsTotal: 11 });
    expect(story.farm.events.of('task')).toMatchObject([{ status: 'completed', previous_status: 'active' }]);
    const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuidOf(job, 'chunk')));
    const endedAt = story.farm.clock.now();
    expect(attempts).toMatchObject([{ workerName: 'nora', endedAt, outcome: 'completed', reason: 'Completed' }]);
  });

  it('a job is completed with its last task, with one event of its own (03 §4.1 rule 6, §4.2)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: frames(2) });
    expect([await story.render(nora, job), await story.render(nora, job)]).toEqual(['frame 1', 'frame 2']);
    expect(story.chainOf(job)).toEqual(['queued > active', 'active > completed']);
    expect(await story.activityOf(job)).toBe('Changed to status "completed": all tasks completed');
    expect(story.farm.events.of('job').at(-1)).toMatchObject({ steps_completed: 2, refresh_tasks: false });
  });

  it('a Worker gives its task back: others may have it at once (D2.3)', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: [{ name: 'chunk', steps: 4 }] });
    await story.fetch(nora);
    await story.report(nora, job, 'chunk', { stepsCompleted: 3 });
    await story.report(nora, job, 'chunk', { taskStatus: 'queued' });
    const because = `Task was queued by Manager because worker nora (${nora.uuid}) gave it back`;
    expect(await story.task(job, 'chunk')).toMatchObject({ status: 'queued', activity: because, stepsCompleted: 0 });
    expect(story.log(job, 'chunk').slice(-2)).toEqual(['task changed status active -> queued', because]);
    expect(await story.failedBy(job, 'chunk')).toEqual([]);
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.fetch(hugo)).toBe('chunk');
    const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuidOf(job, 'chunk')));
    expect(attempts.map(({ workerName, outcome }) => [workerName, outcome])).toEqual([
      ['nora', 'requeued'],
      ['hugo', undefined],
    ]);
  });

  it.each(['canceled', 'paused', 'soft-failed'] as const)(
    'a Worker cannot make its task %s (03 §5.6 rule 4, D2.3)',
    async (status) => {
      const [nora] = await story.workers('nora');
      const job = await story.job({ tasks: frames(1) });
      await story.fetch(nora);
      const refusal = await refusalOf(story.report(nora, job, 'frame 1', { taskStatus: status, activity: 'Odd' }));
      expect(refusal).toEqual({ kind: 'invalid', tag: 'status-not-for-workers', status });
      expect(await story.task(job, 'frame 1')).toMatchObject({ status: 'active', activity: '' });
    },
  );

  it('a report about something that is no task is refused (03 §5.6 rule 1)', async () => {
    const [nora] = await story.workers('nora');
    const id = '9b1f1f0e-0000-4000-8000-000000000000';
    expect(await refusalOf(story.farm.report(nora, 'seven'))).toMatchObject({ kind: 'invalid', tag: 'not-a-uuid' });
    const refusal = await refusalOf(story.farm.report(nora, id));
    expect(refusal).toEqual({ kind: 'not-found', tag: 'unknown', subject: 'task', id });
  });
});
