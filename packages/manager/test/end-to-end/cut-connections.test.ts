import { randomInt } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { lastWords, planOf } from './support/cut-points.js';
import { RealFarm } from './support/farm.js';
import { FaultyProxy } from './support/faulty-proxy.js';
import type { Delivery } from './support/faulty-proxy.js';
import { addNumberedJobType, countRuns, LINES, numbersIn, submitNumbered } from './support/numbered-job.js';
import { killLeftovers, MANAGER, Program } from './support/program.js';

const { SEED, SOAK } = process.env;

/** Each farm has so many Workers, and each connection so many points at which it breaks: 20 a farm. */
const WORKERS = 5;
const POINTS_EACH = 4;
const FARMS = SOAK && SEED === undefined ? 10 : 1;

/** Tasks of one job; jobs are submitted until every point has come. */
const TASKS = 8;

jest.setTimeout(SOAK ? 300_000 : 120_000);

let farm: RealFarm;
let proxies: FaultyProxy[] = [];

beforeEach(async () => {
  farm = await RealFarm.make();
  await addNumberedJobType(farm);
});
afterEach(async () => {
  await killLeftovers();
  await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
  await farm.remove();
});

const first = SEED === undefined ? randomInt(1_000_000) : Number(SEED);

it.each(Array.from({ length: FARMS }, (_, at) => first + at))(
  'wherever the network breaks, every task is done once and no update is lost (SEED=%d)',
  async (seed) => {
    const manager = await farm.startManager();
    const plan = planOf(seed, WORKERS, POINTS_EACH, SOAK !== undefined);
    const last = lastWords(WORKERS);
    const points = plan.map((own, at) => [...own, ...last.slice(at, at + 1)]);
    proxies = await Promise.all(points.map((own) => FaultyProxy.start(farm.port, own)));
    const workers = startWorkers();
    for (let isLast = false; !isLast;) {
      // One more job after the last point: everybody still works.
      isLast = isEverythingStruck();
      await doJob();
    }
    await stopAll(workers);
    expect(proxies.flatMap(({ pending }) => pending)).toEqual([]);
    // Whether or not the Manager heard of it, they are the same Workers when they come back.
    const again = startWorkers();
    await doJob();
    await expectNoStrangers();
    await stopAll(again);
    expect(await manager.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    const check = Program.start(MANAGER, ['-check'], farm.folder);
    expect(await check.ended).toEqual({ code: 0, signal: null });
    expectOneCompletionPerTask();
  },
);

const startWorkers = () => proxies.map((proxy, at) => farm.startWorkerAt(proxy.url, `worker-${at}`));

async function stopAll(workers: readonly Program[]): Promise<void> {
  const endings = await Promise.all(workers.map((worker) => worker.kill('SIGTERM')));
  expect(endings).toEqual(workers.map(() => ({ code: 0, signal: null })));
}

/** All but the last words, which come when the Workers are stopped. */
const isEverythingStruck = () =>
  proxies.every(({ pending }) => pending.every(({ point }) => point.step === 'sign-off'));

/** Has a job done, long tasks among it while a question that only comes with them is still to be cut. */
async function doJob(): Promise<void> {
  const waitsForQuestion = proxies.some(({ pending }) => pending.some(({ point }) => point.step === 'may-i-run'));
  const { id, folder } = await submitNumbered(farm, TASKS, waitsForQuestion ? WORKERS : 0);
  expect(await farm.untilStatus(id, 'completed', 'failed', 'canceled')).toMatchObject({ status: 'completed' });
  for (const { id: task, name, status, steps_completed, steps_total } of await farm.tasks(id)) {
    expect([name, status, await countRuns(folder, name)]).toEqual([name, 'completed', 1]);
    expect([name, steps_completed]).toEqual([name, steps_total]);
    await expectWholeLog(task);
  }
}

/** Every line once and in order; text comes a second time only when the Manager's answer to it was lost (contract 07 §13). */
async function expectWholeLog(task: string): Promise<void> {
  const delivered = proxies.flatMap(({ deliveries }) => deliveries.filter(({ taskId }) => taskId === task));
  const log = await farm.wholeTaskLog(task);
  expect(numbersIn(log)).toEqual(delivered.flatMap(({ log: text }) => numbersIn(text)));
  const once = delivered.filter((delivery, at) => !isRepeated(delivery, delivered[at - 1]));
  expect(once.flatMap(({ log: text }) => numbersIn(text))).toEqual(Array.from({ length: LINES }, (_, at) => at + 1));
  expect(log.match(/task changed status active -> completed/g)).toHaveLength(1);
}

const isRepeated = ({ log }: Delivery, before: Delivery | undefined) =>
  log !== '' && before?.log === log && !before.isAnswered;

/** A Worker is registered a second time only when it could not know of the first time. */
async function expectNoStrangers(): Promise<void> {
  const lost = proxies.reduce((sum, { lostRegistrations }) => sum + lostRegistrations, 0);
  expect(await farm.workers()).toHaveLength(WORKERS + lost);
}

function expectOneCompletionPerTask(): void {
  const database = new Sqlite(path.join(farm.folder, 'flamenco-manager.sqlite'), { readonly: true });
  const odd = database
    .prepare(
      `select tasks.name, count(task_attempts.id) as completions from tasks
       left join task_attempts on task_attempts.task_id = tasks.id and task_attempts.outcome = 'completed'
       group by tasks.id having completions <> 1`,
    )
    .all();
  database.close();
  expect(odd).toEqual([]);
}
