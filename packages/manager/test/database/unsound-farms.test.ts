import { afterAll, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { sql } from 'kysely';
import { brokenInvariants } from '../../src/db/invariants.js';
import { storeJob, storeWorker } from '../support/builders.js';
import { forEachDatabase, stopSharedDatabases } from '../support/databases.js';

afterAll(stopSharedDatabases);

/** What somebody did to the database behind the Manager's back, and the rule that has to notice. */
const DAMAGES: readonly (readonly [rule: string, statement: string])[] = [
  ['the counters of a job equal its tasks', `update jobs set n_queued = 7`],
  ['the steps of a job are the sums over its tasks', `update jobs set steps_total = 99`],
  ['the runnable tasks of a job are counted', `update job_runnable set runnable = 0`],
  ['nothing is counted as runnable that is not', `update job_runnable set runnable = 2`],
  ['the open dependencies of a task are counted', `update tasks set blocked_by = 3 where name = 'video'`],
  ['a job that has ended has no unfinished task', `update jobs set status = 'failed'`],
  ['a running job has no paused task', `update jobs set n_paused = 1`],
  [
    'the last attempt at a completed task is the accepted one',
    `update tasks set status = 'completed', worker_id = (select max(id) from workers) where name = 'frame'`,
  ],
  [
    'a task has one owner at most',
    `insert into task_attempts (task_id, job_id, worker_id, started_at)
      select t.id, t.job_id, w.id, 0 from tasks t cross join workers w where t.name = 'frame'`,
  ],
  [
    'a task depends on tasks of its own job only',
    `insert into task_dependencies (task_id, dependency_id)
      select a.id, b.id from tasks a join tasks b on b.job_id <> a.job_id where a.name = 'frame' and b.name = 'stranger'`,
  ],
  ['every task has its commands', `delete from task_commands`],
];

forEachDatabase((kind) => {
  it.each(DAMAGES)('notices when it is not true that %s', async (rule, statement) => {
    const { database, close } = await kind.open(new FakeClock());
    try {
      await database.transact(async (tx) => {
        await storeJob(tx, { tasks: [{ name: 'frame' }, { name: 'video', after: ['frame'] }] });
        await storeJob(tx, { tasks: [{ name: 'stranger' }] });
        for (const name of ['nora', 'hugo']) await storeWorker(tx, name);
      });
      expect(await database.read(brokenInvariants)).toEqual([]);
      await database.transact(async ({ q }) => void (await sql.raw(statement).execute(q)));
      const broken = await database.read(brokenInvariants);
      expect(broken.map((it) => it.rule)).toContain(rule);
      expect(broken.every(({ examples }) => examples.length > 0)).toBe(true);
    } finally {
      await close();
    }
  });
});
