import { describe, expect, it } from '@jest/globals';
import { nextState, requestedExitCode } from './next-state.js';

describe('a requested status (07 §10)', () => {
  it('is entered when the Worker knows it', () => {
    expect(nextState('awake')).toEqual({ enter: 'awake' });
    expect(nextState('asleep')).toEqual({ enter: 'asleep', understood: true });
    expect(nextState('testing')).toEqual({ enter: 'testing' });
    expect(nextState('offline')).toEqual({ enter: 'shut-down', why: 'offline' });
    expect(nextState('restart')).toEqual({ enter: 'shut-down', why: 'restart' });
  });

  it.each(['starting', 'error', '', 'hibernating'])('%p leads to sleep', (status) => {
    expect(nextState(status)).toEqual({ enter: 'asleep', understood: false });
  });

  it('ends with the configured code only for a restart', () => {
    expect(requestedExitCode('restart', 47)).toBe(47);
    expect(requestedExitCode('restart', 0)).toBe(0);
    expect(requestedExitCode('offline', 47)).toBe(0);
  });
});
