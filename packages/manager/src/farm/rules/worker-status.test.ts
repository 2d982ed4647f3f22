import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WORKER_STATUSES } from '@flamenco/api';
import type { WorkerStatus } from '@flamenco/api';
import {
  judgeFetch,
  judgeStatePoll,
  planRecovery,
  planSignOff,
  planSignOn,
  planStateChange,
  planStatusRequest,
  planWorkerTimeout,
} from './worker-status.js';
import type { StatusRequest, WorkerChanges, WorkerState } from './worker-status.js';

const asked = (status: WorkerStatus, isLazy = false): StatusRequest => ({ status, isLazy });
const worker = (status: WorkerStatus, statusRequest?: StatusRequest): WorkerState => ({ status, statusRequest });

/** The Worker after the changes, as the database would have it. */
function after(before: WorkerState, changes: WorkerChanges): WorkerState {
  return { ...before, ...Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, value ?? undefined])) };
}

describe('a Worker that signs on (01 §4.2)', () => {
  it('is starting, and is told what its schedule wants', () => {
    expect(planSignOn(worker('offline'), 'asleep')).toEqual({
      changes: { status: 'starting' },
      returnsTasks: false,
      answer: 'asleep',
    });
    expect(planSignOn(worker('offline'), 'awake').answer).toBe('awake');
  });

  it('is told what is asked of it, which stays until it confirms', () => {
    const plan = planSignOn(worker('offline', asked('restart', true)), 'awake');
    expect(plan).toEqual({ changes: { status: 'starting' }, returnsTasks: false, answer: 'restart' });
  });

  it('has nothing changed when it signs on twice', () => {
    expect(planSignOn(worker('starting'), 'awake').changes).toEqual({});
  });

  it('is no longer lost', () => {
    const lost: WorkerState = { status: 'error', statusBeforeError: 'awake' };
    expect(planSignOn(lost, 'awake').changes).toEqual({ status: 'starting', statusBeforeError: null });
  });
});

describe('a Worker that signs off (01 §4.3)', () => {
  it.each([
    ['awake', undefined, asked('awake')],
    ['asleep', undefined, asked('asleep')],
    ['awake', asked('offline', true), asked('awake')],
    ['awake', asked('restart'), asked('awake')],
    ['asleep', asked('offline'), asked('asleep')],
    ['asleep', asked('restart', true), asked('asleep')],
    ['awake', asked('asleep', true), asked('asleep', true)],
    ['asleep', asked('awake'), asked('awake')],
    ['awake', asked('testing'), asked('testing')],
    ['error', asked('offline'), undefined],
    ['starting', asked('restart'), undefined],
    ['offline', asked('offline'), undefined],
    ['testing', undefined, undefined],
    ['error', asked('awake'), asked('awake')],
    ['starting', asked('asleep', true), asked('asleep', true)],
  ] as const)('and was %s, asked for %j, is asked for %j when it comes back', (status, before, then) => {
    const { changes, returnsTasks } = planSignOff(worker(status, before));
    expect(after(worker(status, before), changes)).toEqual({ status: 'offline', statusRequest: then });
    expect(returnsTasks).toBe(true);
  });

  it('has only what changes changed', () => {
    expect(planSignOff(worker('awake', asked('asleep'))).changes).toEqual({ status: 'offline' });
    expect(planSignOff(worker('offline')).changes).toEqual({});
  });
});

describe('a Worker that reports its status (01 §4.5)', () => {
  it('confirms what was asked of it', () => {
    expect(planStateChange(worker('awake', asked('asleep')), 'asleep')).toEqual({
      changes: { status: 'asleep', statusRequest: null },
      returnsTasks: true,
      isUnexpected: false,
    });
  });

  it('may take a status that nobody asked for', () => {
    expect(planStateChange(worker('starting'), 'awake')).toEqual({
      changes: { status: 'awake' },
      returnsTasks: false,
      isUnexpected: false,
    });
  });

  it('is still asked for another status, and that is worth a warning', () => {
    expect(planStateChange(worker('starting', asked('testing')), 'asleep')).toEqual({
      changes: { status: 'asleep' },
      returnsTasks: true,
      isUnexpected: true,
    });
  });

  it.each(WORKER_STATUSES)('and is %s, keeps its tasks only when awake (03 §8.4)', (to) => {
    for (const from of WORKER_STATUSES) {
      expect(planStateChange(worker(from), to).returnsTasks).toBe(to !== 'awake');
    }
  });

  it('loses its tasks also when it crashed, came back and sleeps now (03 §8.1)', () => {
    expect(planStateChange(worker('starting'), 'asleep').returnsTasks).toBe(true);
  });
});

describe('a user who asks for a Worker’s status (01 §5.4)', () => {
  const able = (status: WorkerStatus, statusRequest?: StatusRequest, abilities = {}) => ({
    ...worker(status, statusRequest),
    canRestart: true,
    canTest: true,
    ...abilities,
  });

  it('replaces an earlier request', () => {
    expect(planStatusRequest(able('awake', asked('offline')), asked('asleep', true))).toEqual({
      kind: 'accepted',
      changes: { statusRequest: asked('asleep', true) },
    });
  });

  it('takes a request back by asking for the present status', () => {
    expect(planStatusRequest(able('awake', asked('offline')), asked('awake', true))).toEqual({
      kind: 'accepted',
      changes: { statusRequest: null },
    });
    expect(planStatusRequest(able('awake'), asked('awake'))).toEqual({ kind: 'accepted', changes: {} });
  });

  it('cannot restart a Worker that does not know how to', () => {
    expect(planStatusRequest(able('awake', undefined, { canRestart: false }), asked('restart'))).toEqual({
      kind: 'refused',
      why: 'cannot-restart',
    });
    expect(planStatusRequest(able('awake'), asked('restart')).kind).toBe('accepted');
  });

  it('cannot ask for statuses that a Worker cannot take (D2.13)', () => {
    const refused = (status: WorkerStatus, abilities = {}) =>
      planStatusRequest(able('awake', undefined, abilities), asked(status)).kind === 'refused';
    expect(WORKER_STATUSES.filter((status) => refused(status))).toEqual(['starting', 'error']);
    expect(refused('testing', { canTest: false })).toBe(true);
  });
});

describe('a Worker that asks for a task (D2.12)', () => {
  it('may get one when it is awake and nothing is asked of it', () => {
    expect(judgeFetch(worker('awake'))).toEqual({ kind: 'may-fetch', changes: {} });
  });

  it.each(WORKER_STATUSES)('is told first what is asked of it, whatever it is: %s (03 §5.1)', (status) => {
    expect(judgeFetch(worker(status, asked('offline', true)))).toMatchObject({
      kind: 'change-status',
      status: 'offline',
    });
  });

  it.each([
    ['asleep', 'asleep'],
    ['starting', 'awake'],
    ['offline', 'awake'],
    ['testing', 'awake'],
    ['restart', 'awake'],
  ] as const)('while %s is told to be %s', (status, wanted) => {
    expect(judgeFetch(worker(status))).toEqual({ kind: 'change-status', status: wanted, changes: {} });
  });

  it.each([
    ['awake', 'awake'],
    ['asleep', 'asleep'],
    ['starting', 'awake'],
  ] as const)('and was lost while %s, is that again and told to be %s', (statusBeforeError, wanted) => {
    expect(judgeFetch({ status: 'error', statusBeforeError })).toEqual({
      kind: 'change-status',
      status: wanted,
      changes: { status: statusBeforeError, statusBeforeError: null },
    });
  });

  it('gets a task at the latest after taking the status that it is told', () => {
    const status = fc.constantFrom(...WORKER_STATUSES);
    const awakeOrAsleep = fc.constantFrom<WorkerStatus>('awake', 'asleep');
    const request = fc.option(fc.record({ status: awakeOrAsleep, isLazy: fc.boolean() }), { nil: undefined });
    const before = fc.option(status, { nil: undefined });
    fc.assert(
      fc.property(status, request, before, (it, statusRequest, statusBeforeError) => {
        const asking: WorkerState = { status: it, statusRequest, ...(it === 'error' && { statusBeforeError }) };
        const verdict = judgeFetch(asking);
        if (verdict.kind === 'may-fetch') return;
        const told = after(asking, verdict.changes);
        const taken = after(told, planStateChange(told, verdict.status).changes);
        const next = judgeFetch(taken);
        expect(next.kind === 'may-fetch' || verdict.status === 'asleep').toBe(true);
      }),
    );
  });
});

describe('a Worker that was lost (03 §7.2, D2.12)', () => {
  it('is in error, is asked for nothing more, and its tasks go to others', () => {
    expect(planWorkerTimeout(worker('awake', asked('asleep', true)))).toEqual({
      changes: { status: 'error', statusBeforeError: 'awake', statusRequest: null },
      returnsTasks: true,
    });
  });

  it('keeps in mind what it was, also when it is found lost again', () => {
    const lost: WorkerState = { status: 'error', statusBeforeError: 'asleep' };
    expect(after(lost, planWorkerTimeout(lost).changes)).toEqual(lost);
  });

  it('is what it was once it is heard from again', () => {
    const was = worker('asleep');
    const lost = after(was, planWorkerTimeout(was).changes);
    expect(after(lost, planRecovery(lost))).toEqual({ status: 'asleep' });
  });

  it('counts as starting, or as asleep when it asks what to be, if nobody knows what it was', () => {
    expect(planRecovery(worker('error'))).toEqual({ status: 'starting' });
    expect(judgeStatePoll(worker('error'))).toEqual({ wanted: undefined, changes: { status: 'asleep' } });
  });

  it('stays in error when it has said so itself, until it says something else', () => {
    const own = after(worker('awake'), planStateChange(worker('awake'), 'error').changes);
    expect(own).toEqual({ status: 'error', statusBeforeError: 'error' });
    expect(judgeStatePoll(own)).toEqual({ wanted: undefined, changes: {} });
    expect(after(own, planWorkerTimeout(own).changes)).toEqual(own);
    for (const heard of [planStateChange(own, 'awake'), planSignOn(own, 'awake'), planSignOff(own)])
      expect(after(own, heard.changes).statusBeforeError).toBeUndefined();
  });

  it('does not change anything by being heard when it was not lost', () => {
    expect(planRecovery(worker('starting'))).toEqual({});
  });
});

describe('a Worker that asks which status is wanted (01 §4.4)', () => {
  it('learns it, lazy or not', () => {
    expect(judgeStatePoll(worker('asleep', asked('awake', true)))).toEqual({ wanted: 'awake', changes: {} });
  });

  it('hears nothing when nothing is asked', () => {
    expect(judgeStatePoll(worker('asleep'))).toEqual({ wanted: undefined, changes: {} });
  });
});
