import { describe, expect, it } from '@jest/globals';
import {
  assignedTo,
  hardFailure,
  lateLogOf,
  noWorkersLeft,
  nobodyElseLeft,
  softFailure,
  stamped,
  statusChanged,
  timedOut,
} from './task-log.js';

const anna = { name: 'anna', uuid: 'u-1' };

describe('the Manager’s lines in a task’s log (03 §4.8)', () => {
  it('begin with the time', () => {
    expect(stamped('2026-04-13T10:00:00+02:00', 'Hello')).toBe('2026-04-13T10:00:00+02:00 Hello');
  });

  it('tell who has the task and what became of it', () => {
    expect(assignedTo(anna)).toBe('Task assigned to worker anna (u-1)');
    expect(statusChanged('queued', 'active')).toBe('task changed status queued -> active');
  });

  it('tell since when nobody heard of it', () => {
    expect(timedOut(anna, new Date('2026-04-13T10:00:00.123Z'))).toBe(
      'Task timed out. It was assigned to worker anna (u-1), but untouched since 2026-04-13T10:00:00Z',
    );
    expect(timedOut(undefined, undefined)).toBe(
      'Task timed out. It was assigned to worker -unassigned-, but untouched since forever',
    );
  });

  it('tell how many Workers failed it, and how many more may', () => {
    expect(softFailure(1, 2)).toBe(
      'Task failed by 1 worker, Manager will mark it as soft failure. 2 more failures will cause hard failure.',
    );
    expect(softFailure(2, 1)).toBe(
      'Task failed by 2 workers, Manager will mark it as soft failure. 1 more failure will cause hard failure.',
    );
    expect(hardFailure(3)).toBe('Task failed by 3 workers, Manager will mark it as hard failure');
    expect(hardFailure(1)).toBe('Task failed by 1 worker, Manager will mark it as hard failure');
  });

  it('tell that nobody is left for it (D2.5), or for any task of its type', () => {
    expect(nobodyElseLeft(2)).toBe(
      'Task failed by 2 workers, Manager will mark it as hard failure, as there is no other worker left that can run it',
    );
    expect(noWorkersLeft(anna, 'blender')).toBe(
      'Task failed by worker anna (u-1), Manager will fail the entire job as there are no more workers left for tasks of type "blender".',
    );
  });

  it('tell whose late words follow (D2.3)', () => {
    expect(lateLogOf(anna)).toBe(
      'The following was sent by worker anna (u-1), which does not have this task any more:',
    );
  });
});
