import { describe, expect, it } from '@jest/globals';
import { RenderRecord, frameInName } from './render-record.js';
import { progressOf } from './render-progress.js';

/** The record of a render with this output. */
function recordOf(frames: readonly number[] | undefined, ...lines: readonly string[]): RenderRecord {
  const record = new RenderRecord(frames && new Set(frames));
  for (const line of lines) record.take(line);
  return record;
}

const status = (frame: number, rest = 'Sample 1/4') => `Fra:${frame} Mem:9M (Peak 9M) | Time:00:00.01 | ${rest}`;

describe('the record of a render', () => {
  it('knows frames by the status before their files, whatever those are called', () => {
    const record = recordOf([3, 4], status(3), "Saved: '/r/shot-10.png'", 'Time: 00:01.00', status(4), "Saved: '/r/b'");
    expect([...record.done]).toEqual([3, 4]);
    expect(record.undone()).toEqual([]);
  });

  it('knows frames by the names of their files, without a status', () => {
    const record = recordOf([1, 2, 3], "Saved: '/r/0001.exr'", "Saved: '/r/0001.jpg'", "Saved: '/r/0003_L.png'");
    expect(record.undone()).toEqual([2]);
  });

  it('leaves out as many missing frames as there are files that could be theirs', () => {
    expect(recordOf([1, 2], "Saved: '/r/x.png'").undone()).toEqual([2]);
    expect(recordOf([1, 2], "Saved: '/r/x.png'", "Saved: '/r/y.png'").undone()).toEqual([]);
  });

  it('counts frames that went into a video, and frames that were skipped', () => {
    const record = recordOf([1, 2, 3], 'Append frame 1', 'skipping existing frame "/r/0002.png"');
    expect(record.undone()).toEqual([3]);
  });

  it('does not take a frame for done that could not be saved, although it has a time', () => {
    const record = recordOf(
      [1],
      status(1),
      "Error: Render error (Invalid argument) cannot save: '/proc/q-0001.png'",
      ' Time: 00:00.64 (Saving: 00:00.37)',
    );
    expect(record.undone()).toEqual([1]);
    expect(record.complaint).toMatch('cannot save');
  });

  it('gives the time of a frame', () => {
    const record = recordOf(undefined, status(12), "Saved: '/r/0012.png'");
    expect(record.take(' Time: 01:02.50 (Saving: 00:00.01)').frameTime).toEqual({ frame: 12, durationMs: 62_500 });
    record.take("Saved: '/r/0013.png'");
    expect(record.take('Time: 00:01.00').frameTime).toEqual({ frame: 13, durationMs: 1_000 });
    expect(record.take('Time: 00:01.00').frameTime).toBeUndefined();
  });

  it('tells each missing file once', () => {
    const record = recordOf(undefined);
    const news = ["Unable to open '/a.png'", "Unable to open '/b.png'", "Unable to open '/a.png'"].map(
      (line) => record.take(line).newlyMissing,
    );
    expect(news).toEqual([true, true, false]);
    expect([...record.missing]).toEqual(['/a.png', '/b.png']);
  });

  it('sums up how far the render is', () => {
    const record = recordOf([1, 2, 3, 4], status(1), "Saved: '/r/1.png'", 'Time: 00:10.00');
    expect(progressOf(record)).toMatchObject({ frame: undefined, done: 1, total: 4, remainingMs: 30_000 });
    record.take(status(2, 'Remaining:00:04.00 | Sample 2/8'));
    expect(progressOf(record)).toMatchObject({
      frame: 2,
      samples: { what: 'sample', done: 2, total: 8 },
      remainingMs: 24_000,
      missing: undefined,
    });
  });

  it('knows the rest of a single frame from Blender', () => {
    expect(progressOf(recordOf([1], status(1, 'Remaining:00:04.00'))).remainingMs).toBe(4_000);
    expect(progressOf(recordOf([1, 2], status(1, 'Remaining:00:04.00'))).remainingMs).toBeUndefined();
  });
});

it.each([
  ['/render/shot_010-0042.png', 42],
  ['C:\\render\\0042_L.exr', 42],
  ['/v2/film.mp4', undefined],
  ['/render/0007', 7],
  ['', undefined],
])('the frame in the name %s is %s', (path, frame) => {
  expect(frameInName(path)).toBe(frame);
});
