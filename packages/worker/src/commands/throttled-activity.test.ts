import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { ThrottledActivity } from './throttled-activity.js';

function setUp() {
  const clock = new FakeClock();
  const told: string[] = [];
  return { clock, told, activity: new ThrottledActivity(clock, (text) => told.push(text), 5_000) };
}

describe('what a command is doing', () => {
  it('is not told of a quick one', async () => {
    const { clock, told, activity } = setUp();
    activity.offer(() => 'working');
    activity.stop();
    await clock.advance(60_000);
    expect(told).toEqual([]);
  });

  it('is told from time to time, the latest of it', async () => {
    const { clock, told, activity } = setUp();
    for (let second = 1; second <= 12; second += 1) {
      activity.offer(() => `second ${second}`);
      await clock.advance(1_000);
    }
    expect(told).toEqual(['second 5', 'second 10']);
    await clock.advance(3_000);
    expect(told.at(-1)).toBe('second 12');
  });

  it('is told although nothing follows', async () => {
    const { clock, told, activity } = setUp();
    activity.offer(() => 'the only one');
    await clock.advance(5_000);
    await clock.advance(60_000);
    expect(told).toEqual(['the only one']);
  });

  it('is not repeated when a step has told it', async () => {
    const { clock, told, activity } = setUp();
    activity.offer(() => 'rendering frame 1');
    await clock.advance(3_000);
    activity.toldElsewhere();
    await clock.advance(2_000);
    expect(told).toEqual([]);
    activity.offer(() => 'rendering frame 2');
    await clock.advance(3_000);
    expect(told).toEqual(['rendering frame 2']);
  });
});
