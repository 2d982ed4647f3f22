import { expect, it } from '@jest/globals';
import { TOPICS } from '@flamenco/api';
import { farmStatusEvent } from '../farm/events.js';
import type { FarmEvent } from '../farm/events.js';
import { changesFarmStatus, RHYTHMS } from './rhythms.js';

/** Events with just what the question is about. */
const job = (payload: object) => ({ topic: TOPICS.jobs, kind: 'job', payload }) as unknown as FarmEvent;
const worker = (payload: object) => ({ topic: TOPICS.workers, kind: 'worker', payload }) as unknown as FarmEvent;

it.each([
  ['a new job', job({ status: 'queued' })],
  ['a job with another status', job({ status: 'active', previous_status: 'queued' })],
  ['a Worker with another status', worker({ status: 'awake', previous_status: 'offline' })],
  ['a Worker that is deleted', worker({ status: 'offline', deleted_at: '2026-11-26T10:00:00Z' })],
])('%s has the farm status determined anew (D2.19)', (_, event) => {
  expect(changesFarmStatus(event)).toBe(true);
});

it.each([
  ['progress of a job', job({ status: 'active', previous_status: 'active' })],
  ['a Worker that asks for work', worker({ status: 'awake' })],
  ['the status itself', farmStatusEvent('active')],
])('%s does not (D2.19)', (_, event) => {
  expect(changesFarmStatus(event)).toBe(false);
});

it('changes that come together are one reason to look (D2.19)', () => {
  expect(RHYTHMS.farmStatus.settleMs).toBeLessThan(1000);
  expect(RHYTHMS.farmStatus.settleMs).toBeGreaterThan(0);
});
