import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startBareServer } from './bare-process.js';
import { figuresOf, percentile, STEPS } from './figures.js';
import { measure } from './load.js';
import { startManager } from './manager-process.js';
import { usageOf } from './server-process.js';
import type { SimulatedWorker } from './simulated-worker.js';
import { table } from './table.js';
import { checkFarm, connectBare, connectManager, emptyQueues } from './targets.js';

const WARM_UP_SECONDS = 8;

/** What a fleet at work costs. */
export interface FleetFigures {
  readonly workers: number;
  readonly cyclesPerSecond: number;
  /** What the bare server did with as many Workers that never pause. */
  readonly bareCyclesPerSecond: number;
  /** Share of one processor. */
  readonly cpuShare: number;
  /** Milliseconds, of all requests. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * How long do many Workers wait for answers while the Manager is well loaded but not overrun (docs/performance.md)? Each
 * takes a task every so often, as one does that renders in between; together they make a share of what the bare server
 * reached just before, with the same number of Workers that never pause.
 */
export async function measureRenderingFleet(
  directory: string,
  { workers: count, shareOfBare, seconds }: { workers: number; shareOfBare: number; seconds: number },
): Promise<FleetFigures> {
  await mkdir(directory, { recursive: true });
  const bareCyclesPerSecond = await measureBareServer(directory, count, seconds / 3);
  const cyclesPerSecond = Math.ceil(shareOfBare * bareCyclesPerSecond);
  const server = await startManager({ directory });
  try {
    const manager = await connectManager(server, count);
    const warmUp = await emptyQueues(manager, 2000, WARM_UP_SECONDS);
    await manager.farm.queue(2 * cyclesPerSecond * (seconds + 1));
    for (const worker of manager.workers) worker.reset();
    const everyMs = (count * 1000) / cyclesPerSecond;
    const before = await usageOf(server.pid);
    const startedAt = performance.now();
    const until = startedAt + seconds * 1000;
    await Promise.all(manager.workers.map((worker, index) => renderUntil(worker, until, everyMs, index / count)));
    const elapsedMs = performance.now() - startedAt;
    const after = await usageOf(server.pid);
    const cycles = manager.workers.reduce((sum, worker) => sum + worker.cycles, 0);
    await checkFarm(manager, [warmUp, { ...warmUp, cycles }]);
    const all = manager.workers.flatMap(({ latencies }) => STEPS.flatMap((step) => latencies[step]));
    const latencies = Float64Array.from(all).sort();
    return {
      workers: count,
      cyclesPerSecond: (cycles * 1000) / elapsedMs,
      bareCyclesPerSecond,
      cpuShare: before && after ? (after.cpuMs - before.cpuMs) / elapsedMs : Number.NaN,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
    };
  } finally {
    await server.stop();
  }
}

async function measureBareServer(directory: string, workers: number, seconds: number): Promise<number> {
  const server = await startBareServer(directory);
  try {
    const bare = await connectBare(server, workers);
    await measure(bare, 1);
    return figuresOf(await measure(bare, seconds)).cyclesPerSecond;
  } finally {
    await server.stop();
  }
}

/** One cycle per period, from a point within the first one. */
async function renderUntil(worker: SimulatedWorker, until: number, everyMs: number, phase: number): Promise<void> {
  for (let next = performance.now() + phase * everyMs; next < until; next += everyMs) {
    await pause(next - performance.now());
    let isDone = false;
    await worker.work(() => {
      const mayGoOn = !isDone;
      isDone = true;
      return mayGoOn;
    });
  }
}

/** The figures as text. Pure. */
export function renderingFleetText({ workers, cpuShare, p50, p99, ...speed }: FleetFigures): string {
  return table([
    ['', 'cycles/s', 'of bare', 'CPU', 'p50 ms', 'p99 ms'],
    [
      `${workers} Workers with pauses`,
      speed.cyclesPerSecond.toFixed(0),
      `${((100 * speed.cyclesPerSecond) / speed.bareCyclesPerSecond).toFixed(0)} %`,
      `${(cpuShare * 100).toFixed(0)} %`,
      p50.toFixed(2),
      p99.toFixed(2),
    ],
  ]);
}
