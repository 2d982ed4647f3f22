import { describe, expect, it } from '@jest/globals';
import type { Reason } from '../farm/rules/reasons.js';
import { jobActivity, massActivity, reasonText, returnedToPool, timedOutActivity } from './activities.js';

describe('the activity of a job (03 §4.3)', () => {
  it('says the status and why', () => {
    expect(jobActivity('canceled', { tag: 'requested', text: 'requested from web interface' })).toBe(
      'Changed to status "canceled": requested from web interface',
    );
  });

  it('says at the start of the Manager that a job is taken up again (03 §4.6)', () => {
    expect(jobActivity('requeueing', { tag: 'stuck-jobs' })).toBe(
      'Reenforcing status "requeueing": checking stuck jobs',
    );
  });
});

describe('the reason for a change', () => {
  it.each<[Reason, string]>([
    [{ tag: 'task-queued' }, 'task was queued'],
    [{ tag: 'no-more-active', after: 'paused' }, 'last task got paused'],
    [{ tag: 'last-runnable-canceled' }, 'canceled task was last runnable task of job, canceling job'],
    [{ tag: 'no-more-active', after: 'canceled' }, 'no more active tasks after task cancellation'],
    [{ tag: 'too-many-failed', failed: 2, total: 20 }, 'too many tasks failed'],
    [{ tag: 'no-more-active', after: 'failed' }, 'no more active tasks after task failure'],
    [{ tag: 'failed-but-not-enough' }, 'task failed, but not enough to fail the job'],
    [{ tag: 'task-became', status: 'active' }, 'task became active'],
    [{ tag: 'task-became', status: 'soft-failed' }, 'task became soft-failed'],
    [{ tag: 'all-completed' }, 'all tasks completed'],
    [{ tag: 'no-more-active', after: 'completed' }, 'no more active tasks after task completion'],
    [{ tag: 'task-completed' }, 'no more tasks to do'],
    [{ tag: 'no-workers-left', taskType: 'blender' }, 'no more workers left to run tasks of type "blender"'],
    [{ tag: 'worker-signed-off' }, 'worker signed off'],
    [
      { tag: 'worker-changed-status', name: 'anna', uuid: 'u-1', status: 'asleep' },
      "worker anna (u-1) changed status to 'asleep'",
    ],
    [{ tag: 'worker-timed-out' }, 'worker timed out'],
    [{ tag: 'worker-deleted' }, 'worker is being deleted'],
    [
      { tag: 'worker-blocked', name: 'anna', taskType: 'blender' },
      'worker anna was blocked from tasks of type "blender"',
    ],
  ])('%j is worded as in 03 §4.2 and §4.7', (reason, text) => {
    expect(reasonText(reason)).toBe(text);
  });

  it('tells what keeps a job from ending well (D2.7)', () => {
    const text = (failed: number, canceled: number, queued: number) =>
      reasonText({ tag: 'nothing-left-to-run', failed, canceled, queued });
    expect(text(1, 0, 1)).toBe('nothing is left to run: 1 task failed, 1 task can never start');
    expect(text(2, 3, 4)).toBe(
      'nothing is left to run: 2 tasks failed, 3 tasks were canceled, 4 tasks can never start',
    );
    expect(text(0, 1, 0)).toBe('nothing is left to run: 1 task was canceled');
  });

  it('has words for what only we do', () => {
    expect(reasonText({ tag: 'deletion-requested' })).toBe('the job is going to be deleted');
    expect(reasonText({ tag: 'given-back', name: 'anna', uuid: 'u-1' })).toBe('worker anna (u-1) gave it back');
    expect(reasonText({ tag: 'no-more-active', after: 'queued' })).toBe('no more active tasks');
  });
});

describe('the activity of tasks', () => {
  it('says that they change with their job (03 §4.3)', () => {
    expect(massActivity({ tag: 'canceled-with-job', jobStatus: 'cancel-requested' })).toBe(
      'Manager cancelled this task because the job got status "cancel-requested".',
    );
    expect(massActivity({ tag: 'canceled-with-job', jobStatus: 'failed' })).toBe(
      'Manager cancelled this task because the job got status "failed".',
    );
    expect(massActivity({ tag: 'paused-with-job', jobStatus: 'pause-requested' })).toBe(
      'Manager paused this task because the job got status "pause-requested".',
    );
    expect(massActivity({ tag: 'requeued-with-job', from: 'completed' })).toBe(
      'Queued because job transitioned status from "completed" to "requeueing"',
    );
  });

  it('says that they go back to the pool (03 §4.7)', () => {
    expect(returnedToPool('queued', { tag: 'worker-signed-off' })).toBe(
      'Task was queued by Manager because worker signed off',
    );
    expect(returnedToPool('paused', { tag: 'worker-timed-out' })).toBe(
      'Task was paused by Manager because worker timed out',
    );
  });

  it('says that they timed out (03 §4.8)', () => {
    expect(timedOutActivity({ name: 'anna', uuid: 'u-1' })).toBe('Task timed out on worker anna (u-1)');
  });
});
