import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { DATABASE_FILE, growFarm, plantFarm } from './grown-farm.js';
import { percentile } from './figures.js';
import { startManager } from './manager-process.js';
import { usageOf } from './server-process.js';
import { SimulatedWorker } from './simulated-worker.js';
import type { Credentials } from './simulated-worker.js';
import { megabytes, table } from './table.js';

/** How often each of them asks. */
const EVERY_MS = 5_000;
/** Each asked once, which makes the Manager compare its secret the slow way, and the code is warm. */
const ROUNDS_BEFORE = 2;

/** What a fleet without work costs. */
export interface IdleFigures {
  readonly workers: number;
  readonly requestsPerSecond: number;
  /** Share of one processor. */
  readonly cpuShare: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  readonly memory: number;
}

/**
 * What does a fleet cost that asks for work every five seconds and gets none (docs/performance.md)? The farm has completed
 * tasks, and queued ones of a type that none of these Workers has.
 */
export async function measureIdleFleet(
  directory: string,
  { workers: count, seconds }: { workers: number; seconds: number },
): Promise<IdleFigures> {
  const planted = path.join(directory, 'planted');
  const farm = path.join(directory, 'idle');
  await plantFarm(planted);
  await growFarm(planted, farm, 30_000);
  const fleet = employFleet(farm, count);
  const server = await startManager({ directory: farm });
  const workers: SimulatedWorker[] = [];
  try {
    for (const credentials of fleet) {
      const worker = await SimulatedWorker.connect(server.port, credentials);
      workers.push(worker);
      await worker.askInVain();
    }
    let isOver = false;
    const asking = Promise.all(workers.map((worker, index) => askEveryFiveSeconds(worker, index, () => isOver)));
    await pause(ROUNDS_BEFORE * EVERY_MS);
    for (const worker of workers) worker.reset();
    const before = await usageOf(server.pid);
    const startedAt = performance.now();
    await pause(seconds * 1000);
    const elapsedMs = performance.now() - startedAt;
    const after = await usageOf(server.pid);
    const latencies = Float64Array.from(workers.flatMap((worker) => worker.latencies.ask)).sort();
    isOver = true;
    await asking;
    return {
      workers: count,
      requestsPerSecond: (latencies.length * 1000) / elapsedMs,
      cpuShare: before && after ? (after.cpuMs - before.cpuMs) / elapsedMs : Number.NaN,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      longest: latencies.at(-1) ?? Number.NaN,
      memory: after?.memoryBytes ?? Number.NaN,
    };
  } finally {
    for (const worker of workers) worker.close();
    await server.stop();
  }

  /** Spread evenly, as Workers are that started at different times. */
  async function askEveryFiveSeconds(worker: SimulatedWorker, index: number, isOver: () => boolean): Promise<void> {
    await pause((index / count) * EVERY_MS);
    while (!isOver()) {
      const next = performance.now() + EVERY_MS;
      await worker.askInVain();
      await pause(next - performance.now());
    }
  }
}

/** Copies the farm's first Worker, awake, under other names, with a task type for which there is no work. */
function employFleet(directory: string, count: number): readonly Credentials[] {
  const database = new Sqlite(path.join(directory, DATABASE_FILE));
  try {
    const { name } = database.prepare('select name from workers where id = 1').get() as { name: string };
    const columns = (database.pragma('table_info(workers)') as { name: string }[]).map((column) => column.name);
    const changed: Record<string, string> = {
      id: '@id',
      uuid: '@uuid',
      name: `'idle ' || @id`,
      status: `'awake'`,
      task_types: `'["nothing"]'`,
    };
    const copy = database.prepare(
      `insert into workers (${columns.join(', ')}) select ${columns.map((column) => changed[column] ?? column).join(', ')}
       from workers where id = 1`,
    );
    const type = database.prepare(`insert into worker_task_types (worker_id, type_key) values (@id, 'nothing')`);
    return database.transaction(() =>
      Array.from({ length: count }, (_, index) => {
        const id = 1000 + index;
        const uuid = `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
        copy.run({ id, uuid });
        type.run({ id });
        return { uuid, secret: `secret of ${name}` };
      }),
    )();
  } finally {
    database.close();
  }
}

/** The figures as text. Pure. */
export function idleFleetText(figures: IdleFigures): string {
  return table([
    ['', 'requests/s', 'CPU', 'p50 ms', 'p99 ms', 'longest ms', 'memory'],
    [
      `${figures.workers} idle Workers`,
      figures.requestsPerSecond.toFixed(0),
      `${(figures.cpuShare * 100).toFixed(0)} %`,
      figures.p50.toFixed(2),
      figures.p99.toFixed(2),
      figures.longest.toFixed(1),
      megabytes(figures.memory),
    ],
  ]);
}
