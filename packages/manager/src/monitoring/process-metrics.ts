import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | undefined;

/**
 * Figures of the process, under the names that every program with this library has: processor time, memory, open files,
 * lag of the event loop, garbage collection. One registry for the process, because watching the event loop cannot be
 * undone, and a Manager may start again in the same process.
 */
export function processMetrics(): Registry {
  if (registry) return registry;
  registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
