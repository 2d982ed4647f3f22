import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance, clockTime, framesPerMinute, nothingYet, progressLine, timeLeft } from './progress.mjs';

const task = (name: string, status: string, steps_completed = 0) => ({ id: name, name, status, steps_completed });
const renders = (...done: number[]) => done.map((steps, index) => task(`render-${index}`, 'active', steps));

it('waits for the Worker, then for the first frame', () => {
  const waiting = advance(nothingYet(24), [task('render-1-6', 'queued')], 1000);
  expect(progressLine(waiting, 1000)).toContain('0/24 frames · waiting for the Worker');
  const started = advance(waiting, renders(0), 2000);
  expect(progressLine(started, 5000)).toContain('0/24 frames · Blender is rendering the first frame');
});

it('counts frames of all tasks and tells speed and time left', () => {
  const started = advance(nothingYet(24), renders(0, 0), 0);
  const halfway = advance(started, [...renders(6, 6), task('preview-video', 'queued', 1)], 30_000);
  expect(framesPerMinute(halfway)).toBe(24);
  expect(timeLeft(halfway, 30_000)).toBe(30_000);
  expect(progressLine(halfway, 40_000)).toBe('████████████░░░░░░░░░░░░ 12/24 frames · 24.0 frames/min · 0:20 left');
});

it('says what is being done when all frames are there', () => {
  const all = advance(advance(nothingYet(2), renders(0), 0), renders(2), 10_000);
  expect(progressLine(all, 11_000)).toBe(
    '████████████████████████ 2/2 frames · 12.0 frames/min · making the preview video',
  );
});

it('keeps the speed while a frame takes long, and never promises less than nothing', () => {
  const one = advance(advance(nothingYet(3), renders(0), 0), renders(1), 1000);
  const same = advance(one, renders(1), 60_000);
  expect(framesPerMinute(same)).toBe(60);
  expect(timeLeft(same, 60_000)).toBe(0);
});

it('writes durations as a clock does', () => {
  expect([0, 7400, 59_600, 750_000].map(clockTime)).toEqual(['0:00', '0:07', '1:00', '12:30']);
});

it('fits every progress into a bar of the same length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(600), fc.nat(1e7), (total, done, now) => {
      const line = progressLine(advance(advance(nothingYet(total), renders(0), 0), renders(done), now), now + 1);
      expect(line).toMatch(/^[█░]{24} \d+\/\d+ frames · /);
      expect(line).not.toMatch(/NaN|Infinity|undefined|-/);
    }),
  );
});
