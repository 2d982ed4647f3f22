import { FakeClock } from '@flamenco/common/testing';
import { expect, it } from '@jest/globals';
import { Readiness } from './readiness.js';

it('a database that never answers makes the Manager unready after three seconds', async () => {
  const clock = new FakeClock();
  const readiness = new Readiness({ clock, askDatabase: () => new Promise(() => undefined), directories: () => [] });
  const asked = readiness.troubles();
  await clock.advance(3000);
  expect(await asked).toEqual(['the database cannot be used: no answer within 3 s']);
  expect(clock.waiters).toBe(0);
});

it('all who ask during a look share it, and the next one looks anew', async () => {
  let looks = 0;
  const askDatabase = () => Promise.resolve((looks += 1));
  const readiness = new Readiness({ clock: new FakeClock(), askDatabase, directories: () => [] });
  expect(await Promise.all([readiness.troubles(), readiness.troubles()])).toEqual([[], []]);
  expect(looks).toBe(1);
  await readiness.troubles();
  expect(looks).toBe(2);
});
