import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { useBench } from '../support/command-bench.js';

describe('a command (contract 04 §14, 07 §14.1)', () => {
  const bench = useBench();

  it('that nobody knows fails', async () => {
    expect((await bench.run('make-"coffee"', {})).failure).toBe('unknown command: "make-\\"coffee\\""');
  });
});

describe('echo (contract 04 §14, 07 §14.2)', () => {
  const bench = useBench();

  it.each([
    ['it "works"', '"it \\"works\\""'],
    ['', '""'],
    [47, '"47"'],
    [1e21, '"1e+21"'],
    [null, '"<nil>"'],
    [true, '"true"'],
    [['a', 1], '"[a 1]"'],
    [{ b: 1, a: 'x' }, '"map[a:x b:1]"'],
  ])('of %j writes %s', async (message, text) => {
    const { log, failure } = await bench.run('echo', { message });
    expect(log).toEqual([`echo: ${text}`]);
    expect(failure).toBeUndefined();
  });

  it('needs a message', async () => {
    const { failure } = await bench.run('echo', { msg: 'x', a: [1, 2] });
    expect(failure).toBe('echo: mandatory parameter "message" is missing: map[a:[1 2] msg:x]');
  });
});

describe('sleep (contract 04 §14, 07 §14.3)', () => {
  const bench = useBench();

  it.each([
    [0, 'slept 0s'],
    [-0.5, 'slept 0s'],
    [47, 'slept 47s'],
    [1.5, 'slept 1.5s'],
    [90, 'slept 1m30s'],
    [3600, 'slept 1h0m0s'],
    [30 * 24 * 3600, 'slept 720h0m0s'],
  ])('for %d seconds takes exactly that', async (seconds, text) => {
    const clock = new FakeClock();
    const startedAt = clock.now().getTime();
    let tookMs = 0;
    const onLog = () => (tookMs = clock.now().getTime() - startedAt);
    const sleeping = bench.run('sleep', { duration_in_seconds: seconds }, { clock, onLog });
    if (seconds > 0) await clock.advance(31 * 24 * 3600 * 1000);
    expect((await sleeping).log).toEqual([text]);
    expect(tookMs).toBe(Math.max(0, seconds) * 1000);
  });

  it('ends at once when its task is aborted', async () => {
    const aborting = new AbortController();
    const clock = new FakeClock();
    const sleeping = bench.run('sleep', { duration_in_seconds: 1000 }, { clock, signal: aborting.signal });
    aborting.abort(new Error('aborted'));
    const { log, failure } = await sleeping;
    expect(log).toEqual([]);
    expect(failure).toBeDefined();
    expect(clock.waiters).toBe(0);
  });

  const PREFIX = 'sleep: parameter "duration_in_seconds" has invalid value';

  it.each([
    ['3', `${PREFIX} 3: bad type string, expecting int or float`],
    [true, `${PREFIX} true: bad type bool, expecting int or float`],
    [null, `${PREFIX} <nil>: bad type <nil>, expecting int or float`],
    [-1, `${PREFIX} -1: cannot be negative`],
  ])('for %j fails', async (value, failure) => {
    expect((await bench.run('sleep', { duration_in_seconds: value })).failure).toBe(failure);
  });

  it('needs a duration', async () => {
    const { failure } = await bench.run('sleep', {});
    expect(failure).toBe('sleep: mandatory parameter "duration_in_seconds" is missing: map[]');
  });
});
