import { FakeClock } from '@flamenco/common/testing';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findOwnActiveTask, findRunnableTask } from '../../src/db/scheduling.js';
import { explainJob } from '../../src/farm/use-cases/explain/explain-job.js';
import { explainTask } from '../../src/farm/use-cases/explain/explain-task.js';
import { explainWorker } from '../../src/farm/use-cases/explain/explain-worker.js';
import type { Explained } from '../../src/farm/use-cases/explain/explain-task.js';
import type { FindingCode } from '../../src/farm/rules/findings.js';
import { obstacles } from '../../src/farm/rules/obstacles.js';
import { judgeFetch } from '../../src/farm/rules/worker-status.js';
import { forEachDatabase, SQLITE_FILE, stopSharedDatabases } from '../support/databases.js';
import { makeFarm } from '../support/make-farm.js';
import type { TestFarm } from '../support/make-farm.js';
import { anyFarmPlan, emptyFarm, storePlan } from './explanations/any-farm-plan.js';
import type { StoredFarm, StoredTask, StoredWorker } from './explanations/any-farm-plan.js';

const RUNS = { sqlite: 150, others: 60 };

/** The codes under which an explanation names Workers that nothing keeps from a task. */
const FREE: readonly FindingCode[] = ['next-request', 'workers-busy', 'other-work-first'];

/** What the scheduler gives to a Worker that asks now; undefined for nothing. */
async function scheduled(farm: TestFarm, { id }: StoredWorker): Promise<string | undefined> {
  if (judgeFetch(await farm.worker({ id })).kind !== 'may-fetch') return undefined;
  return await farm.db.read(async (reader) => {
    const task = (await findOwnActiveTask(reader, id)) ?? (await findRunnableTask(reader, id));
    return task?.uuid;
  });
}

function workersNamed({ explanation }: Explained, codes: readonly FindingCode[]): string[] {
  const found = explanation.findings.filter(({ code }) => codes.includes(code));
  return [...new Set(found.flatMap((it) => ('workers' in it ? it.workers.map(({ uuid }) => uuid) : [])))].sort();
}

const isFree = (task: StoredTask, worker: StoredWorker) => obstacles(task, task.job, worker).length === 0;
const uuids = (workers: readonly StoredWorker[]) => workers.map(({ uuid }) => uuid).sort();

async function schedulerAgrees(farm: TestFarm, { workers, tasks }: StoredFarm) {
  const given = new Map<string, string | undefined>();
  for (const worker of workers) {
    const uuid = await scheduled(farm, worker);
    given.set(worker.uuid, uuid);
    expect(uuid !== undefined).toBe(tasks.some((task) => isFree(task, worker)));
    const task = tasks.find((it) => it.uuid === uuid);
    if (task) expect(obstacles(task, task.job, worker)).toEqual([]);
  }
  return given;
}

type Given = ReadonlyMap<string, string | undefined>;

async function tasksAreExplained(farm: TestFarm, { workers, tasks }: StoredFarm, given: Given): Promise<void> {
  for (const task of tasks) {
    const explained = await explainTask(farm, task.uuid);
    const isActive = task.status === 'active';
    expect(explained.explanation.findings.some(({ code }) => code === 'at-work')).toBe(isActive);
    if (isActive) continue;
    expect(workersNamed(explained, FREE)).toEqual(uuids(workers.filter((worker) => isFree(task, worker))));
    const next = workers.filter(({ uuid }) => given.get(uuid) === task.uuid);
    expect(workersNamed(explained, ['next-request'])).toEqual(uuids(next));
    expect(explained.explanation.standing === 'next-request').toBe(next.length > 0);
  }
}

async function jobsAreExplained(farm: TestFarm, { workers, jobs, tasks }: StoredFarm, given: Given): Promise<void> {
  for (const job of jobs) {
    const waiting = tasks.filter((task) => task.job.uuid === job.uuid && task.status !== 'active');
    const explained = await explainJob(farm, job.uuid);
    const free = workers.filter((worker) => waiting.some((task) => isFree(task, worker)));
    expect(workersNamed(explained, FREE)).toEqual(uuids(free));
    const next = workers.filter((worker) => waiting.some(({ uuid }) => uuid === given.get(worker.uuid)));
    expect(workersNamed(explained, ['next-request'])).toEqual(uuids(next));
  }
}

async function workersAreExplained(farm: TestFarm, { workers, tasks }: StoredFarm, given: Given): Promise<void> {
  for (const worker of workers) {
    const { explanation } = await explainWorker(farm, worker.uuid);
    const task = tasks.find(({ uuid }) => uuid === given.get(worker.uuid));
    const isNew = task !== undefined && task.status !== 'active';
    expect(explanation.standing === 'next-request').toBe(isNew);
    if (!isNew) continue;
    expect(explanation.headline).toMatchObject({ code: 'next-request', tasks: { examples: [{ uuid: task.uuid }] } });
  }
}

afterAll(stopSharedDatabases);

forEachDatabase((kind) => {
  it('the scheduler and the explanations agree in any farm about who may run what (D2.2, 03 §5.3)', async () => {
    const open = await kind.open(new FakeClock());
    const shared = { name: kind.name, open: () => Promise.resolve({ ...open, close: () => Promise.resolve() }) };
    const farm = await makeFarm(shared);
    let handedOut = 0;
    try {
      const check = fc.asyncProperty(anyFarmPlan, async (plan) => {
        await farm.db.transact(emptyFarm);
        const stored = await farm.db.transact((tx) => storePlan(tx, plan));
        const given = await schedulerAgrees(farm, stored);
        handedOut += [...given.values()].filter(Boolean).length;
        await tasksAreExplained(farm, stored, given);
        await jobsAreExplained(farm, stored, given);
        await workersAreExplained(farm, stored, given);
      });
      const numRuns = kind.name === SQLITE_FILE.name ? RUNS.sqlite : RUNS.others;
      await fc.assert(check, { numRuns });
      // Farms in which nothing can ever run would prove nothing.
      expect(handedOut).toBeGreaterThan(numRuns / 5);
    } finally {
      await farm.jobTypes.stop();
      await open.close();
    }
  }, 600_000);
});
