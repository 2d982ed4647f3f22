import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BACK_OFF, backOffMs } from './back-off.js';

describe('the back-off (D6.1)', () => {
  it('starts with a fifth of a second, doubles, and ends at five seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => backOffMs(attempt, 0))).toEqual([
      200, 400, 800, 1600, 3200, 5000, 5000,
    ]);
  });

  it('never exceeds the limit, and never falls short of the first wait by more than the jitter', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(10_000), chance, (attempt, value) => {
        const ms = backOffMs(attempt, value);
        expect(ms).toBeLessThanOrEqual(BACK_OFF.limitMs);
        expect(ms).toBeGreaterThanOrEqual(BACK_OFF.firstMs * 0.8);
      }),
    );
  });

  it('spreads a fleet that lost its Manager at the same moment', () => {
    expect(backOffMs(10, 0.1)).not.toBe(backOffMs(10, 0.9));
  });
});
