import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { startBareServer } from './bare-process.js';
import { combine, figuresOf } from './figures.js';
import type { Measurement } from './figures.js';
import { measure } from './load.js';
import type { Target } from './load.js';
import { ManagerFarm } from './manager-farm.js';
import { startManager } from './manager-process.js';
import { machine, readOptions, USAGE } from './options.js';
import type { BenchOptions } from './options.js';
import { ratiosOf, reportText } from './report.js';
import type { Report } from './report.js';
import type { RunningServer } from './running-server.js';
import { usageOf } from './server-process.js';
import { SimulatedWorker } from './simulated-worker.js';

/** The bare server is asked about its limit for this long before anything counts, in seconds. */
const WARM_UP_SECONDS = 1;
/** The Manager's code gets fast during this many short queues that do not count. */
const WARM_UP_QUEUES = 2;

/** The Manager with what the bench needs to fill and check its farm. */
interface ManagerTarget extends Target {
  readonly farm: ManagerFarm;
}

/**
 * How many task cycles per second can a Manager handle, and how close is that to what the machine can do at all
 * (docs/performance.md)? The bare server is measured half before and half after the Manager, so that whatever else the
 * machine does disturbs both.
 */
async function runBench(options: BenchOptions): Promise<Report> {
  const directory = await mkdtemp(path.join(options.directory, 'flamenco-bench-'));
  const servers: RunningServer[] = [];
  try {
    const bareServer = await startBareServer(directory);
    servers.push(bareServer);
    const managerDirectory = path.join(directory, 'farm');
    await mkdir(managerDirectory);
    const managerServer = await startManager({ directory: managerDirectory, profile: options.profile });
    servers.push(managerServer);
    const bare = await connectBare(bareServer, options.workers);
    const manager = await connectManager(managerServer, options.workers);
    return await measureBoth(options, bare, manager);
  } finally {
    for (const server of servers) await server.stop();
    await rm(directory, { recursive: true });
  }
}

async function measureBoth(options: BenchOptions, bare: Target, manager: ManagerTarget): Promise<Report> {
  const { seconds, shortQueue, tasksQueued, workers } = options;
  await measure(bare, WARM_UP_SECONDS);
  let cycles = 0;
  for (let queue = 0; queue < WARM_UP_QUEUES; queue += 1) cycles += (await emptyQueue(manager, shortQueue)).cycles;
  const short = await emptyQueues(manager, shortQueue, seconds);
  await manager.farm.queue(tasksQueued);
  const bareBefore = await measure(bare, seconds / 2);
  const long = await measure(manager, seconds);
  const bareAfter = await measure(bare, seconds / 2);
  await checkFarm(manager.farm, cycles + short.cycles + long.cycles);
  const memory = await usageOf(manager.pid);
  const figures = { bare: figuresOf(combine([bareBefore, bareAfter])), long: figuresOf(long), short: figuresOf(short) };
  return {
    ...{ machine: machine(), workers, tasksQueued, shortQueue },
    bare: figures.bare,
    longQueue: figures.long,
    shortQueueFigures: figures.short,
    managerMemory: memory && { atEnd: memory.memoryBytes, peak: memory.peakMemoryBytes },
    ratios: ratiosOf(figures.bare, figures.long, figures.short),
  };
}

/** Has short queues worked off, one after another, until that took long enough; filling them does not count. */
async function emptyQueues(manager: ManagerTarget, tasks: number, seconds: number): Promise<Measurement> {
  let all = await emptyQueue(manager, tasks);
  while (all.seconds < seconds) all = combine([all, await emptyQueue(manager, tasks)]);
  return all;
}

async function emptyQueue(manager: ManagerTarget, tasks: number): Promise<Measurement> {
  await manager.farm.queue(tasks);
  return await measure(manager, Number.POSITIVE_INFINITY);
}

/** A Manager that only pretended to do the work would be fast. */
async function checkFarm(farm: ManagerFarm, cycles: number): Promise<void> {
  const completed = await farm.completedTasks();
  if (completed !== cycles) throw new Error(`the Manager knows of ${completed} completed tasks, not of ${cycles}`);
}

async function connectBare({ port, pid }: RunningServer, count: number): Promise<Target> {
  const nobody = { uuid: '00000000-0000-4000-8000-000000000000', secret: 'nobody asks for it' };
  const workers = Array.from({ length: count }, () => SimulatedWorker.connect(port, nobody));
  return { pid, workers: await Promise.all(workers) };
}

async function connectManager({ port, pid }: RunningServer, count: number): Promise<ManagerTarget> {
  const farm = new ManagerFarm(port);
  const workers = Array.from({ length: count }, async (_, index) =>
    SimulatedWorker.connect(port, await farm.employ(`worker-${index + 1}`)),
  );
  return { farm, pid, workers: await Promise.all(workers) };
}

async function main(): Promise<number> {
  let options: BenchOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  try {
    const report = await runBench(options);
    process.stdout.write(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
    return 0;
  } catch (error) {
    process.stderr.write(`the bench failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

process.exitCode = await main();
