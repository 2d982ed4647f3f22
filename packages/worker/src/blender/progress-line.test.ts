import { describe, expect, it } from '@jest/globals';
import { readProgressLine } from './progress-line.js';

const NOTHING = { samples: undefined, remainingMs: undefined, memoryMib: undefined };

describe("a line of a render's status", () => {
  it.each([
    [
      'of Cycles in Blender 3.4',
      'Fra:2 Mem:10.18M (Peak 10.88M) | Time:00:00.00 | Remaining:00:00.01 | Mem:0.91M, Peak:0.91M | Scene, ViewLayer | Sample 1/8',
      { frame: 2, samples: { what: 'sample', done: 1, total: 8 }, remainingMs: 10, memoryMib: 10.18 },
    ],
    [
      'of Cycles in Blender 2.93, with tiles',
      'Fra:101 Mem:1.50G (Peak 1.62G) | Time:00:12.30 | Remaining:01:02:03.50 | Mem:900.00M, Peak:900.00M | Scene, View Layer | Rendered 3/135 Tiles, Sample 12/128',
      { frame: 101, samples: { what: 'tile', done: 3, total: 135 }, remainingMs: 3_723_500, memoryMib: 1536 },
    ],
    [
      'of Cycles with one large tile',
      'Fra:1 Mem:20.00M (Peak 20.00M) | Time:00:01.00 | Rendered 0/1 Tiles, Sample 64/256',
      { ...NOTHING, frame: 1, samples: { what: 'sample', done: 64, total: 256 }, memoryMib: 20 },
    ],
    [
      'of EEVEE',
      'Fra:7 Mem:120.31M (Peak 121.00M) | Time:00:00.42 | Rendering 33 / 64 samples',
      { ...NOTHING, frame: 7, samples: { what: 'sample', done: 33, total: 64 }, memoryMib: 120.31 },
    ],
    [
      'of Blender 5.0',
      '00:04.531  render           | Fra: 12 | Remaining: 00:01.22 | Mem: 133M | Sample 1/32',
      { frame: 12, samples: { what: 'sample', done: 1, total: 32 }, remainingMs: 1_220, memoryMib: 133 },
    ],
    ['of Blender 5.0 that begins a frame', '00:04.110  render           | Rendering frame 3', { ...NOTHING, frame: 3 }],
    [
      'in front of frame 0',
      'Fra:-5 Mem:9.51M (Peak 10.88M) | Time:00:00.00',
      { ...NOTHING, frame: -5, memoryMib: 9.51 },
    ],
  ])('%s is understood', (_what, line, progress) => {
    expect(readProgressLine(line)).toEqual(progress);
  });

  it.each([
    "Saved: '/render/Fra:2.png'",
    ' Time: 00:00.08 (Saving: 00:00.06)',
    'Fra:',
    'pid Fra:2 Mem:1M',
    'Fra:99999999999999999999 Mem:1M',
    '',
  ])('%j is none', (line) => {
    expect(readProgressLine(line)).toBeUndefined();
  });
});
