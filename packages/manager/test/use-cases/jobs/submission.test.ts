import { expect, it } from '@jest/globals';
import type { Schemas } from '@flamenco/api';
import { checkJob } from '../../../src/farm/use-cases/jobs/check-job.js';
import { fetchJobType, listJobs, listJobTasks } from '../../../src/farm/use-cases/jobs/job-queries.js';
import { submitJob } from '../../../src/farm/use-cases/jobs/submit-job.js';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import { fetchTask } from '../../../src/farm/use-cases/tasks/task-queries.js';
import { configOf } from '../../support/config.js';
import { forEachFarm, refusalOf } from '../../support/story.js';
import { STORY_JOB_TYPE } from '../../support/story-job-type.js';

type Submitted = Schemas['SubmittedJob'];

const JOB: Submitted = {
  ...{ name: 'shot 010', type: 'story', priority: 50, submitter_platform: 'linux' },
  settings: { frames: '1-10' },
};
const TAG = '7c1f1f0e-0000-4000-8000-000000000000';
const NOBODY = '9b1f1f0e-0000-4000-8000-000000000000';

const by = (userAgent: string, job: Submitted, clientAddress = '10.0.0.1') => ({ job, clientAddress, userAgent });
const sent = (change: Partial<Submitted> = {}) => by('curl/8', { ...JOB, ...change });
const withSettings = (settings: Record<string, unknown>) => sent({ settings: { frames: '1-10', ...settings } });

const VARIABLES = `
variables:
  film:
    is_twoway: true
    values:
      - {platform: windows, value: 'R:/jobs'}
      - {platform: linux, value: /mnt/jobs}
`;

/** What the story job type makes, and what is wrong with that. */
const BAD_SHAPES = {
  empty: 'the job type made no tasks for this job, so there would be nothing to do',
  cycle: 'these tasks wait for each other, so none of them could start: "render" → "video"',
  foreign: 'task "video" depends on a task that is not part of the job',
  repeated: 'task "video" depends on task "render" more than once',
  twice: 'the tasks "render" and "render" are the same task; add each task to the job once',
  thrown: 'the scene has no camera',
};

forEachFarm(
  (story) => {
    it('a job is stored as its script made it, and everybody hears of it (02 §4.1, 04 §8)', async () => {
      const metadata = { project: 'Sprite Fright' };
      const job = await submitJob(story.farm, sent({ metadata, settings: { frames: '1-10', chunk_size: 2 } }));
      expect(job).toMatchObject({
        ...{ name: 'shot 010', type: 'story', priority: 50, status: 'queued', activity: '', warnings: [] },
        ...{ settings: { frames: '1-10', chunk_size: 2, format: 'PNG', shape: 'line' }, metadata },
        // A command without steps counts as one.
        ...{ stepsCompleted: 0, stepsTotal: 10, workerTagId: undefined },
        ...{ createdAt: story.farm.clock.now(), updatedAt: story.farm.clock.now() },
      });
      const tasks = await listJobTasks(story.farm, job.uuid);
      expect(
        tasks.map(({ name, type, status, indexInJob, stepsTotal }) => [name, type, status, indexInJob, stepsTotal]),
      ).toEqual([
        ['render', 'blender', 'queued', 1, 5],
        ['video', 'ffmpeg', 'queued', 2, 5],
      ]);
      const { commands } = await fetchTask(story.farm, tasks[0]?.uuid ?? '');
      expect(commands).toEqual([
        { name: 'echo', parameters: { message: 'render' }, totalStepCount: 0 },
        { name: 'frames', parameters: { file: '' }, totalStepCount: 4 },
      ]);
      const [event] = story.farm.events.all;
      expect(story.farm.events.all).toHaveLength(1);
      expect(event?.payload).toMatchObject({ id: job.uuid, status: 'queued', steps_total: 10, refresh_tasks: false });
      expect(event?.payload).not.toHaveProperty('previous_status');
    });

    it('settings of yesterday are refused, those without a date are taken with a warning in the log (02 §4.1, 04 §7.1)', async () => {
      const { etag } = await fetchJobType(story.farm, 'story');
      await submitJob(story.farm, sent({ type_etag: etag }));
      const refusal = await refusalOf(submitJob(story.farm, sent({ type_etag: 'yesterday' })));
      expect(refusal).toEqual({ kind: 'conflict', tag: 'outdated-job-type' });
      expect(await refusalOf(checkJob(story.farm, sent({ type_etag: 'yesterday' }), LENIENT))).toEqual(refusal);
      await submitJob(story.farm, sent({ type_etag: '' }));
      const warned = story.farm.consoleLines.filter(({ msg }) => String(msg).includes('without job type etag'));
      expect(warned).toHaveLength(1);
      expect(await listJobs(story.farm)).toHaveLength(2);
    });

    it('a job type that is unknown or broken is refused', async () => {
      const tags = [];
      for (const type of ['nothing', 'broken']) tags.push(await refusalOf(submitJob(story.farm, sent({ type }))));
      expect(tags).toMatchObject([
        { kind: 'invalid', tag: 'unknown-job-type', name: 'nothing' },
        { kind: 'invalid', tag: 'broken-job-type' },
      ]);
    });

    it('what is questionable is taken, and said in the answer, the activity and the log (D3.4)', async () => {
      const settings = { chunk_size: 0, format: 'GIF', renderer: 'cycles', shape: null };
      const job = await submitJob(story.farm, sent({ settings }));
      expect(job.warnings).toHaveLength(4);
      for (const setting of ['chunk_size', 'format', 'renderer', 'frames']) {
        expect(job.warnings.filter((warning) => warning.includes(`"${setting}"`))).toHaveLength(1);
        expect(job.activity).toContain(`"${setting}"`);
      }
      expect(job.settings).toEqual({ chunk_size: 0, format: 'GIF', renderer: 'cycles', shape: 'line' });
      expect(
        story.farm.consoleLines.filter(({ msg }) => msg === 'a setting of a submitted job is questionable'),
      ).toHaveLength(4);
      const strict = await refusalOf(checkJob(story.farm, sent({ settings }), { isStrict: true }));
      expect(strict).toMatchObject({ kind: 'invalid', tag: 'bad-submission', problems: { length: 4 } });
    });

    it('settings get their types where that is possible, else the job is refused (D3.4)', async () => {
      const job = await submitJob(story.farm, withSettings({ chunk_size: '2.5', format: 7 }));
      expect(job.settings).toMatchObject({ chunk_size: 2, format: '7' });
      const refusal = await refusalOf(submitJob(story.farm, withSettings({ chunk_size: 'many' })));
      expect(refusal).toMatchObject({ kind: 'invalid', tag: 'bad-submission' });
      expect(refusal).toHaveProperty('problems', [expect.stringContaining('"chunk_size"')]);
    });

    it('a job whose tasks could not all run is refused, also by a check (04 §7.4, §8, D3.4)', async () => {
      for (const [shape, problem] of Object.entries(BAD_SHAPES)) {
        const refusals = [
          await refusalOf(submitJob(story.farm, withSettings({ shape }))),
          await refusalOf(checked(withSettings({ shape }))),
        ];
        for (const refusal of refusals) {
          expect(refusal).toMatchObject({ kind: 'invalid', tag: 'bad-submission' });
          expect(refusal).toHaveProperty('problems', [expect.stringContaining(problem)]);
        }
      }
      expect(await listJobs(story.farm)).toEqual([]);
      expect(story.farm.events.all).toEqual([]);
    });

    it('everything wrong with a submission is said at once', async () => {
      const job = { ...withSettings({ chunk_size: 'many', blendfile: 'shot.blend' }).job };
      const refusal = await refusalOf(
        submitJob(story.farm, sent({ ...job, worker_tag: NOBODY, initial_status: 'completed' })),
      );
      expect(refusal).toHaveProperty('problems', [
        expect.stringContaining('"chunk_size"'),
        expect.stringContaining('a job cannot start with status "completed"'),
        expect.stringContaining('setting "blendfile" is the relative path "shot.blend"'),
        expect.stringContaining(`there is no worker tag with the ID "${NOBODY}"`),
      ]);
    });

    it('a relative blend file is refused at submission, while a check knows only a placeholder (D10.4)', async () => {
      for (const blendfile of [
        '/render/shot.blend',
        'C:\\render\\shot.blend',
        '\\\\nas\\shot.blend',
        '{jobs}/a.blend',
        '',
      ]) {
        expect(await submitJob(story.farm, withSettings({ blendfile }))).toMatchObject({ settings: { blendfile } });
      }
      const placeholder = withSettings({ blendfile: 'dummy-for-job-check.blend' });
      await checkJob(story.farm, placeholder, LENIENT);
      expect(await refusalOf(submitJob(story.farm, placeholder))).toMatchObject({ tag: 'bad-submission' });
    });

    it('a job is for the Workers of its tag; none is known by an empty one (D2.17)', async () => {
      const [nora, hugo] = await story.workers('nora', 'hugo');
      const tagId = await story.tag(TAG, 'gpu', nora);
      expect(await submitJob(story.farm, sent({ worker_tag: '' }))).toMatchObject({ workerTagId: undefined });
      await story.farm.clock.advance(1);
      expect(await submitJob(story.farm, sent({ worker_tag: TAG, priority: 90 }))).toMatchObject({
        ...{ workerTagId: tagId, workerTagUuid: TAG },
      });
      const jobs = await listJobs(story.farm);
      const tasks = await Promise.all(jobs.map(({ uuid }) => listJobTasks(story.farm, uuid)));
      await story.fetch(hugo);
      await story.fetch(nora);
      expect((await fetchTask(story.farm, tasks[0]?.[0]?.uuid ?? '')).worker?.name).toBe('hugo');
      expect((await fetchTask(story.farm, tasks[1]?.[0]?.uuid ?? '')).worker?.name).toBe('nora');
    });

    it('a job starts queued or paused, and with no other status (D2.17)', async () => {
      const [nora] = await story.workers('nora');
      const paused = await submitJob(story.farm, sent({ initial_status: 'paused' }));
      expect([paused.status, paused.tally.queued]).toEqual(['paused', 2]);
      expect(await story.fetch(nora)).toBe('(nothing)');
      for (const initial_status of ['completed', 'under-construction', 'pause-requested', 'canceled'] as const) {
        expect(await refusalOf(submitJob(story.farm, sent({ initial_status })))).toMatchObject({
          tag: 'bad-submission',
        });
      }
      for (const initial_status of ['queued', 'active'] as const) {
        expect((await submitJob(story.farm, sent({ initial_status }))).status).toBe('queued');
      }
      expect(await story.fetch(nora)).toBe('render');
    });

    it('paths become variables of the platform that the job comes from, and paths again for a Worker (02 §4.1, 04 §7.1, 03 §5.4 rule 7)', async () => {
      const { variables } = configOf(VARIABLES);
      story.farm.config.replace({ ...story.farm.config.current(), variables });
      const settings = { frames: 'R:/jobs/frames.txt', blendfile: 'R:/jobs/shot.blend' };
      const submission = sent({ submitter_platform: 'windows', settings, metadata: { file: 'R:/jobs/shot.blend' } });
      const { settings: stored, metadata } = await submitJob(story.farm, submission);
      expect(stored).toMatchObject({ frames: '{film}/frames.txt', blendfile: '{film}/shot.blend' });
      expect(metadata).toEqual({ file: '{film}/shot.blend' });
      const [nora] = await story.workers('nora');
      const found = await scheduleTask(story.farm, { workerId: nora.id, waitMs: 0, signal: undefined });
      expect(found).toHaveProperty('assigned.commands.1.parameters', { file: '/mnt/jobs/shot.blend' });
    });

    it('a check stores nothing and tells nobody (02 §4.2)', async () => {
      await checked(sent());
      await checked(sent({ initial_status: 'paused' }));
      expect(await listJobs(story.farm)).toEqual([]);
      expect(story.farm.events.all).toEqual([]);
      expect((await refusalOf(checked(sent({ worker_tag: NOBODY })))).tag).toBe('bad-submission');
    });

    it('the original add-on that sends a job twice gets one job, and the same answer (D10.5)', async () => {
      const addon = 'Flamenco/3.9-beta1 (Blender add-on)';
      const [one, two] = await Promise.all([
        submitJob(story.farm, by(addon, JOB)),
        submitJob(story.farm, by(addon, { ...JOB, priority: 50 })),
      ]);
      expect(two).toEqual(one);
      const different = [
        by(addon, { ...JOB, name: 'shot 020' }),
        by(addon, { ...JOB, settings: { frames: '1-11' } }),
        by(addon, JOB, '10.0.0.2'),
      ];
      for (const submission of different) await submitJob(story.farm, submission);
      await story.farm.clock.advance(1_999);
      expect(await submitJob(story.farm, by(addon, JOB))).toEqual(one);
      await story.farm.clock.advance(1);
      expect((await submitJob(story.farm, by(addon, JOB))).uuid).not.toBe(one.uuid);
      expect(await listJobs(story.farm)).toHaveLength(5);
    });

    it('a submission that was refused may come again at once (D10.5)', async () => {
      const addon = 'Flamenco/3.9-beta1 (Blender add-on)';
      const bad = by(addon, { ...JOB, worker_tag: TAG });
      await refusalOf(submitJob(story.farm, bad));
      await story.tag(TAG, 'gpu');
      expect(await submitJob(story.farm, bad)).toMatchObject({ workerTagUuid: TAG });
    });

    it('other clients get as many jobs as they ask for (D10.5)', async () => {
      await submitJob(story.farm, sent());
      await submitJob(story.farm, sent());
      await submitJob(story.farm, by('Flamenco/4.0.0 (Blender add-on)', JOB));
      expect(await listJobs(story.farm)).toHaveLength(3);
    });

    const LENIENT = { isStrict: false };
    const checked = (submission: ReturnType<typeof sent>) => checkJob(story.farm, submission, LENIENT);
  },
  {},
  STORY_JOB_TYPE,
);
