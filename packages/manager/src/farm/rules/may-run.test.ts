import { describe, expect, it } from '@jest/globals';
import { judgeMayRun } from './may-run.js';

const RUNNING = { status: 'active', workerId: 1 } as const;

describe('a Worker that asks whether it may go on (01 §4.8)', () => {
  it('may, while the task is active and its own', () => {
    expect(judgeMayRun(RUNNING, { id: 1 })).toEqual({ outcome: 'yes' });
  });

  it('may not when the task is gone, even if a status is asked of it', () => {
    const statusRequest = { status: 'offline', isLazy: false } as const;
    expect(judgeMayRun(undefined, { id: 1, statusRequest })).toEqual({ outcome: 'unknown-task' });
  });

  it('may not when a status is asked of it at once, but may when it can end its task first', () => {
    const asked = (isLazy: boolean) => judgeMayRun(RUNNING, { id: 1, statusRequest: { status: 'asleep', isLazy } });
    expect(asked(false)).toEqual({ outcome: 'status-change' });
    expect(asked(true)).toEqual({ outcome: 'yes' });
  });

  it('may not when the task is another Worker’s or nobody’s', () => {
    expect(judgeMayRun({ status: 'canceled', workerId: 2 }, { id: 1 })).toEqual({ outcome: 'not-yours' });
    expect(judgeMayRun({ status: 'queued' }, { id: 1 })).toEqual({ outcome: 'not-yours' });
  });

  it('may not when the task runs no more', () => {
    const canceled = { status: 'canceled', workerId: 1 } as const;
    expect(judgeMayRun(canceled, { id: 1 })).toEqual({ outcome: 'not-active', status: 'canceled' });
  });
});
