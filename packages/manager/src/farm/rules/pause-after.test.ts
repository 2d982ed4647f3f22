import { describe, expect, it } from '@jest/globals';
import { planPauseAfter } from './pause-after.js';
import { EMPTY_TALLY } from './tally.js';

describe('a task after which its job waits', () => {
  const tally = { ...EMPTY_TALLY, completed: 1, queued: 2 };
  const task = { name: 'approval', status: 'completed', pauseJobAfter: true } as const;
  const reason = { tag: 'waits-after-task', task: 'approval' };

  it('pauses the job when it is completed', () => {
    expect(planPauseAfter({ status: 'active' }, tally, task, 'active')).toMatchObject([
      { from: 'active', to: 'pause-requested', reason, massChange: { to: 'paused' } },
      { from: 'pause-requested', to: 'paused', reason },
    ]);
  });

  it('lets other tasks that run come to their end first', () => {
    const steps = planPauseAfter({ status: 'active' }, { ...tally, active: 1 }, task, 'active');
    expect(steps.map(({ to }) => to)).toEqual(['pause-requested']);
  });

  it.each([
    ['when the task does not ask for it', { status: 'active' }, tally, { ...task, pauseJobAfter: false }, 'active'],
    ['when the task failed', { status: 'active' }, tally, { ...task, status: 'failed' }, 'active'],
    ['when the task was completed before', { status: 'active' }, tally, task, 'completed'],
    ['when nothing is left to wait for', { status: 'active' }, { ...EMPTY_TALLY, completed: 3 }, task, 'active'],
    ['when the job is canceled', { status: 'canceled' }, tally, task, 'active'],
    ['when the job is being paused', { status: 'pause-requested' }, tally, task, 'active'],
  ] as const)('does nothing %s', (_, job, counts, given, before) => {
    expect(planPauseAfter(job, counts, given, before)).toEqual([]);
  });
});
