import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readBlenderLine } from './output-lines.js';

describe('a line of Blender', () => {
  it.each([
    ["Saved: '/render/frame-0001.png'", '/render/frame-0001.png'],
    ["Saved: '/it's/a 'frame'.exr' (in no time)", "/it's/a 'frame'.exr"],
    ["00:00.327  render           | Saved: '/render/0001.png'", '/render/0001.png'],
    ["00:00.327 render | Saved: ''", ''],
  ])('%s tells which file was written', (line, path) => {
    expect(readBlenderLine(line).savedPath).toBe(path);
  });

  it.each([
    ['Time: 00:00.52 (Saving: 00:00.03)', '00:00.52'],
    [' Time: 00:00.08 (Saving: 00:00.06)', '00:00.08'],
    ['Time: 01:12:33.16', '01:12:33.16'],
    ['00:01.115  render           | Time: 00:00.26 (Saving: 00:00.02)', '00:00.26'],
  ])('%j tells that a frame is finished', (line, duration) => {
    expect(readBlenderLine(line).frameDuration).toBe(duration);
  });

  it.each(['skipping existing frame "/r/1.png"', 'Skipping existing frame', '0:1 render | Skipping existing frame'])(
    '%s tells that a frame was left out',
    (line) => {
      expect(readBlenderLine(line).frameSkipped).toBe(true);
    },
  );

  it.each([
    'Fra:1 Mem:24.61M (Peak 25.32M) | Time:00:00.01 | Mem:0.00M, Peak:0.00M | Scene, ViewLayer | Sample 1/16',
    "  Saved: '/not/at/the/start.png'",
    "I have Saved: '/a.png'",
    'Time: soon',
    'Elapsed Time: 00:12.1',
    'The file is not skipping existing frame',
    'Append frame 12',
    '',
  ])('%j tells nothing', (line) => {
    expect(readBlenderLine(line)).toMatchObject({
      savedPath: undefined,
      frameDuration: undefined,
      frameSkipped: false,
      complaint: undefined,
    });
  });

  it.each([
    "Error: Cannot read file '/nope.blend': No such file or directory",
    'Warning: Unable to open texture.png',
    "AttributeError: 'NoneType' object has no attribute 'name'",
    'subprocess.CalledProcessError: Command failed',
    "00:00.100  blend            | ERROR Cannot open file '/nope.blend'",
  ])('%s is a complaint', (line) => {
    expect(readBlenderLine(line).complaint).toBe(line);
  });

  it('never says what is not in it, and may be anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { savedPath = '', complaint = '' } = readBlenderLine(text);
        expect(text).toContain(savedPath);
        expect(text).toContain(complaint);
      }),
    );
  });
});
