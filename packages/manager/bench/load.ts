import { setTimeout as pause } from 'node:timers/promises';
import type { Measurement } from './figures.js';
import { STEPS, perStep } from './figures.js';
import { usageOf } from './server-process.js';
import type { SimulatedWorker } from './simulated-worker.js';

/**
 * Workers begin one after another within this time, as those of a farm do. Otherwise all of them would ask at the same moment,
 * report at the same moment, and so on for ever, because each answer makes the next request.
 */
const START_WITHIN_MS = 400;

/** A server under load, and the Workers that are connected to it. */
export interface Target {
  readonly pid: number;
  readonly workers: readonly SimulatedWorker[];
}

/** Lets all Workers work for this long, or until there are no more tasks. The last cycles are finished and counted. */
export async function measure({ pid, workers }: Target, seconds: number): Promise<Measurement> {
  for (const worker of workers) worker.reset();
  const usageBefore = await usageOf(pid);
  const loadBefore = process.cpuUsage();
  const startedAt = performance.now();
  const mayGoOn = () => performance.now() - startedAt < seconds * 1000;
  await Promise.all(
    workers.map((worker, index) => workFrom(worker, (START_WITHIN_MS * index) / workers.length, mayGoOn)),
  );
  const elapsedMs = performance.now() - startedAt;
  const load = process.cpuUsage(loadBefore);
  const usageAfter = await usageOf(pid);
  return {
    cycles: workers.reduce((sum, { cycles }) => sum + cycles, 0),
    seconds: elapsedMs / 1000,
    latencies: perStep((step) => workers.flatMap(({ latencies }) => latencies[step])),
    serverCpuMs: usageBefore && usageAfter && usageAfter.cpuMs - usageBefore.cpuMs,
    loadCpuMs: (load.user + load.system) / 1000,
  };
}

async function workFrom(worker: SimulatedWorker, phaseMs: number, mayGoOn: () => boolean): Promise<void> {
  await pause(phaseMs);
  await worker.work(mayGoOn);
}

/** How many requests a measurement is made of. */
export function requestsOf({ latencies }: Measurement): number {
  return STEPS.reduce((sum, step) => sum + latencies[step].length, 0);
}
