import { expect, it } from '@jest/globals';
import { forEachFarm } from '../../support/story.js';

const TASKS = [
  { name: 'probe' },
  { name: 'approval', after: ['probe'], pauseJobAfter: true },
  { name: 'frame 1', after: ['approval'] },
  { name: 'frame 2', after: ['approval'] },
];

forEachFarm((story) => {
  it('a job waits after a task that says so, and goes on when it is resumed (D3.2)', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: TASKS });
    await story.render(nora, job);
    expect(await story.statusOf(job)).toBe('active');
    expect(await story.render(nora, job)).toBe('approval');
    expect(await story.statusOf(job)).toBe('paused');
    expect(await story.tasksOf(job)).toBe('completed completed paused paused');
    expect(await story.activityOf(job)).toBe(
      'Changed to status "paused": the job waits after task "approval", have a look and resume it to go on',
    );
    expect(await story.fetch(nora)).toBe('(nothing)');

    await story.setJob(job, 'queued');
    expect(await story.tasksOf(job)).toBe('completed completed queued queued');
    await story.render(nora, job);
    await story.render(nora, job);
    expect(await story.statusOf(job)).toBe('completed');
  });

  it('what runs beside that task comes to its end before the job is paused', async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({
      tasks: [{ name: 'early', pauseJobAfter: true }, { name: 'beside' }, { name: 'late' }],
    });
    await story.fetch(nora);
    await story.fetch(hugo);
    await story.complete(nora, job, 'early');
    expect(await story.statusOf(job)).toBe('pause-requested');
    expect(await story.tasksOf(job)).toBe('completed active paused');
    await story.complete(hugo, job, 'beside');
    expect(await story.statusOf(job)).toBe('paused');
  });

  it('a job whose last task says so is completed', async () => {
    const [nora] = await story.workers('nora');
    const job = await story.job({ tasks: [{ name: 'only', pauseJobAfter: true }] });
    await story.render(nora, job);
    expect(await story.statusOf(job)).toBe('completed');
  });
});
