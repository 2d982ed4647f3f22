import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { fetchJob, listJobTasks } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { submitJob } from '../../../src/farm/use-cases/jobs/submit-job.js';
import { attemptsOfTask } from '../../support/attempts.js';
import { forEachDatabase, stopSharedDatabases } from '../../support/databases.js';
import { makeFarm } from '../../support/make-farm.js';
import type { TestFarm } from '../../support/make-farm.js';

let farm: TestFarm;

afterAll(stopSharedDatabases);

const shot = {
  name: 'shot 010',
  type: 'simple-blender-render',
  priority: 50,
  submitter_platform: 'linux',
  settings: {
    frames: '1-5',
    chunk_size: 2,
    fps: 24,
    format: 'PNG',
    image_file_extension: '.png',
    has_previews: false,
    scene: 'Scene',
    blendfile: '/render/shot.blend',
    render_output_root: '/render/out',
    add_path_components: 0,
    render_output_path: '/render/out/{timestamp}/######',
  },
};

forEachDatabase((kind) => {
  beforeEach(async () => {
    farm = await makeFarm(kind);
  });
  afterEach(() => farm.close());

  it('a job goes from its submission to its last task', async () => {
    const job = await submitJob(farm, { job: shot, clientAddress: '10.0.0.1', userAgent: 'test' });
    expect(job).toMatchObject({ status: 'queued', stepsTotal: 6, stepsCompleted: 0, activity: '' });
    expect(job.tally.queued).toBe(4);
    const tasks = await listJobTasks(farm, job.uuid);
    expect(tasks.map(({ name, blockedBy }) => [name, blockedBy])).toEqual([
      ['render-1,2', 0],
      ['render-3,4', 0],
      ['render-5', 0],
      ['preview-video', 3],
    ]);
    const nora = await farm.storeWorker('nora');
    const hugo = await farm.storeWorker('hugo');
    expect(await farm.fetch(nora)).toBe('render-1,2');
    expect(await farm.fetch(hugo)).toBe('render-3,4');
    expect(await fetchJob(farm, job.uuid)).toMatchObject({
      status: 'active',
      activity: 'Changed to status "active": task became active',
    });
    const [first, second, third, video] = tasks.map(({ uuid }) => uuid);
    await farm.report(nora, first, { taskStatus: 'active', activity: 'Started' });
    await farm.report(nora, first, { log: 'pid=7 > Fra:1\n', stepsCompleted: 1, activity: 'Progress' });
    expect((await fetchJob(farm, job.uuid)).stepsCompleted).toBe(1);
    await farm.report(nora, first, { taskStatus: 'completed', activity: 'Completed' });
    expect(await farm.fetch(nora)).toBe('render-5');
    await farm.report(nora, third, { taskStatus: 'completed' });
    expect(await farm.fetch(nora)).toBe('(nothing)');
    await farm.report(hugo, second, { taskStatus: 'completed' });
    expect(await farm.fetch(nora)).toBe('preview-video');
    await farm.report(nora, video, { taskStatus: 'completed' });
    expect(await fetchJob(farm, job.uuid)).toMatchObject({
      status: 'completed',
      stepsCompleted: 6,
      activity: 'Changed to status "completed": all tasks completed',
    });
    expect(farm.taskLogs.linesOf(first ?? '')).toEqual([
      `Task assigned to worker nora (${nora.uuid})`,
      'task changed status queued -> active',
      'pid=7 > Fra:1',
      'task changed status active -> completed',
    ]);
    expect(farm.events.of('job').map((event) => ('previous_status' in event ? event.status : '-'))).toEqual([
      ...['-', 'active', '-', '-', '-', '-', 'completed'],
    ]);
    const attempts = await farm.db.read((reader) => attemptsOfTask(reader, first ?? ''));
    expect(attempts).toMatchObject([{ workerName: 'nora', outcome: 'completed', reason: 'Completed' }]);
  });

  it('an idle Worker that waits gets its task as soon as a job is there', async () => {
    const nora = await farm.storeWorker('nora');
    const { scheduleTask } = await import('../../../src/farm/use-cases/tasks/schedule-task.js');
    const waiting = scheduleTask(farm, { workerId: nora.id, waitMs: 60_000, signal: undefined });
    while (farm.waiters.size === 0) await new Promise((resolve) => setImmediate(resolve));
    await farm.storeJob({ tasks: [{ name: 'late' }] });
    expect(await waiting).toMatchObject({ outcome: 'assigned', assigned: { task: { name: 'late' } } });
  });
});
