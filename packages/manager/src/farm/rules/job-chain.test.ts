import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JOB_STATUSES } from '@flamenco/api';
import type { JobStatus } from '@flamenco/api';
import { planJobChange, planJobRequest, planStuckJob, statusAfter, tallyAfter } from './job-chain.js';
import type { JobStep } from './job-chain.js';
import type { Reason } from './reasons.js';
import { total, unfinished } from './tally.js';
import type { TaskTally } from './tally.js';
import { anyJobStatus, anyTally, tallyOf } from '../../../test/support/any-farm.js';

const byUser: Reason = { tag: 'requested', text: 'requested from web interface' };

/** The statuses that the job goes through, the present one first. */
const path = (steps: readonly JobStep[]) => [steps[0]?.from, ...steps.map(({ to }) => to)];

/** What a request leads to: the statuses on the way and the tasks at the end. */
function requested(from: JobStatus, counts: Partial<TaskTally>, to: JobStatus) {
  const plan = planJobRequest({ status: from }, tallyOf(counts), to, byUser);
  if (plan.kind !== 'steps') return plan;
  const { steps, clearsFailures } = plan;
  return { path: path(steps), tasks: tallyAfter(tallyOf(counts), steps), clearsFailures };
}

describe('a chain of job statuses (03 §4.3)', () => {
  it('does nothing for the status that the job has', () => {
    expect(planJobChange({ status: 'active' }, tallyOf({ queued: 1 }), 'active', byUser)).toEqual([]);
  });

  it('cancels whatever runs or waits, paused tasks too, and then the job (D2.20)', () => {
    const tally = tallyOf({ active: 1, queued: 2, 'soft-failed': 3, paused: 4, completed: 5, failed: 6 });
    const steps = planJobChange({ status: 'active' }, tally, 'cancel-requested', byUser);
    expect(steps).toEqual([
      {
        from: 'active',
        to: 'cancel-requested',
        reason: byUser,
        massChange: {
          from: ['active', 'queued', 'soft-failed', 'paused'],
          to: 'canceled',
          reason: { tag: 'canceled-with-job', jobStatus: 'cancel-requested' },
        },
        refreshTasks: true,
      },
      { from: 'cancel-requested', to: 'canceled', reason: byUser, refreshTasks: false },
    ]);
    expect(tallyAfter(tally, steps)).toEqual(tallyOf({ canceled: 10, completed: 5, failed: 6 }));
  });

  it('cancels the tasks of a job that fails, paused ones too (D2.20)', () => {
    const [step, ...others] = planJobChange({ status: 'active' }, tallyOf({ queued: 1, paused: 1 }), 'failed', byUser);
    expect(others).toEqual([]);
    expect(step?.refreshTasks).toBe(true);
    expect(step?.massChange?.reason).toEqual({ tag: 'canceled-with-job', jobStatus: 'failed' });
    expect(tallyAfter(tallyOf({ queued: 1, paused: 1 }), step ? [step] : [])).toEqual(tallyOf({ canceled: 2 }));
  });

  it('pauses at once when nothing runs', () => {
    const steps = planJobChange({ status: 'queued' }, tallyOf({ queued: 2 }), 'pause-requested', byUser);
    expect(path(steps)).toEqual(['queued', 'pause-requested', 'paused']);
    expect(steps[0]?.massChange).toEqual({
      from: ['queued', 'soft-failed'],
      to: 'paused',
      reason: { tag: 'paused-with-job', jobStatus: 'pause-requested' },
    });
    expect(steps.map(({ refreshTasks }) => refreshTasks)).toEqual([true, false]);
  });

  it('waits for running tasks when pausing', () => {
    const tally = tallyOf({ queued: 2, active: 1 });
    const steps = planJobChange({ status: 'active' }, tally, 'pause-requested', byUser);
    expect(path(steps)).toEqual(['active', 'pause-requested']);
    expect(tallyAfter(tally, steps)).toEqual(tallyOf({ paused: 2, active: 1 }));
  });

  it('requeues all tasks of a completed job', () => {
    const steps = planJobChange({ status: 'completed' }, tallyOf({ completed: 3 }), 'requeueing', byUser);
    expect(path(steps)).toEqual(['completed', 'requeueing', 'queued']);
    expect(steps[0]?.massChange?.reason).toEqual({ tag: 'requeued-with-job', from: 'completed' });
    expect(steps.map(({ refreshTasks }) => refreshTasks)).toEqual([true, true]);
    expect(tallyAfter(tallyOf({ completed: 3 }), steps)).toEqual(tallyOf({ queued: 3 }));
  });

  it('requeues a job under construction like any other, instead of leaving it in requeueing', () => {
    const steps = planJobChange({ status: 'under-construction' }, tallyOf({ canceled: 1 }), 'requeueing', byUser);
    expect(path(steps)).toEqual(['under-construction', 'requeueing', 'queued']);
  });

  it('completes a requeued job whose tasks are all completed', () => {
    const steps = planJobChange({ status: 'failed' }, tallyOf({ completed: 3 }), 'requeueing', byUser);
    expect(path(steps)).toEqual(['failed', 'requeueing', 'queued', 'completed']);
    expect(steps.some(({ massChange }) => massChange)).toBe(false);
  });

  it('has three steps at most and loses no task', () => {
    fc.assert(
      fc.property(anyJobStatus, anyTally, anyJobStatus, (status, tally, to) => {
        const steps = planJobChange({ status }, tally, to, byUser);
        expect(steps.length).toBeLessThanOrEqual(3);
        expect(total(tallyAfter(tally, steps))).toBe(total(tally));
      }),
    );
  });

  it('is a chain: each step begins where the one before ended, and none stands still (03 §4.4)', () => {
    fc.assert(
      fc.property(anyJobStatus, anyTally, anyJobStatus, (status, tally, to) => {
        let before = status;
        for (const step of planJobChange({ status }, tally, to, byUser)) {
          expect(step.from).toBe(before);
          expect(step.to).not.toBe(before);
          before = step.to;
        }
      }),
    );
  });

  it('names a mass change only when there is a task to change', () => {
    fc.assert(
      fc.property(anyJobStatus, anyTally, anyJobStatus, (status, tally, to) => {
        let now = tally;
        for (const step of planJobChange({ status }, tally, to, byUser)) {
          const { from = [] } = step.massChange ?? {};
          const affected = from.reduce((sum, it) => sum + now[it], 0);
          if (step.massChange) expect(affected).toBeGreaterThan(0);
          now = tallyAfter(now, [step]);
        }
      }),
    );
  });
});

describe('cancelling a job (D2.20)', () => {
  const TASKS = { active: 1, queued: 1, paused: 1, completed: 1 };

  it.each(['queued', 'active', 'paused', 'pause-requested', 'failed'] as const)(
    'is done at once, from %s, by either name',
    (from) => {
      const expected = {
        path: [from, 'cancel-requested', 'canceled'],
        tasks: tallyOf({ canceled: 3, completed: 1 }),
        clearsFailures: false,
      };
      expect(requested(from, TASKS, 'cancel-requested')).toEqual(expected);
      expect(requested(from, TASKS, 'canceled')).toEqual(expected);
    },
  );

  it('is nothing new for a cancelled job', () => {
    expect(requested('canceled', { canceled: 1 }, 'cancel-requested')).toEqual({ kind: 'nothing' });
    expect(requested('canceled', { canceled: 1 }, 'canceled')).toEqual({ kind: 'nothing' });
  });

  it('is refused for a completed job', () => {
    const refused = { kind: 'refused', from: 'completed', to: 'cancel-requested' };
    expect(requested('completed', { completed: 1 }, 'cancel-requested')).toEqual(refused);
  });
});

describe('pausing a job (D2.20)', () => {
  it('pauses what waits and lets the rest run, by either name', () => {
    const expected = {
      path: ['active', 'pause-requested'],
      tasks: tallyOf({ active: 1, paused: 2 }),
      clearsFailures: false,
    };
    expect(requested('active', { active: 1, queued: 1, 'soft-failed': 1 }, 'pause-requested')).toEqual(expected);
    expect(requested('active', { active: 1, queued: 1, 'soft-failed': 1 }, 'paused')).toEqual(expected);
  });

  it('changes no task of a cancelled job', () => {
    const { steps } = planSteps('canceled', { canceled: 2, completed: 1 }, 'pause-requested');
    expect(path(steps)).toEqual(['canceled', 'pause-requested', 'paused']);
    expect(steps.filter(({ massChange }) => massChange)).toEqual([]);
  });

  it('is nothing new for a job that is paused or being paused', () => {
    expect(requested('paused', { paused: 1 }, 'pause-requested')).toEqual({ kind: 'nothing' });
    expect(requested('pause-requested', { active: 1 }, 'paused')).toEqual({ kind: 'nothing' });
  });
});

describe('requeueing a job (D2.20)', () => {
  it.each(['canceled', 'failed', 'queued'] as const)('brings back what did not complete, from %s', (from) => {
    const tasks = { canceled: 1, failed: 1, paused: 1, 'soft-failed': 1, queued: 1, completed: 1 };
    expect(requested(from, tasks, 'requeueing')).toEqual({
      path: [from, 'requeueing', 'queued'],
      tasks: tallyOf({ queued: 5, completed: 1 }),
      clearsFailures: true,
    });
  });

  it('leaves running tasks running, and the job active with them (D2.9)', () => {
    expect(requested('active', { active: 1, failed: 1 }, 'requeueing')).toEqual({
      path: ['active', 'requeueing', 'queued', 'active'],
      tasks: tallyOf({ active: 1, queued: 1 }),
      clearsFailures: true,
    });
  });

  it('brings back only the paused tasks of a paused job', () => {
    expect(requested('paused', { paused: 2, canceled: 1, failed: 1 }, 'requeueing')).toEqual({
      path: ['paused', 'requeueing', 'queued'],
      tasks: tallyOf({ queued: 2, canceled: 1, failed: 1 }),
      clearsFailures: true,
    });
  });

  it('brings back the cancelled tasks of a paused job in which none is paused', () => {
    expect(requested('paused', { canceled: 2, completed: 1 }, 'requeueing')).toMatchObject({
      tasks: tallyOf({ queued: 2, completed: 1 }),
    });
  });

  it('leaves cancelled tasks alone in a job that was submitted as paused: its tasks are queued (D2.9)', () => {
    expect(requested('paused', { queued: 3, canceled: 1 }, 'requeueing')).toMatchObject({
      path: ['paused', 'requeueing', 'queued'],
      tasks: tallyOf({ queued: 3, canceled: 1 }),
    });
  });
});

describe('resuming a paused job (D2.9, D2.20)', () => {
  it.each(['active', 'queued'] as const)('is asked for with %s and clears no list', (to) => {
    expect(requested('paused', { paused: 2, canceled: 1 }, to)).toEqual({
      path: ['paused', 'requeueing', 'queued'],
      tasks: tallyOf({ queued: 2, canceled: 1 }),
      clearsFailures: false,
    });
  });

  it('makes a job active whose tasks never stopped running', () => {
    expect(requested('pause-requested', { active: 1, paused: 1 }, 'queued')).toMatchObject({
      path: ['pause-requested', 'requeueing', 'queued', 'active'],
    });
  });

  it('is nothing new for a job that runs or waits', () => {
    for (const from of ['active', 'queued'] as const) {
      expect(requested(from, { queued: 1 }, 'active')).toEqual({ kind: 'nothing' });
      expect(requested(from, { queued: 1 }, 'queued')).toEqual({ kind: 'nothing' });
    }
  });
});

describe('requests that only the Manager decides on (D2.20)', () => {
  it('fail a job that has not ended', () => {
    expect(requested('pause-requested', { active: 1, paused: 1 }, 'failed')).toEqual({
      path: ['pause-requested', 'failed'],
      tasks: tallyOf({ canceled: 2 }),
      clearsFailures: false,
    });
    expect(requested('completed', { completed: 1 }, 'failed')).toMatchObject({ kind: 'refused' });
  });

  it('never complete one', () => {
    for (const from of JOB_STATUSES) {
      const expected = from === 'completed' ? { kind: 'nothing' } : { kind: 'refused', from, to: 'completed' };
      expect(requested(from, { completed: 1 }, 'completed')).toEqual(expected);
    }
  });

  it('accept exactly the pairs of the table', () => {
    const accepted = JOB_STATUSES.flatMap((from) =>
      JOB_STATUSES.filter(
        (to) => planJobRequest({ status: from }, tallyOf({ queued: 1 }), to, byUser).kind === 'steps',
      ).map((to) => `${from} > ${to}`),
    );
    const pairs = (from: string, to: string) =>
      from.split(' ').flatMap((it) => to.split(' ').map((at) => `${it} > ${at}`));
    expect(new Set(accepted)).toEqual(
      new Set([
        ...pairs('queued active paused pause-requested failed', 'cancel-requested canceled'),
        ...pairs('queued active canceled', 'pause-requested paused'),
        ...pairs('completed paused pause-requested canceled failed queued active', 'requeueing'),
        ...pairs('paused pause-requested', 'active queued'),
        ...pairs('queued active paused pause-requested cancel-requested', 'failed'),
      ]),
    );
  });

  it('never leave a job between two statuses, but for one that is being paused while tasks run', () => {
    fc.assert(
      fc.property(anyJobStatus, anyTally, anyJobStatus, (from, tally, to) => {
        const plan = planJobRequest({ status: from }, tally, to, byUser);
        if (plan.kind !== 'steps') return;
        const after = statusAfter({ status: from }, plan.steps);
        const left = tallyAfter(tally, plan.steps);
        expect(['cancel-requested', 'requeueing']).not.toContain(after);
        if (after === 'pause-requested') expect(left.active).toBeGreaterThan(0);
        if (after === 'canceled' || after === 'failed') expect(unfinished(left)).toBe(0);
        expect(plan.steps.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('a job that was interrupted when the Manager stopped (03 §4.6)', () => {
  const stuck: Reason = { tag: 'stuck-jobs' };

  it('ends its cancellation', () => {
    const steps = planStuckJob({ status: 'cancel-requested' }, tallyOf({ active: 1, canceled: 1 }));
    expect(path(steps)).toEqual(['cancel-requested', 'cancel-requested', 'canceled']);
    expect(steps.map(({ reason }) => reason)).toEqual([stuck, stuck]);
    expect(tallyAfter(tallyOf({ active: 1, canceled: 1 }), steps)).toEqual(tallyOf({ canceled: 2 }));
  });

  it('ends its requeueing', () => {
    const steps = planStuckJob({ status: 'requeueing' }, tallyOf({ failed: 1, completed: 1 }));
    expect(path(steps)).toEqual(['requeueing', 'requeueing', 'queued']);
    expect(steps[0]?.massChange?.reason).toEqual({ tag: 'requeued-with-job', from: 'requeueing' });
  });

  it('goes on being paused while a task runs, and is paused when none does', () => {
    expect(path(planStuckJob({ status: 'pause-requested' }, tallyOf({ active: 1 })))).toEqual([
      'pause-requested',
      'pause-requested',
    ]);
    expect(path(planStuckJob({ status: 'pause-requested' }, tallyOf({ queued: 1 })))).toEqual([
      'pause-requested',
      'pause-requested',
      'paused',
    ]);
  });

  it('is left alone in any other status', () => {
    const touched = JOB_STATUSES.filter((status) => planStuckJob({ status }, tallyOf({ queued: 1 })).length > 0);
    expect(new Set(touched)).toEqual(new Set(['cancel-requested', 'requeueing', 'pause-requested']));
  });
});

function planSteps(from: JobStatus, counts: Partial<TaskTally>, to: JobStatus): { steps: JobStep[] } {
  const plan = planJobRequest({ status: from }, tallyOf(counts), to, byUser);
  return { steps: plan.kind === 'steps' ? plan.steps : [] };
}
