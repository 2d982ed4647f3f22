import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NO_STEPS, addSteps, beginCommand, endCommand } from './steps.js';

/** Steps reported after commands that announce and do so many steps each. */
function stepsAfter(...commands: { announced: number; done: number }[]): number {
  const end = commands.reduce((count, { announced, done }) => {
    let running = beginCommand(count, announced);
    for (let step = 0; step < done; step += 1) running = addSteps(running);
    return endCommand(running, announced);
  }, NO_STEPS);
  return end.completed;
}

describe('the steps of a task (07 §13.2)', () => {
  it('count one for a command that announces none, at its end', () => {
    expect(stepsAfter({ announced: 0, done: 0 }, { announced: 0, done: 0 })).toBe(2);
  });

  it('count a single frame of such a command once, not twice', () => {
    expect(stepsAfter({ announced: 0, done: 1 })).toBe(1);
  });

  it('count the frames of a render, and nothing more at its end', () => {
    expect(stepsAfter({ announced: 3, done: 3 })).toBe(3);
    expect(stepsAfter({ announced: 3, done: 2 })).toBe(2);
  });

  it('take an odd number of announced steps as none', () => {
    expect(stepsAfter({ announced: -5, done: 0 }, { announced: Number.NaN, done: 3 })).toBe(2);
  });

  it('never exceed what the commands announced', () => {
    const command = fc.record({ announced: fc.nat(20), done: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        const most = commands.reduce((sum, { announced }) => sum + Math.max(1, announced), 0);
        expect(stepsAfter(...commands)).toBeLessThanOrEqual(most);
      }),
    );
  });
});
