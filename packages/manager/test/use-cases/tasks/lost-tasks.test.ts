import { expect, it } from '@jest/globals';
import { requestDeletion } from '../../../src/farm/use-cases/jobs/request-deletion.js';
import { checkTimeouts } from '../../../src/farm/use-cases/upkeep/check-timeouts.js';
import { processDeletions } from '../../../src/farm/use-cases/upkeep/process-deletions.js';
import { repairStuckJobs } from '../../../src/farm/use-cases/upkeep/repair-stuck-jobs.js';
import { changeState } from '../../../src/farm/use-cases/workers/change-state.js';
import { deleteWorker } from '../../../src/farm/use-cases/workers/delete-worker.js';
import { pollState } from '../../../src/farm/use-cases/workers/poll-state.js';
import { signOff } from '../../../src/farm/use-cases/workers/sign-off.js';
import { attemptsOfTask } from '../../support/attempts.js';
import type { StoredJob } from '../../support/builders.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, refusalOf, uuidOf } from '../../support/story.js';
import type { Story } from '../../support/story.js';
import { introduce } from '../workers/worker-story.js';

const MINUTE = 60_000;

/** What a Worker may still send about a task that it lost: also twice, as its queue does, and in any order. */
const LATE = [
  { activity: 'Progress' },
  { log: 'Fra:1' },
  { stepsCompleted: 2 },
  { taskStatus: 'completed', activity: 'Completed', stepsCompleted: 4 },
  { taskStatus: 'completed', activity: 'Completed', stepsCompleted: 4 },
  { taskStatus: 'active', activity: 'Started' },
  { taskStatus: 'failed', activity: 'Failed: killed' },
  { taskStatus: 'failed', activity: 'Failed: killed' },
  { taskStatus: 'queued' },
  { frameTimes: [{ frame: 1, durationMs: 2000 }] },
] as const;

interface Scene {
  readonly story: Story;
  readonly job: StoredJob;
  /** Has the task. */
  readonly nora: TestWorker;
}

/** How a Worker loses its task, and what the task is then. */
const LOSSES: readonly (readonly [string, string, (scene: Scene) => Promise<unknown>])[] = [
  ['a user canceled it', 'canceled', ({ story, job }) => story.setTask(job, 'chunk', 'canceled')],
  ['a user canceled its job', 'canceled', ({ story, job }) => story.setJob(job, 'cancel-requested')],
  ['a user failed its job', 'canceled', ({ story, job }) => story.setJob(job, 'failed')],
  ['its job is to be deleted', 'canceled', ({ story, job }) => requestDeletion(story.farm, job.uuid)],
  ['its Worker signed off', 'queued', ({ story, nora }) => signOff(story.farm, nora.id)],
  ['its Worker fell asleep', 'queued', ({ story, nora }) => changeState(story.farm, nora.id, 'asleep')],
  ['its Worker was deleted', 'queued', ({ story, nora }) => deleteWorker(story.farm, nora.uuid)],
  ['its Worker gave it back', 'queued', ({ story, nora, job }) => story.report(nora, job, 'chunk', GIVEN_BACK)],
  ['its Worker failed it', 'soft-failed', ({ story, nora, job }) => story.fail(nora, job, 'chunk')],
  ['its Worker completed it', 'completed', ({ story, nora, job }) => story.complete(nora, job, 'chunk')],
  ['its Worker was silent for too long', 'queued', (scene) => timeOut(scene, 2)],
  ['it was silent for too long, but not its Worker', 'soft-failed', (scene) => timeOut(scene, 11, true)],
  ['its job was paused, and its Worker signed off', 'paused', pauseAndLeave],
];

const GIVEN_BACK = { taskStatus: 'queued' } as const;

async function timeOut({ story: { farm }, nora }: Scene, minutes: number, isWorkerHeard = false): Promise<void> {
  await farm.clock.advance(minutes * MINUTE);
  if (isWorkerHeard) await pollState(farm, nora.id);
  await checkTimeouts(farm);
}

async function pauseAndLeave({ story, job, nora }: Scene): Promise<void> {
  await story.setJob(job, 'pause-requested');
  await signOff(story.farm, nora.id);
}

forEachFarm((story) => {
  /** All that is known of the job and its only task. */
  const known = async (job: StoredJob) => ({
    job: await story.farm.job(job.uuid),
    task: await story.task(job, 'chunk'),
    attempts: await story.farm.db.read((reader) => attemptsOfTask(reader, uuidOf(job, 'chunk'))),
  });

  /** Nobody but the log notices anything of what Nora sends. */
  const isRefused = async (nora: TestWorker, job: StoredJob) => {
    const before = await known(job);
    story.farm.events.clear();
    for (const update of LATE) {
      expect(await refusalOf(story.report(nora, job, 'chunk', update))).toMatchObject({ kind: 'conflict' });
    }
    expect(await known(job)).toEqual(before);
    expect([...story.farm.events.of('job'), ...story.farm.events.of('task')]).toEqual([]);
  };

  const begin = async () => {
    const [nora, hugo] = await story.workers('nora', 'hugo');
    const job = await story.job({ tasks: [{ name: 'chunk', steps: 4 }] });
    await story.fetch(nora);
    await story.report(nora, job, 'chunk', { taskStatus: 'active', activity: 'Started', stepsCompleted: 1 });
    return { job, nora, hugo };
  };

  it.each(LOSSES)('nothing that its Worker says of a task counts once %s (D2.3)', async (_, status, lose) => {
    const { job, nora } = await begin();
    await lose({ story, job, nora });
    expect(await story.tasksOf(job)).toBe(status);
    await isRefused(nora, job);
    // The Manager starts anew, and the Worker, which cannot know that, goes on.
    await repairStuckJobs(story.farm);
    await isRefused(nora, job);
  });

  it.each(LOSSES.filter(([, status]) => status === 'queued' || status === 'soft-failed'))(
    'the next Worker completes it undisturbed when %s (D2.3)',
    async (_, __, lose) => {
      const { job, nora, hugo } = await begin();
      await lose({ story, job, nora });
      await pollState(story.farm, hugo.id);
      expect(await story.fetch(hugo)).toBe('chunk');
      await isRefused(nora, job);
      await story.complete(hugo, job, 'chunk');
      await isRefused(nora, job);
      expect(await story.statusOf(job)).toBe('completed');
      expect((await story.task(job, 'chunk')).worker?.name).toBe('hugo');
    },
  );

  it('of a job that is gone there is no task to report about (03 §13 rule 7)', async () => {
    const { job, nora } = await begin();
    await requestDeletion(story.farm, job.uuid);
    await processDeletions(story.farm);
    for (const update of LATE) {
      expect(await refusalOf(story.report(nora, job, 'chunk', update))).toMatchObject({ kind: 'not-found' });
    }
  });

  it('a Worker that starts anew has its task still, and what it sent before that is no news (03 §5.2)', async () => {
    const { job, nora } = await begin();
    await introduce(story.farm, nora);
    await story.report(nora, job, 'chunk', { stepsCompleted: 2, activity: 'Progress' });
    await changeState(story.farm, nora.id, 'awake');
    expect(await story.render(nora, job)).toBe('chunk');
    expect(await story.statusOf(job)).toBe('completed');
  });

  it('steps that are told twice, or in another order, are those that were told last', async () => {
    const { job, nora } = await begin();
    for (const stepsCompleted of [3, 3, 2, 4, 1]) await story.report(nora, job, 'chunk', { stepsCompleted });
    expect((await story.farm.job(job.uuid)).stepsCompleted).toBe(1);
    await story.complete(nora, job, 'chunk');
    expect((await story.farm.job(job.uuid)).stepsCompleted).toBe(4);
  });
});
