import { expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findJob } from '../../../src/db/jobs.js';
import { fetchTask } from '../../../src/farm/use-cases/tasks/task-queries.js';
import type { StoredJob } from '../../support/builders.js';
import { edit, namesAndStatuses, submitWith, withPresentTasks } from '../../support/edit-story.js';
import { forEachFarm, refusalOf, uuidOf } from '../../support/story.js';
import type { Story } from '../../support/story.js';

const SETTINGS = {
  ...{ frames: '1-6', chunk_size: 2, blendfile: '/shots/010.blend', scene: 'Scene', fps: 24, format: 'PNG' },
  ...{ image_file_extension: '.png', render_output_path: '/renders/010/{timestamp}/######' },
};

const argumentsOf = async ({ farm }: Story, job: StoredJob, task: string) =>
  (await fetchTask(farm, uuidOf(job, task))).commands[0]?.parameters?.['args'];

forEachFarm((story) => {
  it('more frames: what is rendered stays, and the video waits for the new ones and is named after all', async () => {
    const job = await submitWith(story.farm, 'blender-animation', SETTINGS);
    const [nora] = await story.workers('nora');
    for (let task = 1; task <= 4; task += 1) await story.render(nora, job);
    expect(await story.statusOf(job)).toBe('completed');
    const { tasks, script } = await edit(story.farm, job, { frames: '1-10' });
    expect([tasks, script]).toEqual([
      { kept: 3, again: 0, changed: 1, added: 2, done: 0, removed: 0, stopped: 0 },
      'same',
    ]);
    expect(await namesAndStatuses(story.farm, job)).toEqual([
      ...['render-1,2 completed', 'render-3,4 completed', 'render-5,6 completed', 'render-7,8 queued'],
      ...['render-9,10 queued', 'preview-video queued'],
    ]);
    const after = await withPresentTasks(story.farm, job);
    const { commands } = await fetchTask(story.farm, uuidOf(after, 'preview-video'));
    expect(commands[0]?.parameters?.['outputFile']).toMatch(/\/010-1-10\.mp4$/);
    const order = [await story.render(nora, after), await story.render(nora, after), await story.render(nora, after)];
    expect(order).toEqual(['render-7,8', 'render-9,10', 'preview-video']);
    expect(await story.farm.job(job.uuid)).toMatchObject({ status: 'completed', stepsTotal: 11, stepsCompleted: 11 });
  });

  it('another device: everything is rendered again, into the same folder, and who is at it stops', async () => {
    const { farm } = story;
    const job = await submitWith(farm, 'blender-animation', SETTINGS);
    const [nora, otto] = await story.workers('nora', 'otto');
    await story.render(nora, job);
    await story.fetch(otto);
    await farm.clock.advance(3_600_000);
    const { render_output_path: folder } = (await farm.job(job.uuid)).settings;
    const { tasks } = await edit(farm, job, { device: 'CPU', overwrite_existing: true });
    expect(tasks).toEqual({ kept: 1, again: 0, changed: 3, added: 0, done: 0, removed: 0, stopped: 1 });
    expect(await story.tasksOf(job)).toBe('queued queued queued queued');
    expect((await withPresentTasks(farm, job)).tasks).toEqual(job.tasks);
    const given = JSON.stringify(await argumentsOf(story, job, 'render-1,2'));
    expect(given).toMatch(/choose_device\('CPU'.*use_overwrite = True|use_overwrite = True.*choose_device\('CPU'/);
    expect(given).toContain(folder);
    expect(folder).not.toContain('{timestamp}');
  });

  it('what Blender worked out at submission cannot be edited, and what has no effect after that says so', async () => {
    const job = await submitWith(story.farm, 'blender-animation', SETTINGS);
    const path = edit(story.farm, job, { render_output_path: '/elsewhere/######' });
    expect(await refusalOf(path)).toMatchObject({ problems: [expect.stringContaining('"render_output_path"')] });
    const { tasks, warnings } = await edit(story.farm, job, { render_output_root: '/elsewhere' });
    expect(tasks).toMatchObject({ kept: 4, changed: 0 });
    expect(warnings).toEqual([expect.stringContaining('no task is another')]);
  });

  it('other chunks: what is rendered is not rendered again, and the rest starts where the job is started again', async () => {
    const job = await submitWith(story.farm, 'blender-animation', { ...SETTINGS, frames: '1-10' });
    const [nora] = await story.workers('nora');
    for (const _ of ['render-1,2', 'render-3,4', 'render-5,6']) await story.render(nora, job);
    await story.setJob(job, 'paused');
    const would = await edit(story.farm, job, { chunk_size: 4 }, { isDryRun: true });
    const did = await edit(story.farm, job, { chunk_size: 4 });
    expect(did).toEqual(would);
    expect(did.tasks).toEqual({ kept: 2, again: 0, changed: 0, added: 1, done: 1, removed: 4, stopped: 0 });
    expect(did.warnings.at(-1)).toMatch(/rendered again.*: 5-6;/);
    expect(await namesAndStatuses(story.farm, job)).toEqual([
      ...['render-1-4 completed', 'render-5-8 paused', 'render-9,10 paused', 'preview-video paused'],
    ]);
    expect(await story.farm.job(job.uuid)).toMatchObject({ stepsTotal: 11, stepsCompleted: 4 });
    await story.setJob(job, 'queued');
    expect(await story.render(nora, await withPresentTasks(story.farm, job))).toBe('render-5-8');
  });

  it('other chunks of a finished job: everything is done, and stays so in single frames', async () => {
    const job = await submitWith(story.farm, 'blender-animation', SETTINGS);
    const [nora] = await story.workers('nora');
    for (let task = 1; task <= 4; task += 1) await story.render(nora, job);
    const { tasks, warnings } = await edit(story.farm, job, { chunk_size: 6 });
    expect(tasks).toEqual({ kept: 1, again: 0, changed: 0, added: 0, done: 1, removed: 3, stopped: 0 });
    expect(warnings.join()).not.toContain('rendered');
    expect((await edit(story.farm, job, { chunk_size: 1 })).tasks).toMatchObject({ kept: 1, added: 0, done: 6 });
    expect(new Set((await story.tasksOf(job)).split(' '))).toEqual(new Set(['completed']));
    expect(await story.farm.job(job.uuid)).toMatchObject({ status: 'completed', stepsTotal: 7, stepsCompleted: 7 });
  });

  it('other chunks and another device: the images would be others, so all is rendered again', async () => {
    const job = await submitWith(story.farm, 'blender-animation', SETTINGS);
    const [nora] = await story.workers('nora');
    await story.render(nora, job);
    const { tasks } = await edit(story.farm, job, { chunk_size: 6, device: 'CPU' });
    expect(tasks).toEqual({ kept: 1, again: 0, changed: 0, added: 1, done: 0, removed: 3, stopped: 0 });
  });

  it('another range: probes of frames that are rendered are done, whatever their tasks are called', async () => {
    const job = await submitWith(story.farm, 'render-with-probe', { ...SETTINGS, chunk_size: 1, preview_video: false });
    const [nora] = await story.workers('nora');
    for (let task = 1; task <= 6; task += 1) await story.render(nora, job);
    const { tasks } = await edit(story.farm, job, { frames: '1-5' });
    expect(tasks).toMatchObject({ kept: 4, again: 0, added: 0, done: 1, removed: 2 });
    expect(await namesAndStatuses(story.farm, job)).toEqual([
      ...['probe-1 completed', 'probe-3 completed', 'probe-5 completed', 'render-2 completed', 'render-4 completed'],
    ]);
  });

  it('chunks of a program of which nobody knows what it makes: the edit says that completed work may be done again', async () => {
    const job = await submitWith(story.farm, 'command', {
      ...{ program: 'tool', arguments: '{frames}', run_for: 'Frames', frames: '1-4', chunk_size: 1 },
    });
    const nora = await story.farm.storeWorker('nora', { taskTypes: ['misc'] });
    await story.render(nora, job);
    const { tasks, warnings } = await edit(story.farm, job, { chunk_size: 2 }, { isDryRun: true });
    expect(tasks).toMatchObject({ added: 2, done: 0, removed: 4 });
    expect(warnings).toEqual([expect.stringMatching(/^1 completed task is removed/)]);
  });

  it('a task that failed stays failed if the edit does not concern it, with its list', async () => {
    const job = await submitWith(story.farm, 'blender-animation', { ...SETTINGS, frames: '1-40' });
    const [nora] = await story.workers('nora');
    await story.spoil(nora, job);
    expect(await story.statusOf(job)).toBe('active');
    await edit(story.farm, job, { frames: '1-38' });
    expect((await namesAndStatuses(story.farm, job))[0]).toBe('render-1,2 failed');
    expect(await story.failedBy(job, 'render-1,2')).toEqual(['nora']);
  });

  it('frame order: the places change, nothing is rendered again, and the farm goes on in the new order', async () => {
    const job = await submitWith(story.farm, 'blender-animation', SETTINGS);
    const [nora] = await story.workers('nora');
    const { tasks } = await edit(story.farm, job, { frame_order: 'Backward' });
    expect(tasks).toEqual({ kept: 4, again: 0, changed: 0, added: 0, done: 0, removed: 0, stopped: 0 });
    expect(await story.fetch(nora)).toBe('render-5,6');
  });

  it('approval after the probe can be wished for and waived while the probe renders', async () => {
    const job = await submitWith(story.farm, 'render-with-probe', { ...SETTINGS, chunk_size: 10 });
    const nora = await story.farm.storeWorker('nora', { taskTypes: ['blender', 'misc'] });
    await story.fetch(nora);
    expect((await edit(story.farm, job, { pause_after_probe: true })).tasks).toMatchObject({ added: 1, stopped: 0 });
    let now = await withPresentTasks(story.farm, job);
    await story.complete(nora, now, 'probe-1');
    for (const _ of ['probe', 'probe', 'approval']) await story.render(nora, now);
    expect(await story.statusOf(job)).toBe('paused');
    await edit(story.farm, job, { pause_after_probe: false });
    now = await withPresentTasks(story.farm, job);
    expect(now.tasks).not.toHaveProperty('approval');
    await story.setJob(job, 'queued');
    expect(await story.render(nora, now)).toMatch(/^render-/);
  });
});

const echoing = (text: string, { priority = 50, pause = false } = {}) => `
const JOB_TYPE = { label: 'Echo', settings: [{ key: 'message', type: 'string', default: 'hi' }] };
function compileJob(job) {
  for (const name of ['one', 'two']) {
    const task = author.Task(name, 'misc');
    task.priority = ${priority};
    task.pauseJobAfter = ${pause} && name === 'one';
    task.addCommand(author.Command('echo', { message: name === 'one' ? job.settings.message : '${text}', extra: 1 }));
    job.addTask(task);
  }
}`;

forEachFarm(
  (story) => {
    it('a script that is another by now does not change tasks unnoticed', async () => {
      const job = await submitWith(story.farm, 'our-echo', {});
      await writeFile(path.join(story.farm.scriptsFolder, 'our_echo.js'), echoing('much louder', { priority: 70 }));
      const attempt = await refusalOf(edit(story.farm, job, { message: 'ho' }));
      expect(attempt).toMatchObject({ kind: 'conflict', tag: 'bad-submission' });
      expect('problems' in attempt && attempt.problems).toEqual([
        expect.stringMatching(/"our-echo" is not the one .* dry_run=true .* accept_other_script: true/),
      ]);
      const would = await edit(story.farm, job, { message: 'ho' }, { isDryRun: true });
      expect(would).toMatchObject({ script: 'changed', tasks: { changed: 2 } });
      expect(would.warnings).toEqual([expect.stringContaining('is not the one that made the tasks')]);
      const done = await edit(story.farm, job, { message: 'ho' }, { acceptsOtherScript: true });
      expect(done.tasks).toMatchObject({ changed: 2 });
      expect((await edit(story.farm, job, { message: 'hey' })).script).toBe('same');
      const { priority } = await story.farm.task(uuidOf(job, 'one'));
      expect(priority).toBe(70);
    });

    it('after which task the job waits is edited too, for tasks that stay', async () => {
      const job = await submitWith(story.farm, 'our-echo', {});
      await writeFile(path.join(story.farm.scriptsFolder, 'our_echo.js'), echoing('loud', { pause: true }));
      const { tasks } = await edit(story.farm, job, { message: 'hi' }, { acceptsOtherScript: true });
      expect(tasks).toMatchObject({ kept: 2 });
      const nora = await story.farm.storeWorker('nora', { taskTypes: ['misc'] });
      await story.render(nora, job);
      expect(await story.statusOf(job)).toBe('paused');
    });

    it('of a job of Flamenco 3 nobody knows the script: its commands count for what they mean, and it says so', async () => {
      const job = await submitWith(story.farm, 'our-echo', {});
      const otherwise = (message: string) =>
        `[{"parameters":{"extra":1,"message":"${message}"},"total_step_count":0,"name":"echo"}]`;
      await story.farm.db.transact(async (tx) => {
        await tx.q.updateTable('jobs').set({ script_digest: null }).where('id', '=', job.id).execute();
        for (const [name, message] of [
          ['one', 'hi'],
          ['two', 'loud'],
        ] as const) {
          const { id } = await story.farm.task(uuidOf(job, name));
          const commands = otherwise(message);
          await tx.q.updateTable('task_commands').set({ commands }).where('task_id', '=', id).execute();
        }
      });
      const { tasks, script, warnings } = await edit(story.farm, job, { message: 'ho' });
      expect([tasks, script]).toEqual([
        { kept: 1, again: 0, changed: 1, added: 0, done: 0, removed: 0, stopped: 0 },
        'unknown',
      ]);
      expect(warnings).toEqual([expect.stringContaining('nobody knows whether the script')]);
      expect((await story.farm.db.read((reader) => findJob(reader, job.uuid)))?.warnings).toEqual([]);
      expect(await edit(story.farm, job, { message: 'hey' })).toMatchObject({ script: 'same', tasks: { kept: 1 } });
    });
  },
  {},
  { 'our_echo.js': echoing('loud') },
);
