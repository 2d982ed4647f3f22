import { combine } from './figures.js';
import type { Measurement } from './figures.js';
import { measure } from './load.js';
import type { Target } from './load.js';
import { ManagerFarm } from './manager-farm.js';
import type { RunningServer } from './running-server.js';
import { SimulatedWorker } from './simulated-worker.js';

/** A Manager with what the bench needs to fill and check its farm. */
export interface ManagerTarget extends Target {
  readonly farm: ManagerFarm;
}

/** The server without rules, which does not ask who its Workers are. */
export async function connectBare({ port, pid }: RunningServer, count: number): Promise<Target> {
  const nobody = { uuid: '00000000-0000-4000-8000-000000000000', secret: 'nobody asks for it' };
  const workers = Array.from({ length: count }, () => SimulatedWorker.connect(port, nobody));
  return { pid, workers: await Promise.all(workers) };
}

/** A Manager with so many new Workers; they have to be put to work soon, for it hangs up on connections that say nothing. */
export async function connectManager({ port, pid }: RunningServer, count: number): Promise<ManagerTarget> {
  const farm = new ManagerFarm(port);
  const workers = Array.from({ length: count }, async (_, index) =>
    SimulatedWorker.connect(port, await farm.employ(`worker-${index + 1}`)),
  );
  return { farm, pid, workers: await Promise.all(workers) };
}

/** Has short queues worked off, one after another, until that took long enough; filling them does not count. */
export async function emptyQueues(manager: ManagerTarget, tasks: number, seconds: number): Promise<Measurement> {
  let all = await emptyQueue(manager, tasks);
  while (all.seconds < seconds) all = combine([all, await emptyQueue(manager, tasks)]);
  return all;
}

async function emptyQueue(manager: ManagerTarget, tasks: number): Promise<Measurement> {
  await manager.farm.queue(tasks);
  return await measure(manager, Number.POSITIVE_INFINITY);
}

/** A Manager that only pretended to do the work would be fast. */
export async function checkFarm({ farm }: ManagerTarget, measurements: readonly Measurement[]): Promise<void> {
  const completed = await farm.completedTasks();
  const { cycles } = combine(measurements);
  if (completed !== cycles) throw new Error(`a Manager knows of ${completed} completed tasks, not of ${cycles}`);
}
