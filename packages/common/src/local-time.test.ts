import { expect, it } from '@jest/globals';
import { FakeClock } from './testing/index.js';
import { rfc3339Local } from './local-time.js';

it.each([
  ['Europe/Amsterdam', '2025-10-29T12:04:02.900Z', '2025-10-29T13:04:02+01:00'],
  ['Europe/Amsterdam', '2025-07-01T22:00:00Z', '2025-07-02T00:00:00+02:00'],
  ['UTC', '2025-01-02T03:04:05Z', '2025-01-02T03:04:05Z'],
  ['America/St_Johns', '2025-01-01T00:00:00Z', '2024-12-31T20:30:00-03:30'],
  ['Asia/Kathmandu', '2025-01-01T00:00:00Z', '2025-01-01T05:45:00+05:45'],
])('in %s, %s is %s', (zone, moment, local) => {
  const clock = new FakeClock(moment, zone);
  expect(rfc3339Local(clock.localParts(clock.now()))).toBe(local);
});
