import { expect, it } from '@jest/globals';
import { attemptsOfTask } from '../../support/attempts.js';
import { scheduleTask } from '../../../src/farm/use-cases/tasks/schedule-task.js';
import type { TestWorker } from '../../support/make-farm.js';
import { forEachFarm, frames, uuidOf } from '../../support/story.js';

const WORKERS = 100;
const ROUNDS = process.env.SOAK ? 1000 : 20;

forEachFarm((story) => {
  /** All of them ask at the same time: what each got. */
  const rush = (workers: readonly TestWorker[]) => Promise.all(workers.map((worker) => story.fetch(worker)));

  async function crowd(): Promise<readonly TestWorker[]> {
    return await story.workers(...Array.from({ length: WORKERS }, (_, index) => `worker ${index}`));
  }

  it('of a hundred Workers that ask for one task at the same time, exactly one gets it, every time (03 §5.4 rule 2, D2.2)', async () => {
    const workers = await crowd();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const job = await story.job({ tasks: [{ name: `round ${round}` }] });
      const got = await rush(workers);
      expect(got.filter((name) => name !== '(nothing)')).toEqual([`round ${round}`]);
      const uuid = uuidOf(job, `round ${round}`);
      const attempts = await story.farm.db.read((reader) => attemptsOfTask(reader, uuid));
      expect(attempts).toHaveLength(1);
      const winner = workers[got.findIndex((name) => name !== '(nothing)')];
      expect(attempts[0]?.workerUuid).toBe(winner?.uuid);
      await story.complete(winner!, job, `round ${round}`);
      expect(await story.statusOf(job)).toBe('completed');
    }
  }, 1_800_000);

  it('of sixty tasks each goes to one of a hundred, and forty get nothing', async () => {
    const workers = await crowd();
    const job = await story.job({ tasks: frames(60) });
    const got = await rush(workers);
    expect(got.filter((name) => name === '(nothing)')).toHaveLength(40);
    expect(new Set(got).size).toBe(61);
    expect((await story.farm.job(job.uuid)).tally).toMatchObject({ active: 60, queued: 0 });
  });

  it('a hundred that wait, and one task: one is answered, the others go on waiting (D6.1)', async () => {
    const workers = await crowd();
    const leaving = workers.map(() => new AbortController());
    const asked = workers.map(({ id: workerId }, index) =>
      scheduleTask(story.farm, { workerId, waitMs: 60_000, signal: leaving[index]?.signal }),
    );
    const untilWaiting = async (count: number) => {
      while (story.farm.waiters.size !== count) await new Promise((resolve) => setImmediate(resolve));
    };
    await untilWaiting(WORKERS);
    await story.job({ tasks: [{ name: 'only' }] });
    expect(await Promise.race(asked)).toMatchObject({ outcome: 'assigned' });
    await untilWaiting(WORKERS - 1);
    for (const one of leaving) one.abort();
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter(({ outcome }) => outcome === 'assigned')).toHaveLength(1);
  });

  it('canceling the job while they all ask leaves no task active (D2.1)', async () => {
    const workers = await crowd();
    for (let round = 1; round <= 3; round += 1) {
      const job = await story.job({ tasks: frames(100) });
      await Promise.all([rush(workers.slice(0, 50)), story.setJob(job, 'cancel-requested'), rush(workers.slice(50))]);
      expect(await story.statusOf(job)).toBe('canceled');
      expect((await story.farm.job(job.uuid)).tally).toMatchObject({ active: 0, queued: 0, canceled: 100 });
    }
  });
});
