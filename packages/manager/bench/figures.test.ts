import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { combine, figuresOf, percentile, perStep } from './figures.js';
import type { Measurement } from './figures.js';

const oneSecond: Measurement = {
  cycles: 2,
  seconds: 1,
  latencies: { ask: [4, 2], active: [1, 1], log: [1, 1], completed: [3, 9] },
  serverCpuMs: 500,
  loadCpuMs: 100,
};

it('gives the value that a share of all requests does not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

it('never leaves more than the rest above a percentile', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (unsorted, share) => {
      const sorted = unsorted.toSorted((a, b) => a - b);
      const limit = percentile(sorted, share);
      expect(sorted).toContain(limit);
      expect(sorted.filter((value) => value > limit).length).toBeLessThanOrEqual(sorted.length * (1 - share) + 1e-6);
    }),
  );
});

it('tells rate, latency and cost of a measurement', () => {
  expect(figuresOf(oneSecond)).toEqual({
    cycles: 2,
    seconds: 1,
    cyclesPerSecond: 2,
    latency: { p50: 1, p99: 9 },
    latencyOfStep: {
      ask: { p50: 2, p99: 4 },
      active: { p50: 1, p99: 1 },
      log: { p50: 1, p99: 1 },
      completed: { p50: 3, p99: 9 },
    },
    cpuMsPerCycle: 250,
    serverCpuShare: 0.5,
    loadCpuShare: 0.1,
  });
});

it('takes rounds together as if they had been one', () => {
  const idle = { cycles: 1, seconds: 3, latencies: perStep(() => [8]), serverCpuMs: 100, loadCpuMs: 0 };
  const both = combine([oneSecond, idle]);
  expect(both).toEqual({
    cycles: 3,
    seconds: 4,
    latencies: { ask: [4, 2, 8], active: [1, 1, 8], log: [1, 1, 8], completed: [3, 9, 8] },
    serverCpuMs: 600,
    loadCpuMs: 100,
  });
});

it('claims no CPU time where the system did not tell that of every round', () => {
  const untold = combine([oneSecond, { ...oneSecond, serverCpuMs: undefined }]);
  expect(untold.serverCpuMs).toBeUndefined();
  expect(figuresOf(untold)).toMatchObject({ cpuMsPerCycle: undefined, serverCpuShare: undefined });
});
