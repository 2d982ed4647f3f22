import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, measureWaits, waitsText } from './longest-waits.js';
import type { WaitFigures } from './longest-waits.js';
import { startManager } from './manager-process.js';
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

async function run(frames: number): Promise<readonly WaitFigures[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'flamenco-compile-job-'));
  const server = await startManager({ directory });
  const client = new Client(server.port);
  try {
    const small = await client.submit(1);
    await client.submit(100);
    const figures = [await measureWaits(client, 'nothing', small, () => pause(1_000))];
    for (let time = 1; time <= TIMES; time += 1) {
      const compile = () => client.expect('POST', '/jobs/check', check(frames));
      figures.push(await measureWaits(client, `compilation ${time}`, small, compile));
    }
    return figures;
  } finally {
    client.close();
    await server.stop();
    await rm(directory, { recursive: true });
  }
}

const frames = Number(process.argv[2] ?? DEFAULT_FRAMES);
process.stdout.write(`A film of ${frames} frames; ${machine()}\n${waitsText(await run(frames))}\n`);
