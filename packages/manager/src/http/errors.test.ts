import { describe, expect, it } from '@jest/globals';
import { FarmError, unknown } from '../farm/errors.js';
import type { FarmErrorKind, FarmErrorReason } from '../farm/errors.js';
import { refusalFor } from './errors.js';
import { HttpError } from './http-error.js';

describe('refusals of the farm', () => {
  it.each<[number, FarmErrorKind, FarmErrorReason]>([
    [404, 'not-found', { tag: 'unknown', subject: 'job', id: 'x' }],
    [400, 'invalid', { tag: 'not-a-uuid', subject: 'job', id: 'x' }],
    [409, 'conflict', { tag: 'task-of-other-worker', task: 'x' }],
    [422, 'refused', { tag: 'job-status-refused', from: 'completed', to: 'paused' }],
    [412, 'conflict', { tag: 'outdated-job-type' }],
    [412, 'refused', { tag: 'cannot-restart', worker: 'x' }],
    [400, 'invalid', { tag: 'tag-not-found', by: 'name', value: 'x' }],
    [416, 'refused', { tag: 'no-jobs-selected' }],
    [415, 'invalid', { tag: 'unsupported-image' }],
    [429, 'busy', { tag: 'image-queue-full' }],
  ])('are answered %i when %s: %j', (status, kind, reason) => {
    const error = new FarmError(kind, reason);
    expect(refusalFor(error, 'open')).toEqual({ status, message: error.message });
  });

  it('because the database is busy say when to come back', () => {
    expect(refusalFor(new FarmError('busy', { tag: 'database-busy' }), 'open')).toEqual({
      status: 503,
      message: 'the database is busy, try again later',
      headers: { 'Retry-After': '1' },
    });
  });

  it('tell a Worker that was deleted a moment ago what it will hear from now on', () => {
    expect(refusalFor(unknown('worker', 'x'), 'open')?.status).toBe(404);
    expect(refusalFor(unknown('worker', 'x'), 'worker')).toEqual({
      status: 403,
      message: 'security requirements failed: authorization failed: no such worker known',
    });
    expect(refusalFor(unknown('task', 'x'), 'worker')?.status).toBe(404);
  });
});

it('refusals of the web server stay what they are', () => {
  expect(refusalFor(new HttpError(405, 'no', { Allow: 'GET' }), 'open')).toMatchObject({
    ...{ status: 405, message: 'no', headers: { Allow: 'GET' } },
  });
});

it('everything else is a surprise', () => {
  expect(refusalFor(new Error('out of memory'), 'open')).toBeUndefined();
  expect(refusalFor('thrown text', 'worker')).toBeUndefined();
});
