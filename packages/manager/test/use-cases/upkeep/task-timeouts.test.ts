import { expect, it } from '@jest/globals';
import { attemptsOfTask } from '../../support/attempts.js';
import { checkTimeouts } from '../../../src/farm/use-cases/upkeep/check-timeouts.js';
import { mayWorkerRun } from '../../../src/farm/use-cases/tasks/may-worker-run.js';
import { meanwhile } from '../../support/meanwhile.js';
import { forEachFarm, refusalOf, uuidOf } from '../../support/story.js';
import type { StoredJob } from '../../support/builders.js';
import { consoleOf } from '../workers/worker-story.js';

const MINUTE = 60_000;

forEachFarm(
  (story) => {
    const pass = async (ms: number) => {
      await story.farm.clock.advance(ms);
      await checkTimeouts(story.farm);
    };
    const outcomes = async (job: StoredJob, task: string) => {
      const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuidOf(job, task)));
      return attempts.map(({ workerName, outcome, reason }) => `${workerName} ${outcome}: ${reason}`);
    };

    it('a task of which nothing was heard for too long is a failure of its Worker (03 §7.1, D2.8)', async () => {
      const { farm } = story;
      const job = await story.job({ tasks: [{ name: 'frame' }] });
      const [nora, hugo] = await story.workers('nora', 'hugo');
      await story.fetch(nora);
      await pass(10 * MINUTE - 1);
      expect(await story.tasksOf(job)).toBe('active');
      await pass(1);
      const activity = `Task timed out on worker nora (${nora.uuid})`;
      expect(await story.task(job, 'frame')).toMatchObject({ status: 'soft-failed', activity });
      expect(await story.failedBy(job, 'frame')).toEqual(['nora']);
      expect(await outcomes(job, 'frame')).toEqual([`nora timed-out: ${activity}`]);
      expect(story.log(job, 'frame').slice(2)).toEqual([
        'Task failed by 1 worker, Manager will mark it as soft failure. 2 more failures will cause hard failure.',
        'task changed status active -> soft-failed',
        `Task timed out. It was assigned to worker nora (${nora.uuid}), but untouched since 2026-03-04T10:00:00Z`,
      ]);
      expect(farm.events.of('task').at(-1)).toMatchObject({
        ...{ status: 'soft-failed', previous_status: 'active', activity, worker: { name: 'nora', uuid: nora.uuid } },
      });
      expect(consoleOf(farm, 40)).toEqual(['task timed out']);
      expect(await story.fetch(nora)).toBe('(nothing)');
      expect(await story.render(hugo, job)).toBe('frame');
    });

    it('the status of the Worker stays, and it learns that its task is no longer its own', async () => {
      const job = await story.job({ tasks: [{ name: 'frame' }] });
      const [nora] = await story.workers('nora', 'hugo');
      await story.fetch(nora);
      await pass(10 * MINUTE);
      expect((await story.farm.worker(nora)).status).toBe('awake');
      const verdict = await mayWorkerRun(story.farm, nora.id, uuidOf(job, 'frame'));
      expect(verdict).toEqual({ outcome: 'not-active', status: 'soft-failed' });
      expect(await refusalOf(story.complete(nora, job, 'frame'))).toMatchObject({ tag: 'task-not-active' });
    });

    it('a report or a question about the task starts the time anew (03 §7.1)', async () => {
      const job = await story.job({ tasks: [{ name: 'frame' }] });
      const [nora] = await story.workers('nora', 'hugo');
      await story.fetch(nora);
      await pass(6 * MINUTE);
      await story.report(nora, job, 'frame', { log: 'Fra:1\n' });
      await pass(6 * MINUTE);
      await mayWorkerRun(story.farm, nora.id, uuidOf(job, 'frame'));
      await pass(6 * MINUTE);
      expect(await story.tasksOf(job)).toBe('active');
    });

    it('a task that is heard of while the time-outs are being checked goes on', async () => {
      const { farm } = story;
      const job = await story.job({ tasks: [{ name: 'frame' }] });
      const [nora] = await story.workers('nora', 'hugo');
      await story.fetch(nora);
      await farm.clock.advance(10 * MINUTE);
      const answer = await meanwhile(farm, checkTimeouts, () => mayWorkerRun(farm, nora.id, uuidOf(job, 'frame')));
      expect(answer).toEqual({ outcome: 'yes' });
      expect(await story.tasksOf(job)).toBe('active');
    });

    it('tasks that wait or have ended do not time out', async () => {
      const job = await story.job({ tasks: [{ name: 'done' }, { name: 'waits' }, { name: 'then', after: ['waits'] }] });
      const [nora] = await story.workers('nora', 'hugo');
      await story.render(nora, job);
      await pass(60 * MINUTE);
      expect(await story.tasksOf(job)).toBe('completed queued queued');
      expect(consoleOf(story.farm, 40)).toEqual([]);
    });

    it('a task that timed out at as many Workers as may fail it fails for good (D2.5, D2.8)', async () => {
      const job = await story.job({ softFailCount: 2, tasks: [{ name: 'frame' }] });
      const [nora, hugo] = await story.workers('nora', 'hugo', 'ida');
      await story.fetch(nora);
      await pass(10 * MINUTE);
      await story.fetch(hugo);
      await pass(10 * MINUTE);
      expect(await story.tasksOf(job)).toBe('failed');
      expect(await story.failedBy(job, 'frame')).toEqual(['nora', 'hugo']);
      expect(story.log(job, 'frame').slice(-3)).toEqual([
        'Task failed by 2 workers, Manager will mark it as hard failure',
        'task changed status active -> failed',
        expect.stringMatching(/^Task timed out\. It was assigned to worker hugo /),
      ]);
      expect(await story.statusOf(job)).toBe('failed');
    });

    it('a task that timed out fails for good when no other Worker may run it (D2.5)', async () => {
      const job = await story.job({ tasks: [{ name: 'frame' }] });
      const [nora] = await story.workers('nora');
      await story.fetch(nora);
      await pass(10 * MINUTE);
      expect(await story.tasksOf(job)).toBe('failed');
      expect(await story.activityOf(job)).toBe('Changed to status "failed": too many tasks failed');
    });

    it('a Worker that lets too many tasks time out is blocked (D2.4, D2.8)', async () => {
      const job = await story.job({ blocklistThreshold: 1, tasks: [{ name: 'frame' }] });
      const [nora, hugo] = await story.workers('nora', 'hugo');
      await story.fetch(nora);
      await pass(10 * MINUTE);
      expect(await story.blocklist(job)).toEqual(['nora blender']);
      expect(await story.tasksOf(job)).toBe('queued');
      expect(await outcomes(job, 'frame')).toEqual([`nora timed-out: Task timed out on worker nora (${nora.uuid})`]);
      expect(await story.fetch(nora)).toBe('(nothing)');
      expect(await story.render(hugo, job)).toBe('frame');
    });

    it('a job that is being paused gets paused when its last running task times out (D2.10)', async () => {
      const job = await story.job({ tasks: [{ name: 'one' }, { name: 'two' }] });
      const [nora] = await story.workers('nora', 'hugo');
      await story.fetch(nora);
      await story.setJob(job, 'pause-requested');
      await pass(10 * MINUTE);
      expect(await story.tasksOf(job)).toBe('paused paused');
      expect(await story.statusOf(job)).toBe('paused');
      expect(await story.failedBy(job, 'one')).toEqual(['nora']);
    });

    it('trouble with one task does not keep others from timing out', async () => {
      const { farm } = story;
      const job = await story.job({ tasks: [{ name: 'odd' }, { name: 'frame' }] });
      const [nora, hugo] = await story.workers('nora', 'hugo', 'ida');
      await story.fetch(nora);
      await story.fetch(hugo);
      const give = (workerId: number | null) =>
        farm.db.transact((tx) =>
          tx.q.updateTable('tasks').set({ worker_id: workerId }).where('uuid', '=', uuidOf(job, 'odd')).execute(),
        );
      await give(null);
      await pass(10 * MINUTE);
      expect(await story.tasksOf(job)).toBe('active soft-failed');
      expect(consoleOf(farm, 50)).toEqual(['a time-out could not be handled, will try again']);
      await give(nora.id);
      await checkTimeouts(farm);
      expect(await story.tasksOf(job)).toBe('soft-failed soft-failed');
    });
  },
  { workerTimeoutMs: 0 },
);

forEachFarm(
  (story) => {
    it('no task times out when that is switched off; Workers still do (D2.11)', async () => {
      const job = await story.job({ tasks: [{ name: 'frame' }] });
      const [nora] = await story.workers('nora');
      await story.fetch(nora);
      await story.farm.clock.advance(60 * MINUTE);
      await checkTimeouts(story.farm);
      expect(await story.tasksOf(job)).toBe('queued');
      expect(await story.failedBy(job, 'frame')).toEqual([]);
      expect((await story.farm.worker(nora)).status).toBe('error');
    });
  },
  { taskTimeoutMs: 0 },
);
