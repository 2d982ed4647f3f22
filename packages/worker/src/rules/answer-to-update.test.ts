import { describe, expect, it } from '@jest/globals';
import { judgeUpdateAnswer } from './answer-to-update.js';

describe('the answer to a task update (07 §13.5, D6.2)', () => {
  it('accepts it only with 204', () => {
    expect(judgeUpdateAnswer(204, true)).toBe('accepted');
    for (const status of [200, 201, 202, 206, 302]) expect(judgeUpdateAnswer(status, false)).toBe('keep');
  });

  it.each([400, 404, 409, 413, 422])('drops an update of another task with %d', (status) => {
    expect(judgeUpdateAnswer(status, false)).toBe('drop');
  });

  it.each([404, 409])('takes the running task away with %d', (status) => {
    expect(judgeUpdateAnswer(status, true)).toBe('not-ours');
  });

  it.each([400, 413, 422])('goes on with the running task after dropping one update with %d', (status) => {
    expect(judgeUpdateAnswer(status, true)).toBe('drop');
  });

  it.each([undefined, 401, 403, 408, 418, 425, 429, 500, 502, 503, 504])('keeps it with %p', (status) => {
    expect(judgeUpdateAnswer(status, true)).toBe('keep');
    expect(judgeUpdateAnswer(status, false)).toBe('keep');
  });
});
