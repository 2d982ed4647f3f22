import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { percentile } from './figures.js';
import { startManager } from './manager-process.js';
import { usageOf } from './server-process.js';
import { table } from './table.js';
import { connectManager, emptyQueues } from './targets.js';

const WARM_UP_SECONDS = 5;

/** Five lines, as Blender writes them while it renders. */
const FIVE_LINES = Array.from(
  { length: 5 },
  (_, index) => `Fra:1 Mem:213.52M (Peak 214.61M) | Time:00:00.6${index} | Scene, View Layer | Sample ${index + 1}/64`,
).join('\n');

/** What was measured of updates that only bring log text. */
export interface LogUpdateFigures {
  readonly updatesPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the Manager per update, in microseconds. */
  readonly cpuMicroseconds: number;
}

/**
 * How many task updates with five lines of log per second does a Manager take (docs/performance.md)? Their text is in the
 * log's file before the answer; at the end each file has to hold every line.
 */
export async function measureLogUpdates(
  directory: string,
  { workers, seconds }: { workers: number; seconds: number },
): Promise<LogUpdateFigures> {
  await mkdir(directory, { recursive: true });
  const server = await startManager({ directory });
  try {
    const manager = await connectManager(server, workers);
    await emptyQueues(manager, 500, WARM_UP_SECONDS);
    await manager.farm.queue(2 * workers);
    await chatter(WARM_UP_SECONDS);
    for (const worker of manager.workers) worker.reset();
    const before = await usageOf(server.pid);
    const startedAt = performance.now();
    const tasks = await chatter(seconds);
    const elapsed = (performance.now() - startedAt) / 1000;
    const after = await usageOf(server.pid);
    await checkLogs(tasks);
    const latencies = Float64Array.from(manager.workers.flatMap((worker) => worker.latencies.log)).sort();
    return {
      updatesPerSecond: latencies.length / elapsed,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      cpuMicroseconds: before && after ? ((after.cpuMs - before.cpuMs) * 1000) / latencies.length : Number.NaN,
    };

    async function chatter(duration: number): Promise<readonly string[]> {
      const until = performance.now() + duration * 1000;
      return await Promise.all(
        manager.workers.map((worker) => worker.chatter(FIVE_LINES, () => performance.now() < until)),
      );
    }

    async function checkLogs(tasks: readonly string[]): Promise<void> {
      for (const [index, task] of tasks.entries()) {
        const sent = manager.workers[index]?.latencies.log.length ?? 0;
        const lines = await linesOf(manager.farm.lastJob ?? '', task);
        if (lines !== 5 * sent) throw new Error(`the log of ${task} has ${lines} lines of Blender, not ${5 * sent}`);
      }
    }
  } finally {
    await server.stop();
  }

  async function linesOf(job: string, task: string): Promise<number> {
    const file = path.join(directory, 'flamenco-manager-storage', `job-${job.slice(0, 4)}`, job, `task-${task}.txt`);
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('Fra:1 ')).length;
  }
}

/** The figures as text. Pure. */
export function logUpdatesText({ updatesPerSecond, p50, p99, cpuMicroseconds }: LogUpdateFigures): string {
  return table([
    ['', 'updates/s', 'p50 ms', 'p99 ms', 'CPU µs/update'],
    ['five lines of log', updatesPerSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2), cpuMicroseconds.toFixed(0)],
  ]);
}
