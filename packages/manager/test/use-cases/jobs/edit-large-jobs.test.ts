import { expect, it } from '@jest/globals';
import { insertJob } from '../../../src/db/jobs.js';
import type { Reader } from '../../../src/db/transaction.js';
import { stagingSteps } from '../../../src/db/staged-tasks.js';
import type { Farm } from '../../../src/farm/farm.js';
import { listJobs, listJobTasks } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { mayWorkerRun } from '../../../src/farm/use-cases/tasks/may-worker-run.js';
import { removeUnfinishedJobs } from '../../../src/farm/use-cases/upkeep/repair-stuck-jobs.js';
import { EMPTY_TALLY } from '../../../src/farm/rules/tally.js';
import { edit, namesAndStatuses, submitWith, withPresentTasks } from '../../support/edit-story.js';
import { meanwhile } from '../../support/meanwhile.js';
import { forEachFarm, refusalOf, uuidOf } from '../../support/story.js';

/** Frames that wait for the one before them where wanted, and a video of all. */
const FILM = `
const JOB_TYPE = {
  label: 'Film',
  settings: [
    { key: 'first', type: 'int32', default: 1 },
    { key: 'last', type: 'int32', default: 900 },
    { key: 'name', type: 'string', default: 'frame' },
    { key: 'format', type: 'string', default: 'PNG' },
    { key: 'in_turn', type: 'bool', default: false },
  ],
};
function compileJob(job) {
  const { first, last, name, format, in_turn } = job.settings;
  const video = author.Task('video', 'ffmpeg');
  video.addCommand(author.Command('echo', { message: 'video' }));
  let before;
  for (let frame = first; frame <= last; frame += 1) {
    const task = author.Task(name + ' ' + frame, 'blender');
    task.addCommand(author.Command('echo', { message: format + ' ' + frame }));
    if (in_turn && before) task.addDependency(before);
    video.addDependency(task);
    job.addTask(task);
    before = task;
  }
  job.addTask(video);
}`;

const UUID = (number: number) => `7f3c1c52-8f6e-4e0f-9f57-${String(number).padStart(12, '0')}`;

forEachFarm(
  (story) => {
    it('many frames more: they come all at once, and others are served while they are stored', async () => {
      const { farm } = story;
      const [nora] = await story.workers('nora');
      const job = await submitWith(farm, 'film', { last: 10 });
      for (let frame = 1; frame <= 10; frame += 1) await story.render(nora, job);
      await story.job({ name: 'other', priority: 90, tasks: [{ name: 'small' }] });
      farm.events.clear();
      const [{ tasks }, fetched] = await Promise.all([edit(farm, job, { last: 900 }), story.fetch(nora)]);
      expect([tasks.kept, tasks.added, fetched]).toEqual([11, 890, 'small']);
      const lists = farm.events.of('job').filter(({ id }) => id === job.uuid);
      expect(lists).toMatchObject([{ steps_total: 901, steps_completed: 10, refresh_tasks: true }]);
      const list = await namesAndStatuses(farm, job);
      expect([list[9], list[10], list.at(-1)]).toEqual(['frame 10 completed', 'frame 11 queued', 'video queued']);
      expect(await farm.job(job.uuid)).toMatchObject({ tally: { queued: 891, completed: 10 } });
      expect((await listJobs(farm)).map(({ name }) => name).sort()).toEqual(['other', 'shot 010']);
    });

    it('all frames replaced by others that wait for each other: nothing of the old ones stays, not even times', async () => {
      const { farm } = story;
      const [nora, otto] = await story.workers('nora', 'otto');
      const job = await submitWith(farm, 'film', {});
      await story.fetch(nora);
      await farm.clock.advance(5_000);
      await story.complete(nora, job, 'frame 1');
      await story.fetch(otto);
      const { tasks } = await edit(farm, job, { name: 'picture', in_turn: true });
      expect(tasks).toEqual({ kept: 1, again: 0, changed: 0, added: 900, done: 0, removed: 900, stopped: 1 });
      expect(
        await mayWorkerRun(farm, otto.id, uuidOf(job, 'frame 2')).then(
          ({ outcome }) => outcome,
          () => 'gone',
        ),
      ).not.toBe('yes');
      expect(await farm.job(job.uuid)).toMatchObject({ stepsCompleted: 0, stepsTotal: 901, tally: { queued: 901 } });
      const times = await farm.db.read((reader) => reader.q.selectFrom('job_times').selectAll().execute());
      expect(times).toEqual([]);
      const now = await withPresentTasks(farm, job);
      expect([await story.fetch(nora), await story.fetch(otto)]).toEqual(['picture 1', '(nothing)']);
      await story.complete(nora, now, 'picture 1');
      expect(await story.fetch(otto)).toBe('picture 2');
    });

    it('half of the frames and the others in another format: what was done of the removed ones is counted no more', async () => {
      const { farm } = story;
      const [nora] = await story.workers('nora');
      const job = await submitWith(farm, 'film', { last: 1300 });
      for (let frame = 1; frame <= 3; frame += 1) await story.render(nora, job);
      const { tasks } = await edit(farm, job, { first: 2, last: 700, format: 'JPEG' });
      expect(tasks).toEqual({ kept: 1, again: 0, changed: 699, added: 0, done: 0, removed: 601, stopped: 0 });
      expect(await farm.job(job.uuid)).toMatchObject({ stepsCompleted: 0, tally: { queued: 700, completed: 0 } });
      const [first] = await listJobTasks(farm, job.uuid);
      expect(first?.uuid).toBe(uuidOf(job, 'frame 2'));
    });

    it('frames that are rendered up to the last moment, when all is prepared: they are judged as they are then', async () => {
      const { farm } = story;
      const [nora, otto] = await story.workers('nora', 'otto');
      const job = await submitWith(farm, 'film', {});
      let rendered = 0;
      const transact: Farm['db']['transact'] = async (change) => {
        if ((await farm.job(job.uuid)).settings['format'] !== 'JPEG') {
          await story.render(nora, job);
          rendered += 1;
        }
        return await farm.db.transact(change);
      };
      const db = {
        dialect: farm.db.dialect,
        read: <Result>(ask: (reader: Reader) => Promise<Result>) => farm.db.read(ask),
        transact,
        tryWriting: () => farm.db.tryWriting(),
        breathe: () => farm.db.breathe(),
        close: () => farm.db.close(),
      };
      await story.fetch(otto);
      const { tasks } = await edit({ ...farm, db }, job, { first: 2, format: 'JPEG' });
      expect(rendered).toBeGreaterThan(5);
      expect(tasks).toMatchObject({ kept: 1, changed: 899, removed: 1, stopped: 1 });
      expect(await farm.job(job.uuid)).toMatchObject({ stepsCompleted: 0, tally: { queued: 900, completed: 0 } });
      expect(await story.fetch(nora)).toBe('frame 2');
    });

    it('a job that somebody else edits meanwhile is not edited over that', async () => {
      const { farm } = story;
      const job = await submitWith(farm, 'film', { last: 2 });
      const late = meanwhile(
        farm,
        (slow) => edit(slow, job, { last: 700 }),
        () => edit(farm, job, { last: 3 }),
      );
      expect(await refusalOf(late)).toMatchObject({
        kind: 'conflict',
        problems: [expect.stringContaining('somebody else')],
      });
      expect(await namesAndStatuses(farm, job)).toEqual([
        ...['frame 1 queued', 'frame 2 queued', 'frame 3 queued', 'video queued'],
      ]);
    });

    it('what a crash leaves of an edit is removed at the next start, and the job is as it was', async () => {
      const { farm } = story;
      const job = await submitWith(farm, 'film', { last: 2 });
      const hidden = { name: 'shot 010', type: 'film', priority: 0, activity: '', settings: {}, metadata: {} };
      const [nora] = await story.workers('nora');
      await story.render(nora, job);
      const { id: known } = await farm.task(uuidOf(job, 'frame 2'));
      const stage = await farm.db.transact((tx) =>
        insertJob(tx, {
          ...{ ...hidden, uuid: UUID(0), status: 'under-construction', warnings: [] },
          ...{ stepsTotal: 0, tally: EMPTY_TALLY },
        }),
      );
      const tasks = [1, 2, 3].map((index) => ({
        ...{ uuid: UUID(index), name: `frame ${index}`, type: 'blender', priority: 50, stepsTotal: 1 },
        ...{ index, commands: '[]' },
      }));
      const edges = [
        [UUID(1), known],
        [UUID(2), UUID(1)],
      ] as const;
      for (const step of stagingSteps(stage, { tasks, edges }, new Map())) await farm.db.transact(step);
      await story.render(nora, job);
      await removeUnfinishedJobs(farm);
      expect(await namesAndStatuses(farm, job)).toEqual(['frame 1 completed', 'frame 2 completed', 'video queued']);
      expect(await farm.task(UUID(1))).toBeUndefined();
    });
  },
  {},
  { 'film.js': FILM },
);
