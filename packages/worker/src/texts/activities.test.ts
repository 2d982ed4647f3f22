import { describe, expect, it } from '@jest/globals';
import * as activities from './activities.js';

const NOTHING = {
  frame: 12,
  samples: undefined,
  done: 0,
  total: undefined,
  remainingMs: undefined,
  missing: undefined,
};

describe('what a task is doing', () => {
  it.each([
    [NOTHING, 'Rendering frame 12'],
    [{ ...NOTHING, frame: undefined }, 'Rendering'],
    [
      {
        ...NOTHING,
        done: 2,
        total: 10,
        remainingMs: 252_000,
        samples: { what: 'sample', done: 64, total: 256 },
      } as const,
      'Rendering frame 12 (3 of 10), sample 64 of 256, about 4 min left',
    ],
    [{ ...NOTHING, missing: { count: 1, first: '/tex/a.png' } }, 'Rendering frame 12, missing file "/tex/a.png"'],
    [
      { ...NOTHING, missing: { count: 3, first: '/tex/a.png' } },
      'Rendering frame 12, 3 missing files, the first is "/tex/a.png"',
    ],
  ])('while it renders, %j', (progress, text) => {
    expect(activities.rendering(progress)).toBe(text);
  });

  it('after a frame', () => {
    expect(activities.frameDone(12, { ...NOTHING, done: 3, total: 10, remainingMs: 60_000 })).toBe(
      'Frame 12 done (3 of 10), about 60 s left',
    );
    expect(activities.frameDone(12, { ...NOTHING, done: 1, total: 1, remainingMs: 0 })).toBe('Frame 12 done');
  });

  it('while it encodes', () => {
    expect(activities.encoding(240, 1000, 35_200)).toBe('Encoding frame 240 of 1000, about 35 s left');
    expect(activities.encoding(240, undefined, undefined)).toBe('Encoding, 240 frames so far');
  });

  it('while it copies', () => {
    expect(activities.copyingFiles('/a b', 512 * 1024, 1024 * 1024)).toBe('Copying "/a b": 50 % of 1.0 MiB');
    expect(activities.copyingFiles('/a', 0, 0)).toBe('Copying "/a": 100 % of 0.0 MiB');
  });

  it.each([
    [0, '0 s'],
    [89_000, '89 s'],
    [5_000_000, '83 min'],
    [7_200_000, '2 h'],
    [7_800_000, '2 h 10 min'],
  ])('%d ms are about %s', (ms, text) => {
    expect(activities.roughTime(ms)).toBe(text);
  });
});
