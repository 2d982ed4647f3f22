import { expect, it } from '@jest/globals';
import { encodingLeftMs, readEncodedFrame } from './encoding-status.js';

it.each([
  ['frame=  240 fps= 60 q=28.0 size=     512kB time=00:00:10.00 bitrate= 419.4kbits/s speed=2.5x    ', 240],
  ['frame=    0 fps=0.0 q=0.0 size=N/A time=00:00:00.00 bitrate=N/A speed=N/A    ', 0],
  ['size=     512kB time=00:00:10.00', undefined],
])('the state %s is at frame %s', (status, frame) => {
  expect(readEncodedFrame(status)).toBe(frame);
});

it('the rest takes as long for each frame as what is done', () => {
  expect(encodingLeftMs(25, 100, 10_000)).toBe(30_000);
  expect(encodingLeftMs(0, 100, 10_000)).toBeUndefined();
  expect(encodingLeftMs(101, 100, 10_000)).toBeUndefined();
  expect(encodingLeftMs(25, undefined, 10_000)).toBeUndefined();
});
