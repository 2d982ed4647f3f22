import type { FarmStatus, JobStatus, WorkerStatus } from '@flamenco/api';

/** How many there are of each; deleted Workers are left out, a missing status counts 0. */
export interface FarmCounts {
  readonly workers: Readonly<Partial<Record<WorkerStatus, number>>>;
  readonly jobs: Readonly<Partial<Record<JobStatus, number>>>;
}

/** One word for the whole farm (contract 03 §10). Before the first count it is `starting`. */
export function summariseFarm({ workers, jobs }: FarmCounts): FarmStatus {
  const { awake = 0, asleep = 0, offline = 0, error = 0 } = workers;
  const { active = 0, queued = 0 } = jobs;
  if (sum(workers) === offline + error) return 'inoperative';
  if (active > 0 && awake > 0) return 'active';
  if (active + queued > 0) return 'waiting';
  return awake === 0 && asleep > 0 ? 'asleep' : 'idle';
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((whole, count) => whole + count, 0);
}
