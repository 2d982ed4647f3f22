import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Schemas } from '@flamenco/api';
import { difference, pixels } from './support/pictures.js';
import { killLeftovers } from './support/program.js';
import { probeVideo, RealFarm } from './support/farm.js';

/** Every built-in job type at work, with real Blender and FFmpeg. The older two have film.test.ts and others. */

jest.setTimeout(300_000);

let farm: RealFarm;
let blendfile: string;

beforeAll(async () => {
  farm = await RealFarm.make();
  await farm.startManager();
  blendfile = await farm.makeScene('shot.blend', 16);
  farm.startWorker('nora');
  farm.startWorker('hugo');
});
afterAll(async () => {
  await killLeftovers();
  await farm.remove();
});

const folder = (name: string) => path.join(farm.storage, name);

const filesIn = async (name: string) => (await readdir(folder(name))).sort();

/** Settings that the add-on would fill in; the others have defaults. */
const scene = (name: string): Record<string, unknown> => ({
  ...{ blendfile, scene: 'Scene', fps: 24, format: 'PNG', image_file_extension: '.png', has_previews: false },
  ...{ render_output_root: farm.storage, render_output_path: path.join(folder(name), '######') },
});

const submit = (type: string, settings: Record<string, unknown>) => farm.submit({ name: type, type, settings });

/** Waits for the end of a job; if it is not the wanted one, the logs tell why. */
async function finish(id: string, wanted: Schemas['JobStatus'] = 'completed'): Promise<Schemas['Job']> {
  const job = await farm.untilStatus(id, 'completed', 'failed', 'canceled', 'paused');
  if (job.status !== wanted) {
    const logs = await Promise.all((await farm.tasks(id)).map(({ id: task }) => farm.taskLog(task)));
    throw new Error(`${job.type} is ${job.status}: ${logs.join('\n')}`);
  }
  return job;
}

it('blender-animation renders backwards into the folder that it is told, and makes a video', async () => {
  const order = { frames: '1-3', chunk_size: 2, frame_order: 'Backward', device: 'CPU', overwrite_existing: true };
  const { id } = await submit('blender-animation', { ...scene('film'), ...order });
  await finish(id);
  expect((await farm.tasks(id)).map(({ name }) => name)).toEqual(['render-3', 'render-1,2', 'preview-video']);
  expect(await filesIn('film')).toEqual(['000001.png', '000002.png', '000003.png', 'shot-1-3.mp4']);
  expect(await probeVideo(path.join(folder('film'), 'shot-1-3.mp4'))).toMatchObject({ width: 64, nb_read_frames: '3' });
});

it('refuses the CPU where it is told to, and says so in the log', async () => {
  const { id } = await submit('blender-animation', { ...scene('gpu'), frames: '1', device: 'CUDA', refuse_cpu: true });
  await finish(id, 'failed');
  const [render] = await farm.tasks(id);
  expect(await farm.taskLog(render?.id ?? '')).toMatch(/Error: .*CUDA.*CPU is refused/);
});

it('single-image-render merges tiles to what one computer would have rendered', async () => {
  const { id } = await submit('single-image-render', { ...scene('tiles'), frame: 1, columns: 2, rows: 1, overlap: 4 });
  await finish(id);
  expect(await filesIn('tiles')).toEqual(['000001.png']);
  expect((await difference(folder('tiles/000001.png'), folder('film/000001.png'))).most).toBeLessThanOrEqual(1);
});

it('single-image-render merges sample ranges to what one computer would have rendered', async () => {
  const split = { frame: 1, split_into: 'Sample ranges', sample_ranges: 3, keep_parts: true };
  const { id } = await submit('single-image-render', { ...scene('samples'), ...split });
  await finish(id);
  expect(await filesIn(`samples/parts-${id.slice(0, 8)}`)).toHaveLength(3);
  expect((await difference(folder('samples/000001.png'), folder('film/000001.png'))).psnr).toBeGreaterThanOrEqual(40);
});

it('single-image-render respects border, transparency and compositor of the scene', async () => {
  const odd = await farm.makeScene('odd.blend', 4, [
    's.render.film_transparent = True',
    's.render.image_settings.color_mode = "RGBA"',
    's.render.use_border = True',
    's.render.border_min_x, s.render.border_max_x, s.render.border_min_y, s.render.border_max_y = 0.3, 0.81, 0.1, 0.7',
    's.use_nodes = True',
    'blur = s.node_tree.nodes.new("CompositorNodeBlur")',
    'blur.size_x = blur.size_y = 5',
    's.node_tree.links.new(s.node_tree.nodes["Render Layers"].outputs["Image"], blur.inputs["Image"])',
    's.node_tree.links.new(blur.outputs["Image"], s.node_tree.nodes["Composite"].inputs["Image"])',
  ]);
  const whole = await submit('blender-animation', { ...scene('odd-whole'), blendfile: odd, frames: '1' });
  const split = { frame: 1, columns: 1, rows: 2 };
  const tiles = await submit('single-image-render', { ...scene('odd-tiles'), ...split, blendfile: odd });
  await finish(whole.id);
  await finish(tiles.id);
  const { size } = await pixels(folder('odd-tiles/000001.png'));
  expect(size).toEqual([64, 64, 4]);
  expect((await difference(folder('odd-tiles/000001.png'), folder('odd-whole/000001.png'))).most).toBeLessThanOrEqual(
    1,
  );
});

it('render-with-probe waits for an approval after three frames', async () => {
  const { id } = await submit('render-with-probe', { ...scene('probe'), frames: '1-4', pause_after_probe: true });
  const paused = await finish(id, 'paused');
  expect(paused.activity).toContain('the job waits after task "approval"');
  expect(await filesIn('probe')).toEqual(['000001.png', '000002.png', '000004.png']);
  await farm.client.POST('/api/v3/jobs/{job_id}/setstatus', {
    ...{ params: { path: { job_id: id } }, body: { status: 'queued', reason: 'looks good' } },
  });
  await farm.untilStatus(id, 'completed', 'failed');
  expect(await filesIn('probe')).toEqual(['000001.png', '000002.png', '000003.png', '000004.png', 'shot-1-4.mp4']);
});

it('blender-playblast makes a small video', async () => {
  const { id } = await submit('blender-playblast', { ...scene('playblast'), frames: '1-2', image_size: 50 });
  await finish(id);
  expect(await filesIn('playblast')).toEqual(['000001.jpg', '000002.jpg', 'shot-1-2.mp4']);
  expect(await probeVideo(path.join(folder('playblast'), 'shot-1-2.mp4'))).toMatchObject({
    width: 32,
    nb_read_frames: '2',
  });
});

it('blender-python runs a script for each item, and misses files that it did not write', async () => {
  const script = path.join(farm.storage, 'report.py');
  await writeFile(
    script,
    [
      'import bpy, sys',
      'item, file = sys.argv[sys.argv.index("--") + 1:]',
      'if item != "forgotten": open(file, "w").write(item + " " + bpy.context.scene.name)',
    ].join('\n'),
  );
  const settings = {
    ...{ blendfile, script_file: script, run_for: 'Each item', arguments: `{item} "${farm.storage}/{item}.txt"` },
    expected_files: `${farm.storage}/{item}.txt`,
  };
  await finish((await submit('blender-python', { ...settings, item_list: 'one; two' })).id);
  expect(await readFile(folder('two.txt'), 'utf8')).toBe('two Scene');
  const { id } = await submit('blender-python', { ...settings, item_list: 'forgotten' });
  await finish(id, 'failed');
  const [task] = await farm.tasks(id);
  expect(await farm.taskLog(task?.id ?? '')).toContain(`Error: missing or empty: ${farm.storage}/forgotten.txt`);
});

it('command runs a program with directory, environment and expected files of its own, and shows a picture', async () => {
  await mkdir(folder('copies'));
  const { id } = await submit('command', {
    ...{ program: '/bin/sh', arguments: `-c 'cp "$SOURCE" {frame:2}.png'`, run_for: 'Frames', frames: '1-2' },
    ...{ working_directory: folder('copies'), environment: `SOURCE=${folder('film')}/000001.png` },
    ...{ expected_files: '{frame:2}.png', preview: '{frame:2}.png' },
  });
  await finish(id);
  expect(await filesIn('copies')).toEqual(['01.png', '02.png']);
  await farm.until(async () => {
    const { data } = await farm.client.GET('/api/v3/jobs/{job_id}/last-rendered', { params: { path: { job_id: id } } });
    return data;
  }, 'the last-rendered image');
});

it('copy-files and image-sequence-to-video need no Blender', async () => {
  const files = path.join(folder('film'), '######.png');
  await finish((await submit('copy-files', { files, frames: '1-3', destination: folder('copied') })).id);
  expect(await filesIn('copied')).toEqual(['000001.png', '000002.png', '000003.png']);
  const video = {
    images: path.join(folder('copied'), '000001.png'),
    fps: 12,
    output_file: path.join(folder('videos'), 'a.mp4'),
  };
  await finish((await submit('image-sequence-to-video', video)).id);
  expect(await probeVideo(path.join(folder('videos'), 'a.mp4'))).toMatchObject({ width: 64, nb_read_frames: '3' });
});
