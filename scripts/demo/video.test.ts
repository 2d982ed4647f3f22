import { expect, it } from '@jest/globals';
import { readProbe } from './video.mjs';

it('reads what ffprobe found', () => {
  const stream = { width: 320, height: 180, nb_read_frames: '24' };
  const json = JSON.stringify({ programs: [], streams: [stream], format: { duration: '1.000000' } });
  expect(readProbe(json)).toEqual({ width: 320, height: 180, frames: 24, seconds: 1 });
});

it('notices a file without pictures', () => {
  expect(readProbe('{"streams": [], "format": {"duration": "1.0"}}')).toBeUndefined();
});
