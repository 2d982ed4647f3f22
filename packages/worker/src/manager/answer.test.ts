import { describe, expect, it } from '@jest/globals';
import { failureReason, readReply } from './answer.js';

/** A response with this content type and status. */
function response(status: number, contentType = '', headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'content-type': contentType, ...headers } });
}

describe('an answer (07 §8)', () => {
  it('is decoded when it is declared as JSON', () => {
    const reply = readReply({ data: '{"uuid":"x"}', response: response(200, 'application/json; charset=UTF-8') });
    expect(reply).toMatchObject({ kind: 'answer', status: 200, body: { uuid: 'x' } });
  });

  it('has no body when it is not', () => {
    expect(readReply({ data: '{"uuid":"x"}', response: response(200, 'text/html') })).toMatchObject({
      body: undefined,
    });
    expect(readReply({ error: { message: 'x' }, response: response(403, 'text/plain') })).toMatchObject({
      body: undefined,
    });
  });

  it('is none when its JSON cannot be read', () => {
    expect(readReply({ data: '{"uuid', response: response(200, 'application/json') }).kind).toBe('no-answer');
    expect(readReply({ error: '<html>', response: response(502, 'application/json') }).kind).toBe('no-answer');
  });

  it('may ask for patience, but not for an hour', () => {
    const patience = (value: string) => readReply({ response: response(503, '', { 'retry-after': value }) });
    expect(patience('1')).toMatchObject({ retryAfterMs: 1000 });
    expect(patience('3600')).toMatchObject({ retryAfterMs: 30_000 });
    expect(patience('Wed, 21 Oct 2026 07:28:00 GMT')).toMatchObject({ retryAfterMs: 0 });
  });
});

describe('the reason of a failed request', () => {
  it('is the cause, not "fetch failed"', () => {
    const refused = new Error('connect ECONNREFUSED 127.0.0.1:1');
    expect(failureReason(new TypeError('fetch failed', { cause: refused }))).toBe(refused.message);
    const both = new AggregateError([refused, new Error('connect ECONNREFUSED ::1:1')]);
    expect(failureReason(new TypeError('fetch failed', { cause: both }))).toBe(
      'connect ECONNREFUSED 127.0.0.1:1; connect ECONNREFUSED ::1:1',
    );
    expect(failureReason(new Error('no answer within 30 s'))).toBe('no answer within 30 s');
  });
});
