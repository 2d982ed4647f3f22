import { expect, it } from '@jest/globals';
import type { Job, Worker } from '../farm/records.js';
import { toJob, toWorkerSummary } from './wire.js';

const AT = new Date('2026-03-04T10:00:00.120Z');

const JOB: Job = {
  id: 1,
  uuid: 'job-1',
  name: 'shot',
  type: 'render',
  priority: 50,
  status: 'queued',
  activity: '',
  createdAt: AT,
  updatedAt: AT,
  stepsCompleted: 0,
  stepsTotal: 3,
  tally: { queued: 3, 'soft-failed': 0, active: 0, completed: 0, failed: 0, canceled: 0, paused: 0 },
  times: { activeMs: 0, framesTimed: 0, frameMs: 0 },
  settings: { frames: '1-3', colour: null, tree: { leaf: null } },
  metadata: {},
  warnings: [],
};

it('a setting without a value is left out, what is inside of settings is passed on (D3.4, D10.1)', () => {
  expect(toJob(JOB).settings).toEqual({ frames: '1-3', tree: { leaf: null } });
});

it('what a job does not have is left out', () => {
  const { storage, worker_tag, delete_requested_at, warnings } = toJob(JOB);
  expect([storage, worker_tag, delete_requested_at, warnings]).toEqual([undefined, undefined, undefined, undefined]);
  const all = { checkoutPath: 'film/1', workerTagUuid: 'tag-1', deleteRequestedAt: AT, warnings: ['Odd.'] };
  expect(toJob({ ...JOB, ...all })).toMatchObject({
    storage: { shaman_checkout_id: 'film/1' },
    worker_tag: 'tag-1',
    delete_requested_at: '2026-03-04T10:00:00.120Z',
    warnings: ['Odd.'],
  });
});

it('numbers and columns of the database stay inside', () => {
  expect(Object.keys(toJob(JOB))).not.toEqual(expect.arrayContaining(['tally', 'uuid']));
  expect(toJob(JOB).id).toBe('job-1');
});

it('a Worker that was never seen has no time at which it was', () => {
  const worker: Worker = {
    id: 7,
    uuid: 'worker-7',
    name: 'node7',
    address: '10.0.0.7',
    platform: 'linux',
    softwareVersion: '',
    status: 'offline',
    taskTypes: [],
    canRestart: false,
    canTest: false,
    canCheckStorage: false,
    isBlockExempt: false,
    createdAt: AT,
    updatedAt: AT,
  };
  const plain = { id: 'worker-7', name: 'node7', status: 'offline', version: '', can_restart: false };
  expect(toWorkerSummary(worker)).toEqual(plain);
  const busy = { ...worker, lastSeenAt: AT, statusRequest: { status: 'asleep' as const, isLazy: true } };
  expect(toWorkerSummary(busy)).toEqual({
    ...plain,
    last_seen: '2026-03-04T10:00:00.120Z',
    status_change: { status: 'asleep', is_lazy: true },
  });
});
