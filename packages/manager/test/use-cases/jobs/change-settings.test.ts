import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { fetchTask } from '../../../src/farm/use-cases/tasks/task-queries.js';
import { mayWorkerRun } from '../../../src/farm/use-cases/tasks/may-worker-run.js';
import type { StoredJob } from '../../support/builders.js';
import { checkInvariants } from '../../support/check-invariants.js';
import { edit, namesAndStatuses, submitWith, withPresentTasks } from '../../support/edit-story.js';
import { forEachFarm, refusalOf, uuidOf } from '../../support/story.js';
import type { Story } from '../../support/story.js';

/** A job type whose jobs have the tasks that their setting says. */
const PLANNED = `
const JOB_TYPE = {
  label: 'Planned',
  settings: [
    { key: 'plan', type: 'string', required: true },
    { key: 'take', type: 'int32', default: 1, visible: 'submission' },
    { key: 'output', type: 'string', editable: false },
    { key: 'extension', type: 'string', visible: 'hidden' },
  ],
};
function compileJob(job) {
  const made = {};
  for (const { name, type = 'blender', say = name, after = [], priority = 50, steps = 1, pause = false } of JSON.parse(job.settings.plan)) {
    const task = author.Task(name, type);
    task.priority = priority;
    task.pauseJobAfter = pause;
    task.addCommand(author.Command('echo', { message: say + ' take ' + job.settings.take, job: job.jobID }, steps));
    for (const other of after) task.addDependency(made[other]);
    job.addTask(task);
    made[name] = task;
  }
}`;

interface Planned {
  readonly name: string;
  readonly type?: string;
  readonly say?: string;
  readonly after?: readonly string[];
  readonly priority?: number;
  readonly steps?: number;
  readonly pause?: boolean;
}

const frames = (...numbers: readonly number[]): Planned[] => numbers.map((number) => ({ name: `frame ${number}` }));
const withVideo = (all: readonly Planned[]): Planned[] => [
  ...all,
  { name: 'video', type: 'ffmpeg', after: all.map(({ name }) => name) },
];
const another = (plan: readonly Planned[], name: string): Planned[] =>
  plan.map((task) => (task.name === name ? { ...task, say: `another ${name}` } : task));

const submit = ({ farm }: Story, plan: readonly Planned[], settings: object = {}): Promise<StoredJob> =>
  submitWith(farm, 'planned', { plan: JSON.stringify(plan), ...settings });

const replan = ({ farm }: Story, job: StoredJob, plan: readonly Planned[], isDryRun = false) =>
  edit(farm, job, { plan: JSON.stringify(plan) }, { isDryRun });

const NONE = { kept: 0, again: 0, changed: 0, added: 0, done: 0, removed: 0, stopped: 0 };

describe('the settings of a submitted job are edited', () => {
  forEachFarm(
    (story) => {
      it('more frames: what is completed and what runs stays, and the job goes on with the new ones', async () => {
        const job = await submit(story, withVideo(frames(1, 2, 3)));
        const [nora] = await story.workers('nora');
        await story.render(nora, job);
        await story.fetch(nora);
        const { tasks } = await replan(story, job, withVideo(frames(1, 2, 3, 4)));
        expect(tasks).toEqual({ ...NONE, kept: 4, added: 1 });
        expect(await namesAndStatuses(story.farm, job)).toEqual([
          ...['frame 1 completed', 'frame 2 active', 'frame 3 queued', 'frame 4 queued', 'video queued'],
        ]);
        const after = await withPresentTasks(story.farm, job);
        expect(uuidOf(after, 'frame 1')).toBe(uuidOf(job, 'frame 1'));
        await story.complete(nora, after, 'frame 2');
        expect([await story.render(nora, after), await story.render(nora, after)]).toEqual(['frame 3', 'frame 4']);
        expect(await story.render(nora, after)).toBe('video');
        expect(await story.statusOf(job)).toBe('completed');
      });

      it('a new task after which the job is to wait makes it wait', async () => {
        const job = await submit(story, frames(1, 2));
        const [nora] = await story.workers('nora');
        await replan(story, job, [{ name: 'approval', pause: true }, ...frames(1, 2)]);
        expect(await story.render(nora, await withPresentTasks(story.farm, job))).toBe('approval');
        expect(await story.statusOf(job)).toBe('paused');
      });

      it('other commands: the task is done again, so is what depends on it, and a Worker at it is stopped', async () => {
        const plan = withVideo(frames(1, 2));
        const job = await submit(story, plan);
        const [nora, otto] = await story.workers('nora', 'otto');
        await story.render(nora, job);
        await story.render(nora, job);
        await story.fetch(otto);
        expect(await namesAndStatuses(story.farm, job)).toEqual([
          'frame 1 completed',
          'frame 2 completed',
          'video active',
        ]);
        const { tasks } = await replan(story, job, another(plan, 'frame 2'));
        expect(tasks).toEqual({ ...NONE, kept: 1, changed: 1, again: 1, stopped: 1 });
        expect(await namesAndStatuses(story.farm, job)).toEqual([
          'frame 1 completed',
          'frame 2 queued',
          'video queued',
        ]);
        expect((await mayWorkerRun(story.farm, otto.id, uuidOf(job, 'video'))).outcome).not.toBe('yes');
        expect(story.log(job, 'video').at(-1)).toMatch(/To be done by the edited settings/);
        expect([await story.fetch(otto), await story.fetch(nora)]).toEqual(['frame 2', '(nothing)']);
        const { commands } = await fetchTask(story.farm, uuidOf(job, 'frame 2'));
        expect(commands).toMatchObject([{ parameters: { message: 'another frame 2 take 1', job: job.uuid } }]);
      });

      it('a completed job is queued again, and completed again when only the new tasks are done', async () => {
        const job = await submit(story, frames(1));
        const [nora] = await story.workers('nora');
        await story.render(nora, job);
        expect(await story.statusOf(job)).toBe('completed');
        await replan(story, job, frames(1, 2));
        expect(await story.statusOf(job)).toBe('queued');
        expect(await story.render(nora, await withPresentTasks(story.farm, job))).toBe('frame 2');
        expect(await story.statusOf(job)).toBe('completed');
        await replan(story, job, frames(2, 1));
        expect([await story.statusOf(job), await namesAndStatuses(story.farm, job)]).toEqual([
          'completed',
          ['frame 2 completed', 'frame 1 completed'],
        ]);
      });

      it('fewer frames: tasks vanish, completed and running ones too, and with the last open one the job is completed', async () => {
        const job = await submit(story, frames(1, 2, 3));
        const [nora, otto] = await story.workers('nora', 'otto');
        await story.render(nora, job);
        await story.render(nora, job);
        await story.fetch(otto);
        const { tasks } = await replan(story, job, frames(1));
        expect(tasks).toEqual({ ...NONE, kept: 1, removed: 2, stopped: 1 });
        expect((await mayWorkerRun(story.farm, otto.id, uuidOf(job, 'frame 3'))).outcome).not.toBe('yes');
        expect([await story.statusOf(job), await namesAndStatuses(story.farm, job)]).toEqual([
          'completed',
          ['frame 1 completed'],
        ]);
        expect(await story.farm.job(job.uuid)).toMatchObject({ stepsCompleted: 1, stepsTotal: 1 });
      });

      it.each([
        ['paused', 'paused', 'paused'],
        ['canceled', 'canceled', 'canceled'],
        ['failed', 'canceled', 'failed'],
      ] as const)('a job that is %s stays so: its new tasks are %s', async (status, fate, stays) => {
        const plan = frames(1, 2, 3);
        const job = await submit(story, plan);
        const [nora] = await story.workers('nora');
        await story.render(nora, job);
        await story.setJob(job, status);
        await replan(story, job, another(frames(1, 2, 3, 4), 'frame 1'));
        expect(await story.statusOf(job)).toBe(stays);
        expect(await namesAndStatuses(story.farm, job)).toEqual(
          [1, 2, 3, 4].map((number) => `frame ${number} ${fate}`),
        );
        expect(await story.fetch(nora)).toBe('(nothing)');
        await story.setJob(job, 'requeueing');
        expect(await story.tasksOf(job)).toBe('queued queued queued queued');
      });

      it('a job that is being paused is paused when its last running task is stopped', async () => {
        const job = await submit(story, frames(1, 2));
        const [nora] = await story.workers('nora');
        await story.fetch(nora);
        await story.setJob(job, 'pause-requested');
        await replan(story, job, another(frames(1, 2), 'frame 1'));
        expect([await story.statusOf(job), await story.tasksOf(job)]).toEqual(['paused', 'paused paused']);
      });

      it('whoever failed a task may try it again when it has other commands', async () => {
        const job = await submit(story, frames(1, 2));
        const [nora] = await story.workers('nora', 'otto');
        await story.spoil(nora, job);
        expect(await story.failedBy(job, 'frame 1')).toEqual(['nora']);
        await replan(story, job, another(frames(1, 2), 'frame 1'));
        expect(await story.failedBy(job, 'frame 1')).toEqual([]);
        expect(await story.fetch(nora)).toBe('frame 1');
      });

      it('tells everybody: the settings, the activity, warnings, an event, the log, and Workers that wait', async () => {
        const job = await submit(story, frames(1));
        const { warnings } = await edit(story.farm, job, { take: '3' });
        expect(warnings).toEqual([expect.stringContaining('"3" was taken as 3')]);
        const stored = await story.farm.job(job.uuid);
        expect(stored.settings).toMatchObject({ take: 3, plan: JSON.stringify(frames(1)) });
        expect([stored.activity, stored.warnings]).toEqual([
          `Setting edited: take; with warnings: ${warnings[0]}`,
          warnings,
        ]);
        expect(story.farm.events.of('job').at(-1)).toMatchObject({ id: job.uuid, refresh_tasks: true });
        expect(story.farm.consoleLines.at(-1)).toMatchObject({ msg: 'the settings of a job were edited', changed: 1 });
        await edit(story.farm, job, { take: null });
        expect((await story.farm.job(job.uuid)).settings).toMatchObject({ take: 1 });
      });

      it('a dry run tells the same and changes nothing', async () => {
        const job = await submit(story, frames(1, 2));
        const before = await story.farm.job(job.uuid);
        const { tasks } = await replan(story, job, frames(2, 3), true);
        expect(tasks).toEqual({ ...NONE, kept: 1, added: 1, done: 0, removed: 1 });
        expect([await story.farm.job(job.uuid), await namesAndStatuses(story.farm, job)]).toEqual([
          before,
          ['frame 1 queued', 'frame 2 queued'],
        ]);
      });

      it('refuses clearly, and the job stays as it was', async () => {
        const job = await submit(story, frames(1));
        const problems = async (attempt: Promise<unknown>) =>
          ((await refusalOf(attempt)) as { readonly problems?: readonly string[] }).problems;
        expect(await problems(edit(story.farm, job, { output: '/x', extension: '.png', colour: 'red' }))).toEqual([
          'setting "output" cannot be edited, it is worked out when a job is submitted',
          'setting "extension" cannot be edited, it is worked out when a job is submitted',
          'job type "planned" has no setting "colour"; only settings of the job type can be edited',
        ]);
        expect(await problems(edit(story.farm, job, {}))).toEqual([expect.stringContaining('name at least one')]);
        expect(await problems(edit(story.farm, job, { take: 'many' }))).toEqual([expect.stringContaining('"take"')]);
        expect(await problems(edit(story.farm, job, { plan: 'nonsense' }))).toEqual([
          expect.stringContaining('SyntaxError'),
        ]);
        expect(await problems(replan(story, job, []))).toEqual([expect.stringContaining('made no tasks')]);
        expect(await refusalOf(edit(story.farm, job, { take: 2 }, { typeEtag: 'old' }))).toMatchObject({
          tag: 'outdated-job-type',
        });
        expect(await namesAndStatuses(story.farm, job)).toEqual(['frame 1 queued']);
        const gone = await story.job({ tasks: [{ name: 'a' }] });
        expect(await refusalOf(edit(story.farm, gone, { take: 1 }))).toMatchObject({
          tag: 'unknown-job-type',
          name: 'test',
        });
        await requestDeletion(story.farm, job.uuid);
        expect(await problems(edit(story.farm, job, { take: 2 }))).toEqual([
          expect.stringContaining('going to be deleted'),
        ]);
      });

      it('a large job is changed as well, in its order', async () => {
        const numbers = Array.from({ length: 900 }, (_, index) => index + 1);
        const job = await submit(story, withVideo(frames(...numbers)));
        const [nora] = await story.workers('nora');
        await story.render(nora, job);
        const { tasks } = await replan(
          story,
          job,
          withVideo(frames(...numbers.slice(300), ...numbers.slice(0, 100), 901)),
        );
        // The command of the video does not name the frames, and it was not done yet.
        expect(tasks).toEqual({ ...NONE, kept: 701, added: 1, done: 0, removed: 200 });
        const list = await namesAndStatuses(story.farm, job);
        expect([list[0], list[600], list.at(-1)]).toEqual(['frame 301 queued', 'frame 1 completed', 'video queued']);
      });

      it('whatever is edited whenever, the farm stays sound', async () => {
        const [nora, otto] = await story.workers('nora', 'otto');
        const anyPlan = fc
          .array(fc.record({ name: fc.nat(5), say: fc.nat(2), type: fc.nat(1), steps: fc.nat(3), after: fc.nat(31) }), {
            minLength: 1,
            maxLength: 6,
          })
          .map((tasks) => {
            const names = tasks.map(
              ({ name }, index) => `${name}.${tasks.slice(0, index).filter((t) => t.name === name).length}`,
            );
            return tasks.map(({ say, type, steps, after }, index) => ({
              ...{ name: names[index] ?? '', say: `${say}`, type: type === 0 ? 'blender' : 'ffmpeg', steps },
              after: names.slice(0, index).filter((_, earlier) => (after >> earlier) & 1),
            }));
          });
        const anyDeed = fc.constantFrom('render', 'fetch', 'fail', 'pause', 'cancel', 'requeue', 'edit', 'edit');
        await fc.assert(
          fc.asyncProperty(anyPlan, fc.array(fc.tuple(anyDeed, anyPlan), { maxLength: 9 }), async (plan, deeds) => {
            let job = await submit(story, plan);
            for (const [deed, other] of deeds) {
              if (deed === 'render') await story.render(nora, job);
              if (deed === 'fetch') await story.fetch(otto);
              if (deed === 'fail') await story.spoil(nora, job);
              if (deed === 'pause') await story.setJob(job, 'pause-requested').catch(() => undefined);
              if (deed === 'cancel') await story.setJob(job, 'canceled').catch(() => undefined);
              if (deed === 'requeue') await story.setJob(job, 'requeueing').catch(() => undefined);
              if (deed === 'edit') await replan(story, job, other);
              job = await withPresentTasks(story.farm, job);
              await checkInvariants(story.farm.db);
            }
            await story.setJob(job, 'canceled').catch(() => undefined);
          }),
          { numRuns: process.env['SOAK'] ? 300 : 12 },
        );
      }, 120_000);
    },
    {},
    { 'planned.js': PLANNED },
  );
});
