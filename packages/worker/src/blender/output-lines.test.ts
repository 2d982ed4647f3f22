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
    'Appended frame 12',
    '',
  ])('%j tells nothing', (line) => {
    const { progress: _status, frameSkipped, quits, ...texts } = readBlenderLine(line);
    expect([frameSkipped, quits]).toEqual([false, false]);
    expect(Object.values(texts).filter((value) => value !== undefined)).toEqual([]);
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

  it.each([
    ['Append frame 12', 12],
    ['00:01.115  render           | Append frame -3', -3],
  ])('%s tells which frame went into a video', (line, frame) => {
    expect(readBlenderLine(line).appendedFrame).toBe(frame);
  });

  it('names the file of a frame that was left out', () => {
    expect(readBlenderLine('skipping existing frame "/tmp/s-0001.png"').skippedPath).toBe('/tmp/s-0001.png');
  });

  it.each([
    ['Blender 2.93.18 (hash cb886axxxx built 2023-04-18 09:03:48)', true],
    ['Blender 3.4.1', true],
    ['Blender 5.0.0 (hash a37564c4df7a built 2025-11-18 09:21:33)', true],
    ['Blender quit', false],
    ['I like Blender 3.4.1', false],
  ])('%s is a version: %s', (line, isVersion) => {
    expect(readBlenderLine(line).version).toBe(isVersion ? line : undefined);
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
