import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { PostgresServer } from '../test/support/postgres-server.js';
import { startBareServer } from './bare-process.js';
import { combine, figuresOf } from './figures.js';
import type { Measurement } from './figures.js';
import { measure } from './load.js';
import { startManager } from './manager-process.js';
import { machine, readOptions, USAGE } from './options.js';
import type { BenchOptions } from './options.js';
import { ratiosOf, reportText } from './report.js';
import type { Report } from './report.js';
import type { RunningServer } from './running-server.js';
import { usageOf } from './server-process.js';
import { checkFarm, connectBare, connectManager, emptyQueues } from './targets.js';

/** The servers take turns, this many each, so that whatever else the machine does disturbs all of them alike. */
const TURNS = 5;

/** How long a Manager works before anything counts, in seconds: its code is slow until Node has optimised it. */
const WARM_UP_SECONDS = 8;

/** The servers that are compared. */
interface Servers {
  readonly bare: RunningServer;
  readonly long: RunningServer;
  readonly short: RunningServer;
}

/**
 * How many task cycles per second can a Manager handle, how close is that to what the machine can do at all, and does
 * the queue matter (docs/performance.md)? Two Managers, one with a long queue and one with short ones, and a server
 * without rules work in turns.
 */
async function runBench(options: BenchOptions): Promise<Report> {
  await mkdir(options.directory, { recursive: true });
  const directory = await mkdtemp(path.join(options.directory, 'run-'));
  const running: RunningServer[] = [];
  const started = async (server: Promise<RunningServer>) => {
    running.push(await server);
    return await server;
  };
  let databases: PostgresServer | undefined;
  const manager = async (name: string, profile?: string) => {
    const farm = path.join(directory, name);
    await mkdir(farm);
    return await started(startManager({ directory: farm, database: await databases?.createDatabase(), profile }));
  };
  try {
    if (options.database === 'postgres') {
      databases = await PostgresServer.start({ below: options.directory, isDurable: true });
    }
    const bare = await started(startBareServer(directory));
    const long = await manager('long-queue', options.profile);
    return await compare(options, { bare, long, short: await manager('short-queue') });
  } finally {
    for (const server of running) await server.stop();
    await databases?.stop();
    await rm(directory, { recursive: true });
  }
}

async function compare(options: BenchOptions, servers: Servers): Promise<Report> {
  const { seconds, shortQueue, tasksQueued, workers } = options;
  const about = machine();
  const bare = await connectBare(servers.bare, workers);
  await measure(bare, 1);
  const long = await connectManager(servers.long, workers);
  const warmUpOfLong = await emptyQueues(long, shortQueue, WARM_UP_SECONDS);
  const short = await connectManager(servers.short, workers);
  const warmUpOfShort = await emptyQueues(short, shortQueue, WARM_UP_SECONDS);
  await long.farm.queue(tasksQueued);
  const measured = { bare: [] as Measurement[], long: [] as Measurement[], short: [] as Measurement[] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    measured.bare.push(await measure(bare, seconds / TURNS));
    measured.long.push(await measure(long, seconds / TURNS));
    measured.short.push(await emptyQueues(short, shortQueue, seconds / TURNS));
  }
  await checkFarm(long, [warmUpOfLong, ...measured.long]);
  await checkFarm(short, [warmUpOfShort, ...measured.short]);
  const memory = await usageOf(long.pid);
  const figures = {
    bare: figuresOf(combine(measured.bare)),
    longQueue: figuresOf(combine(measured.long)),
    shortQueueFigures: figuresOf(combine(measured.short)),
  };
  return {
    ...{ machine: about, workers, tasksQueued, shortQueue },
    ...figures,
    managerMemory: memory && { atEnd: memory.memoryBytes, peak: memory.peakMemoryBytes },
    ratios: ratiosOf(figures.bare, figures.longQueue, figures.shortQueueFigures),
  };
}

async function main(): Promise<number> {
  let options: BenchOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
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
