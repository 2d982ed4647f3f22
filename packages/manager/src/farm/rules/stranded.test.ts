import { expect, it } from '@jest/globals';
import type { JobStatus, TaskStatus } from '@flamenco/api';
import { JOB_STATUSES, TASK_STATUSES } from '@flamenco/api';
import { isStranded } from './stranded.js';

const RUNNING = { status: 'active' } as const;
const WAITING = { status: 'soft-failed' } as const;
const LEFT_ALONE = { failedByWorkers: 1, eligibleWorkers: 0 };

it('a task that somebody failed and that nobody is left for is stranded', () => {
  expect(isStranded(RUNNING, WAITING, LEFT_ALONE)).toBe(true);
});

it('one that anybody could still try is not', () => {
  expect(isStranded(RUNNING, WAITING, { failedByWorkers: 5, eligibleWorkers: 1 })).toBe(false);
});

it('one that nobody has failed waits for a Worker to be added', () => {
  expect(isStranded(RUNNING, WAITING, { failedByWorkers: 0, eligibleWorkers: 0 })).toBe(false);
});

it('only tasks that wait, of jobs that run', () => {
  const tasks = TASK_STATUSES.filter((status: TaskStatus) => isStranded(RUNNING, { status }, LEFT_ALONE));
  expect([...tasks].sort()).toEqual(['queued', 'soft-failed']);
  const jobs = JOB_STATUSES.filter((status: JobStatus) => isStranded({ status }, WAITING, LEFT_ALONE));
  expect([...jobs].sort()).toEqual(['active', 'queued']);
});

it('a job that is going to be deleted needs no end', () => {
  expect(isStranded({ ...RUNNING, deleteRequestedAt: new Date(0) }, WAITING, LEFT_ALONE)).toBe(false);
});
