import path from 'node:path';
import { expect, it } from '@jest/globals';
import { placesIn } from './places.mjs';
import { demoJob, videoFile } from './submission.mjs';

const PLACES = placesIn(path.resolve('farm'));

it('submits the scene as the add-on would', () => {
  const { type, settings } = demoJob(PLACES);
  expect(type).toBe('simple-blender-render');
  expect(settings).toMatchObject({
    frames: '1-24',
    format: 'PNG',
    image_file_extension: '.png',
    fps: 24,
    scene: 'Demo',
  });
  expect(path.isAbsolute(settings.blendfile)).toBe(true);
  expect(path.dirname(settings.render_output_path)).toBe(PLACES.frames);
});

it('expects the preview video where the job type writes it', () => {
  expect(videoFile(PLACES)).toBe(path.join(PLACES.frames, 'flamenco-demo-1-24.mp4'));
});
