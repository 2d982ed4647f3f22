import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DEFAULT_DIRECTORY, machine } from '../../manager/bench/options.js';
import { percentile } from '../../manager/bench/figures.js';
import { table } from '../../manager/bench/table.js';
import { FarmOfOne } from './farm-of-one.js';
import type { Attempt } from './farm-of-one.js';

/**
 * How much time does one Worker lose between its tasks, and how soon does an idle one start (docs/performance.md)?
 *
 *     npm run bench:worker
 */
const ECHOES = 100;
const FRAMES = 24;
/** Moments at which an idle Worker gets a job: right after the last one, and when it has been waiting for longer. */
const IDLE_MS = [200, 700, 1500, 3000, 5000, 7000];

const run = promisify(execFile);

async function measureIdleStart(farm: FarmOfOne): Promise<string[]> {
  const delays: number[] = [];
  for (const idle of IDLE_MS) {
    await pause(idle);
    const submittedAt = Date.now();
    const [attempt] = await farm.finished(await farm.submit({ settings: { tasks: 1 } }));
    delays.push((attempt?.startedAt ?? Number.NaN) - submittedAt);
  }
  return row('an idle Worker starts after (ms; the submission itself included)', delays);
}

async function measureEchoes(farm: FarmOfOne): Promise<string[][]> {
  const submittedAt = Date.now();
  const attempts = await farm.finished(await farm.submit({ settings: { tasks: ECHOES } }));
  const seconds = ((attempts.at(-1)?.endedAt ?? Number.NaN) - submittedAt) / 1000;
  return [
    row('gap between two echo tasks (ms)', gapsOf(attempts)),
    [`${ECHOES} echo tasks (s)`, seconds.toFixed(2), '', ''],
  ];
}

async function measureFilm(farm: FarmOfOne): Promise<string[][]> {
  const blendfile = path.join(farm.directory, 'scene.blend');
  await makeScene(blendfile);
  const before = await farm.programTimes();
  const submittedAt = Date.now();
  const folder = path.join(farm.directory, 'render');
  const settings = {
    ...{ blendfile, frames: `1-${FRAMES}`, chunk_size: 1, scene: 'Scene', fps: 24, format: 'PNG' },
    ...{ image_file_extension: '.png', has_previews: false, add_path_components: 0 },
    ...{ render_output_root: folder, render_output_path: path.join(folder, 'film', '######') },
  };
  const attempts = await farm.finished(await farm.submit({ type: 'simple-blender-render', settings }));
  const wall = ((attempts.at(-1)?.endedAt ?? Number.NaN) - submittedAt) / 1000;
  const after = await farm.programTimes();
  const [runs, ms] = [after.runs - before.runs, after.ms - before.ms];
  if (runs < FRAMES + 1) throw new Error(`Blender and FFmpeg ran ${runs} times, not ${FRAMES + 1}`);
  return [
    row('gap between two tasks of the film (ms)', gapsOf(attempts)),
    [`film of ${FRAMES} frames (s)`, wall.toFixed(2), '', ''],
    ['in Blender and FFmpeg (s)', (ms / 1000).toFixed(2), '', ''],
    ['everything else (s)', (wall - ms / 1000).toFixed(2), '', ''],
  ];
}

async function makeScene(file: string): Promise<void> {
  const script = `import bpy
s = bpy.context.scene
s.render.engine = "CYCLES"
s.cycles.device = "CPU"
s.cycles.samples = 1
s.cycles.use_denoising = False
s.render.resolution_x, s.render.resolution_y, s.render.resolution_percentage = 160, 90, 100
bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(file)})`;
  const env = { PATH: '/usr/bin:/bin', HOME: path.dirname(file) };
  await run('/usr/bin/blender', ['-b', '--factory-startup', '--python-expr', script], { env });
}

/** From the end of a task to the assignment of the next one. Pure. */
function gapsOf(attempts: readonly Attempt[]): number[] {
  return attempts.slice(1).map(({ startedAt }, index) => startedAt - (attempts[index]?.endedAt ?? Number.NaN));
}

function row(name: string, values: readonly number[]): string[] {
  const sorted = Float64Array.from(values).sort();
  return [name, ...[0.5, 0.95, 1].map((share) => percentile(sorted, share).toFixed(0))];
}

async function main(): Promise<void> {
  await mkdir(DEFAULT_DIRECTORY, { recursive: true });
  const directory = await mkdtemp(path.join(DEFAULT_DIRECTORY, 'worker-'));
  const farm = await FarmOfOne.start(directory);
  try {
    const rows = [await measureIdleStart(farm), ...(await measureEchoes(farm)), ...(await measureFilm(farm))];
    const report = table([['', 'median', '95 %', 'longest'], ...rows]);
    process.stdout.write(`One Worker; ${machine()}\n\n${report}\n`);
  } finally {
    await farm.stop();
    await rm(directory, { recursive: true });
  }
}

await main();
