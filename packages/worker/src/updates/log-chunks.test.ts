import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '@flamenco/common/testing';
import { LogChunks } from './log-chunks.js';

/** Chunks of at most 20 bytes or 30 seconds, and what they have handed on. */
function collect(): { clock: FakeClock; chunks: LogChunks; sent: string[] } {
  const clock = new FakeClock();
  const sent: string[] = [];
  return { clock, sent, chunks: new LogChunks(clock, (text) => sent.push(text), { bytes: 20, ms: 30_000 }) };
}

describe('log lines', () => {
  it('are handed on together when there is enough of them, in bytes', () => {
    const { chunks, sent } = collect();
    for (const line of ['12345', '1234567', '\u00e9\u00e9\u00e9']) chunks.add(line);
    expect(sent).toEqual(['12345\n1234567\n\u00e9\u00e9\u00e9\n']);
    chunks.add('next');
    expect(sent).toHaveLength(1);
  });

  it('are handed on after their time, also when no other line comes', async () => {
    const { clock, chunks, sent } = collect();
    await clock.advance(10_000);
    chunks.add('then silence');
    await clock.advance(19_999);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(sent).toEqual(['then silence\n']);
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
  });

  it('are handed on at once when nothing was for a long time', async () => {
    const { clock, chunks, sent } = collect();
    await clock.advance(30_000);
    chunks.add('first');
    chunks.add('second');
    expect(sent).toEqual(['first\n']);
    expect(clock.waiters).toBe(1);
  });

  it('are handed on when asked for, once', async () => {
    const { clock, chunks, sent } = collect();
    chunks.add('one');
    chunks.flush();
    chunks.flush();
    await clock.advance(60_000);
    expect(sent).toEqual(['one\n']);
  });

  it('can be forgotten', async () => {
    const { clock, chunks, sent } = collect();
    chunks.add('one');
    chunks.discard();
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    expect(clock.waiters).toBe(0);
  });
});
