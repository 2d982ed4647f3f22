import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomDelay } from './delay.js';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('is never negative and never more than a second (contract 05 §1)', () => {
  fc.assert(
    fc.property(share, share, (first, second) => {
      const ms = randomDelay(first, second);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(1000);
    }),
  );
});

it('is 125 ms on average, before what lies outside is cut off', () => {
  expect(randomDelay(0, 0.3)).toBe(125);
  // One deviation of 250 ms above, and far out on both sides.
  expect(randomDelay(1 - Math.exp(-0.5), 0)).toBeCloseTo(375, 6);
  expect(randomDelay(0.9999, 0)).toBe(1000);
  expect(randomDelay(0.9999, 0.5)).toBe(0);
});
