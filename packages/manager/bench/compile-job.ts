import process from 'node:process';
import { waitsOf, waitsText } from './longest-waits.js';
import type { WaitFigures } from './longest-waits.js';
import { machine } from './options.js';

/**
 * What does it cost to compile a large job, and how long do others wait because of it (docs/performance.md)? The job is
 * only checked, so that nothing of it is stored. The first time includes the start of the sandbox.
 *
 *     npm run build && npx tsx packages/manager/bench/compile-job.ts [FRAMES]
 */
const DEFAULT_FRAMES = 10_000;
const TIMES = 4;

const check = (frames: number) => ({
  ...{ name: 'film', type: 'simple-blender-render', priority: 50, submitter_platform: 'linux' },
  settings: {
    ...{ blendfile: '/render/film.blend', frames: `1-${frames}`, chunk_size: 1, scene: 'Scene', fps: 24 },
    ...{ format: 'PNG', image_file_extension: '.png', has_previews: false, add_path_components: 0 },
    ...{ render_output_root: '/render', render_output_path: '/render/film/{timestamp}/######' },
  },
});

function run(frames: number): Promise<readonly WaitFigures[]> {
  return waitsOf('compile-job', async (client, add) => {
    for (let time = 1; time <= TIMES; time += 1) {
      await add(`compilation ${time}`, () => client.expect('POST', '/jobs/check', check(frames)));
    }
  });
}

const frames = Number(process.argv[2] ?? DEFAULT_FRAMES);
process.stdout.write(`A film of ${frames} frames; ${machine()}\n${waitsText(await run(frames))}\n`);
