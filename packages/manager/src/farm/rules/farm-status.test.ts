import { describe, expect, it } from '@jest/globals';
import { summariseFarm } from './farm-status.js';

describe('the farm as a whole (03 §10)', () => {
  it.each([
    ['inoperative', 'without Workers', {}, { active: 3 }],
    ['inoperative', 'with Workers that are all offline or lost', { offline: 2, error: 1 }, { active: 3 }],
    ['active', 'with a Worker awake and a job active', { awake: 1, asleep: 5 }, { active: 1 }],
    ['waiting', 'with an active job and all Workers asleep', { asleep: 2 }, { active: 1 }],
    ['waiting', 'with queued jobs only, even with Workers awake', { awake: 2 }, { queued: 1 }],
    ['asleep', 'with nothing to do and nobody awake', { asleep: 1, offline: 1 }, { completed: 4 }],
    ['idle', 'with nothing to do and a Worker awake', { awake: 1, asleep: 1 }, { paused: 1 }],
    ['idle', 'with nothing to do and a Worker starting', { starting: 1 }, {}],
  ] as const)('is %s %s', (status, _, workers, jobs) => {
    expect(summariseFarm({ workers, jobs })).toBe(status);
  });
});
