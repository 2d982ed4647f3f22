import path from 'node:path';
import { SCENE } from './scene.mjs';

/** Frames per task: several tasks, so that there is something to see, and few starts of Blender. */
const CHUNK_SIZE = 8;

/**
 * Pure: the job, as the Blender add-on would submit it (contract 02 §13.1, 04 §12.1).
 * @param {import('./places.mjs').Places} places
 */
export function demoJob({ blendFile, frames }) {
  return {
    name: 'Flamenco demo',
    type: 'simple-blender-render',
    priority: 50,
    submitter_platform: 'manager',
    metadata: { project: 'Demo' },
    settings: {
      frames: `1-${SCENE.frames}`,
      chunk_size: CHUNK_SIZE,
      render_output_root: frames,
      add_path_components: 0,
      render_output_path: path.join(frames, '######'),
      blendfile: blendFile,
      fps: SCENE.framesPerSecond,
      format: 'PNG',
      image_file_extension: '.png',
      has_previews: false,
      scene: SCENE.name,
    },
  };
}

/**
 * Pure: where the job puts its preview video (contract 04 §12.1).
 * @param {import('./places.mjs').Places} places
 */
export function videoFile({ blendFile, frames }) {
  return path.join(frames, `${path.parse(blendFile).name}-1-${SCENE.frames}.mp4`);
}
