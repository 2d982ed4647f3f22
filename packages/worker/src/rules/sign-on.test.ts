import { describe, expect, it } from '@jest/globals';
import { judgeSignOn, refusesCredentials } from './sign-on.js';

const WRONG = { message: 'security requirements failed: authorization failed: no such worker known' };

describe('the answer to a sign-on (07 §9.1, D6.3)', () => {
  it('accepts with 200 and a status', () => {
    expect(judgeSignOn({ status: 200, body: { status_requested: 'asleep' } })).toEqual({
      outcome: 'accepted',
      statusRequested: 'asleep',
      extras: [],
    });
  });

  it('tells what the Manager offers beyond the original', () => {
    const body = { status_requested: 'awake', extras: ['task-wait', 5, null] };
    expect(judgeSignOn({ status: 200, body })).toMatchObject({ extras: ['task-wait'] });
  });

  it.each([401, 403])('refuses with %d in the words of a Manager', (status) => {
    expect(judgeSignOn({ status, body: WRONG })).toEqual({ outcome: 'refused' });
  });

  it.each([
    ['no answer', undefined],
    ["a proxy's 403 page", { status: 403, body: undefined }],
    ['a bare string', { status: 403, body: 'Forbidden' }],
    ['404', { status: 404, body: WRONG }],
    ['500', { status: 500, body: { code: 500, message: 'no' } }],
    ['503', { status: 503, body: WRONG }],
    ["a captive portal's 200", { status: 200, body: undefined }],
    ['a 200 without a status', { status: 200, body: { hello: 'world' } }],
  ])('is worth another try with %s', (_what, answer) => {
    expect(judgeSignOn(answer)).toEqual({ outcome: 'try-again' });
  });

  it('costs the identity only with 401 and 403', () => {
    const refusing = [400, 401, 402, 403, 404, 407, 409, 500].filter((status) =>
      refusesCredentials({ status, body: WRONG }),
    );
    expect(refusing).toEqual([401, 403]);
  });
});
