import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TASK_STATUSES } from '@flamenco/api';
import type { JobStatus, TaskStatus } from '@flamenco/api';
import { statusAfter, tallyAfter } from './job-chain.js';
import { planEndOfIdleJob, planRequeueOfJob, planRipple } from './ripple.js';
import { isAllCompleted, total, unfinished } from './tally.js';
import type { TaskTally } from './tally.js';
import { anyJobStatus, anyTally, tallyOf } from '../../../test/support/any-farm.js';

const TEN_PERCENT = { failPercentage: 10 };

/** What becomes of the job: its last status and why; `tasks` are counted after the task's change. */
function ripple(
  job: JobStatus,
  taskStatus: TaskStatus,
  tasks: Partial<TaskTally>,
  runnable = 1,
  options = TEN_PERCENT,
) {
  const steps = planRipple({ status: job }, tallyOf(tasks), runnable, taskStatus, options);
  return { job: statusAfter({ status: job }, steps), why: steps.at(-1)?.reason };
}

describe('a task that starts', () => {
  it('makes its queued job active (03 §4.2)', () => {
    const expected = { job: 'active', why: { tag: 'task-became', status: 'active' } };
    expect(ripple('queued', 'active', { active: 1, queued: 2 })).toEqual(expected);
  });

  it.each(['active', 'cancel-requested', 'pause-requested'] as const)('changes nothing in a job that is %s', (job) => {
    expect(ripple(job, 'active', { active: 1, queued: 2 }).job).toBe(job);
  });
});

describe('a task that completes', () => {
  it('completes its job as the last one (03 §4.2)', () => {
    expect(ripple('active', 'completed', { completed: 3 }, 0)).toEqual({
      job: 'completed',
      why: { tag: 'all-completed' },
    });
  });

  it('makes a queued job active (03 §4.2)', () => {
    expect(ripple('queued', 'completed', { completed: 1, queued: 2 })).toEqual({
      job: 'active',
      why: { tag: 'task-completed' },
    });
  });

  it('pauses a job that waited for it (03 §4.2)', () => {
    expect(ripple('pause-requested', 'completed', { completed: 1, paused: 2 }, 0)).toEqual({
      job: 'paused',
      why: { tag: 'no-more-active', after: 'completed' },
    });
  });

  it('leaves a job alone that waits for more tasks to end', () => {
    expect(ripple('pause-requested', 'completed', { completed: 1, active: 1 }).job).toBe('pause-requested');
  });

  it('completes rather than pauses a job as the last one (03 §14 rule 4)', () => {
    expect(ripple('pause-requested', 'completed', { completed: 3 }, 0).job).toBe('completed');
  });
});

describe('a task that fails for good', () => {
  it.each([
    [10, 1, 'failed'],
    [11, 1, 'active'],
    [20, 2, 'failed'],
    [21, 2, 'active'],
    [30, 3, 'failed'],
  ] as const)('of %d tasks, as number %d, leaves its job %s (03 §4.2)', (all, failed, job) => {
    expect(ripple('active', 'failed', { failed, queued: all - failed }).job).toBe(job);
  });

  it('tells how many failed', () => {
    expect(ripple('active', 'failed', { failed: 1, queued: 4 }).why).toEqual({
      tag: 'too-many-failed',
      failed: 1,
      total: 5,
    });
  });

  it('cancels what is left of a job that fails', () => {
    const tally = tallyOf({ failed: 1, queued: 2, active: 1, paused: 1 });
    const steps = planRipple({ status: 'active' }, tally, 2, 'failed', TEN_PERCENT);
    expect(tallyAfter(tally, steps)).toEqual(tallyOf({ failed: 1, canceled: 4 }));
  });

  it('fails its job at the share that the configuration names (D2.7)', () => {
    expect(ripple('active', 'failed', { failed: 1, queued: 3 }, 3, { failPercentage: 50 }).job).toBe('active');
    expect(ripple('active', 'failed', { failed: 2, queued: 2 }, 2, { failPercentage: 50 }).job).toBe('failed');
    expect(ripple('active', 'failed', { failed: 1, queued: 999 }, 2, { failPercentage: 0 }).job).toBe('failed');
  });

  it('makes a queued job active otherwise (03 §4.2)', () => {
    expect(ripple('queued', 'failed', { failed: 1, queued: 20 })).toEqual({
      job: 'active',
      why: { tag: 'failed-but-not-enough' },
    });
  });

  it('pauses a job that waited for it (03 §4.2), but too many fail it (03 §14 rule 4)', () => {
    expect(ripple('pause-requested', 'failed', { failed: 1, paused: 20 }, 0)).toEqual({
      job: 'paused',
      why: { tag: 'no-more-active', after: 'failed' },
    });
    expect(ripple('pause-requested', 'failed', { failed: 1, paused: 2 }, 0).job).toBe('failed');
  });
});

describe('a task that is cancelled', () => {
  it('cancels its job when no other can run (03 §4.2)', () => {
    expect(ripple('active', 'canceled', { canceled: 1, completed: 2 }, 0)).toEqual({
      job: 'canceled',
      why: { tag: 'last-runnable-canceled' },
    });
  });

  it('leaves its job alone while another can run (03 §4.2)', () => {
    expect(ripple('active', 'canceled', { canceled: 1, queued: 1 }).job).toBe('active');
    expect(ripple('queued', 'canceled', { canceled: 1, queued: 1 }).job).toBe('queued');
  });

  it('as the last active one of a job that is being paused, pauses it (D2.10)', () => {
    const expected = { job: 'paused', why: { tag: 'no-more-active', after: 'canceled' } };
    expect(ripple('pause-requested', 'canceled', { canceled: 1, paused: 3 }, 0)).toEqual(expected);
    expect(ripple('pause-requested', 'canceled', { canceled: 1, completed: 3 }, 0)).toEqual(expected);
  });

  it('as the last one of a paused job, cancels it', () => {
    expect(ripple('paused', 'canceled', { canceled: 2 }, 0).job).toBe('canceled');
    expect(ripple('paused', 'canceled', { canceled: 2, paused: 1 }, 0).job).toBe('paused');
  });
});

describe('a task that fails softly', () => {
  it('makes a queued job active (03 §4.2)', () => {
    const expected = { job: 'active', why: { tag: 'task-became', status: 'soft-failed' } };
    expect(ripple('queued', 'soft-failed', { 'soft-failed': 1, queued: 2 })).toEqual(expected);
  });

  it('becomes paused in a job that is being paused, and ends the pausing (D2.10)', () => {
    expect(ripple('pause-requested', 'paused', { paused: 3 }, 0)).toEqual({
      job: 'paused',
      why: { tag: 'no-more-active', after: 'paused' },
    });
    expect(ripple('pause-requested', 'paused', { paused: 3, active: 1 }, 0).job).toBe('pause-requested');
  });
});

describe('a task that goes back to the pool', () => {
  it('leaves its job active (03 §4.2)', () => {
    expect(ripple('active', 'queued', { queued: 3 }, 3)).toEqual({ job: 'active', why: undefined });
  });
});

describe('a job with nothing left to run (D2.7)', () => {
  it('fails when one frame is broken and the video waits for it for ever (03 §6.10)', () => {
    expect(ripple('active', 'completed', { completed: 19, failed: 1, queued: 1 }, 0)).toEqual({
      job: 'failed',
      why: { tag: 'nothing-left-to-run', failed: 1, canceled: 0, queued: 1 },
    });
  });

  it('fails when its last task fails, although too few failed', () => {
    expect(ripple('active', 'failed', { completed: 19, failed: 1 }, 0).job).toBe('failed');
  });

  it('is cancelled when a task was cancelled and all others completed', () => {
    expect(ripple('active', 'completed', { completed: 19, canceled: 1 }, 0)).toEqual({
      job: 'canceled',
      why: { tag: 'nothing-left-to-run', failed: 0, canceled: 1, queued: 0 },
    });
  });

  it('is cancelled, and what waits with it, when only cancellations are in the way', () => {
    const tally = tallyOf({ canceled: 1, queued: 2 });
    const steps = planRipple({ status: 'active' }, tally, 0, 'canceled', TEN_PERCENT);
    expect(steps.map(({ to }) => to)).toEqual(['cancel-requested', 'canceled']);
    expect(tallyAfter(tally, steps)).toEqual(tallyOf({ canceled: 3 }));
  });

  it('goes on while a task runs or can run', () => {
    expect(ripple('active', 'completed', { completed: 19, failed: 1, active: 1 }, 0).job).toBe('active');
    expect(ripple('active', 'completed', { completed: 19, failed: 1, queued: 1 }, 1).job).toBe('active');
  });

  it('ends after a request too that leaves it queued', () => {
    const tally = tallyOf({ completed: 18, failed: 2, queued: 1 });
    const [step, ...others] = planEndOfIdleJob({ status: 'queued' }, tally, 0);
    expect(step).toMatchObject({ from: 'queued', to: 'failed' });
    expect(others).toEqual([]);
  });

  it('ends as completed if all its tasks are', () => {
    expect(planEndOfIdleJob({ status: 'queued' }, tallyOf({ completed: 2 }), 0)).toMatchObject([{ to: 'completed' }]);
  });

  it('fails when no task failed, none was cancelled, and still none can start', () => {
    expect(planEndOfIdleJob({ status: 'active' }, tallyOf({ queued: 2 }), 0)).toMatchObject([{ to: 'failed' }]);
  });

  it('is no longer queued or active, whatever the task became', () => {
    fc.assert(
      fc.property(anyTally, fc.constantFrom(...TASK_STATUSES), (tasks, taskStatus) => {
        const idle = { ...tasks, active: 0 };
        for (const status of ['queued', 'active'] as const) {
          const steps = planRipple({ status }, idle, 0, taskStatus, TEN_PERCENT);
          expect(['completed', 'failed', 'canceled']).toContain(statusAfter({ status }, steps));
          expect(unfinished(tallyAfter(idle, steps))).toBe(0);
        }
      }),
    );
  });
});

describe('a job that ended or is paused', () => {
  const anyRunnable = fc.nat(5);

  it('is never revived by a task, whatever the task does (D2.3)', () => {
    const status = fc.constantFrom<JobStatus>('canceled', 'failed', 'completed', 'paused');
    fc.assert(
      fc.property(
        status,
        anyTally,
        anyRunnable,
        fc.constantFrom(...TASK_STATUSES),
        (job, tally, runnable, taskStatus) => {
          const steps = planRipple({ status: job }, tally, runnable, taskStatus, TEN_PERCENT);
          if (job !== 'paused') expect(steps).toEqual([]);
          for (const { to } of steps) expect(['canceled', 'failed', 'completed']).toContain(to);
        },
      ),
    );
  });

  it('ends as completed only with all its tasks', () => {
    fc.assert(
      fc.property(
        anyJobStatus,
        anyTally,
        anyRunnable,
        fc.constantFrom(...TASK_STATUSES),
        (job, tally, runnable, task) => {
          const steps = planRipple({ status: job }, tally, runnable, task, TEN_PERCENT);
          if (steps.some(({ to }) => to === 'completed')) expect(isAllCompleted(tally)).toBe(true);
          expect(steps.length).toBeLessThanOrEqual(3);
          expect(total(tallyAfter(tally, steps))).toBe(total(tally));
        },
      ),
    );
  });

  it.each(['completed', 'failed', 'canceled'] as const)(
    'is queued again when a user requeues one of its tasks, from %s (D2.9)',
    (status) => {
      const tally = tallyOf({ queued: 1, completed: 2, canceled: 2 });
      const steps = planRequeueOfJob({ status }, tally, 1);
      expect(steps).toMatchObject([{ from: status, to: 'queued', reason: { tag: 'task-queued' } }]);
      expect(tallyAfter(tally, steps)).toEqual(tally);
    },
  );

  it('ends again when the requeued task cannot start (D2.7)', () => {
    const steps = planRequeueOfJob({ status: 'failed' }, tallyOf({ queued: 1, failed: 1, canceled: 2 }), 0);
    expect(steps.map(({ to }) => to)).toEqual(['queued', 'failed']);
  });

  it('stays paused when a user requeues one of its tasks', () => {
    expect(planRequeueOfJob({ status: 'paused' }, tallyOf({ queued: 1, paused: 1 }), 1)).toEqual([]);
  });

  it('is paused when the last running task of a pausing job was requeued by hand', () => {
    expect(planRequeueOfJob({ status: 'pause-requested' }, tallyOf({ queued: 1 }), 1)).toMatchObject([
      { to: 'paused' },
    ]);
    expect(planRequeueOfJob({ status: 'pause-requested' }, tallyOf({ queued: 1, active: 1 }), 1)).toEqual([]);
  });
});
