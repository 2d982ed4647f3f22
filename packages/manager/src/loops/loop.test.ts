import { FakeClock, stressService } from '@flamenco/common/testing';
import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Loop } from './loop.js';
import type { Rhythm } from './loop.js';

const logger = pino({ level: 'silent' });

function counting(rhythm: Rhythm, work = () => Promise.resolve()) {
  const clock = new FakeClock('2026-01-01T00:00:00Z');
  const runs: number[] = [];
  const start = clock.now().getTime();
  const loop = new Loop('test', rhythm, { clock, logger }, () => {
    runs.push(clock.now().getTime() - start);
    return work();
  });
  return { clock, runs, loop };
}

it('runs first after its grace, then in its rhythm', async () => {
  const { clock, runs, loop } = counting({ firstAfterMs: 100, everyMs: 10 });
  await loop.start();
  await clock.advance(125);
  await loop.stop();
  await clock.advance(1000);
  expect(runs).toEqual([100, 110, 120]);
});

it('runs at once when woken, and many wake-ups cause one run', async () => {
  const { clock, runs, loop } = counting({ firstAfterMs: 1000, everyMs: 1000, settleMs: 5 });
  await loop.start();
  await clock.advance(50);
  for (let count = 0; count < 3; count += 1) loop.wake();
  await clock.advance(0);
  await clock.advance(4);
  expect(runs).toEqual([]);
  await clock.advance(100);
  await loop.stop();
  expect(runs).toEqual([55]);
});

it('goes on after a run that fails', async () => {
  const { clock, runs, loop } = counting({ firstAfterMs: 1, everyMs: 1 }, () => Promise.reject(new Error('disk full')));
  await loop.start();
  await clock.advance(3);
  await loop.stop();
  expect(runs).toEqual([1, 2, 3]);
});

it('can be started and stopped in any order', async () => {
  const { loop } = counting({ firstAfterMs: 1, everyMs: 1 });
  await expect(stressService(loop, () => loop.isAtWork)).resolves.toBeUndefined();
});
