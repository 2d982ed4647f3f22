import { describe, expect, it } from '@jest/globals';
import { errorText } from './error-text.js';

describe('the text of an error', () => {
  it('is its message with those of its causes', () => {
    const refused = new Error('connection refused');
    expect(errorText(new Error('asking for a task', { cause: refused }))).toBe('asking for a task: connection refused');
  });

  it('says nothing twice', () => {
    const cause = new Error('no space left');
    expect(errorText(new Error(`cannot write: ${cause.message}`, { cause }))).toBe('cannot write: no space left');
  });

  it('is found where Node hides it for a refused connection', () => {
    const parts = [new Error('connect ECONNREFUSED ::1:8080'), new Error('connect ECONNREFUSED 127.0.0.1:8080')];
    const error = new TypeError('fetch failed', { cause: new AggregateError(parts) });
    expect(errorText(error)).toBe('fetch failed: connect ECONNREFUSED ::1:8080; connect ECONNREFUSED 127.0.0.1:8080');
  });

  it('is a code or a name if there is nothing else', () => {
    expect(errorText(Object.assign(new Error(), { code: 'EPIPE' }))).toBe('EPIPE');
    expect(errorText(new RangeError())).toBe('RangeError');
  });

  it('ends for errors that cause each other', () => {
    const chicken = new Error('chicken');
    chicken.cause = new Error('egg', { cause: chicken });
    expect(errorText(chicken)).toMatch(/^chicken: egg/);
  });

  it('is the value itself for what is no error', () => {
    expect([errorText('text'), errorText({ a: 1 }), errorText(undefined)]).toEqual(['text', '{"a":1}', 'undefined']);
  });
});
