import { describe, expect, it } from '@jest/globals';
import { videoArguments } from './arguments.js';

const SETTINGS = {
  exeArgs: ['-hide_banner'],
  argsBefore: ['-y'],
  fps: 24,
  args: ['-c:v', 'h264'],
  outputFile: '/render/video.mp4',
};

describe('the arguments of FFmpeg', () => {
  it('take frames by a glob with slashes', () => {
    const line = videoArguments({ ...SETTINGS, input: { kind: 'glob', glob: '\\render\\*.png' } }).join(' ');
    expect(line).toBe('-hide_banner -y -r 24 -pattern_type glob -i /render/*.png -c:v h264 -r 24 /render/video.mp4');
  });

  it('take frames from a list', () => {
    const line = videoArguments({ ...SETTINGS, input: { kind: 'index', file: 'C:\\tmp\\index.txt' } }).join(' ');
    expect(line).toBe('-hide_banner -y -f concat -safe 0 -i C:\\tmp\\index.txt -c:v h264 -r 24 /render/video.mp4');
  });

  it.each([
    [23.976, '23.976'],
    [1e-7, '0.0000001'],
    [2_000_000, '2000000'],
  ])('write a rate of %d without an exponent', (fps, text) => {
    expect(videoArguments({ ...SETTINGS, fps, input: { kind: 'glob', glob: 'x' } })).toContain(text);
  });
});
