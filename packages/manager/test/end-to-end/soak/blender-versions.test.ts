import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { difference, pixels } from '../support/pictures.js';
import { killLeftovers } from '../support/program.js';
import { RealFarm } from '../support/farm.js';

/**
 * The Python of the job types runs in other versions of Blender too: the modules `bpy`, each in a Python of its own, whose
 * programs FLAMENCO_BPY names with ":" between them (docs/testing.md).
 */

const PYTHONS = (process.env['FLAMENCO_BPY'] ?? '').split(':').filter((python) => python !== '');
const STAND_IN = fileURLToPath(new URL('../support/bpy-blender.py', import.meta.url));

jest.setTimeout(300_000);

if (PYTHONS.length === 0) it.skip('FLAMENCO_BPY names no Python with the module bpy', () => undefined);

describe.each(PYTHONS)('Blender as a module of %s', (python) => {
  let farm: RealFarm;
  let blendfile: string;

  beforeAll(async () => {
    farm = await RealFarm.make();
    const blender = path.join(farm.folder, 'blender');
    await writeFile(blender, `#!/bin/sh\nexec "${python}" "${STAND_IN}" "$@"\n`, { mode: 0o755 });
    await farm.configure(`variables: { blender: { values: [{ platform: all, value: ${JSON.stringify(blender)} }] } }`);
    await farm.startManager();
    blendfile = await farm.makeScene('shot.blend', 16);
    farm.startWorker('nora');
  });
  afterAll(async () => {
    await killLeftovers();
    await farm.remove();
  });

  const folder = (name: string) => path.join(farm.storage, name);

  /** Lets the farm do a job, and gives the files that come of it. */
  async function files(name: string, type: string, settings: Record<string, unknown>): Promise<readonly string[]> {
    const scene = {
      ...{ blendfile, scene: 'Scene', fps: 24, format: 'PNG', image_file_extension: '.png', has_previews: false },
      ...{ render_output_root: farm.storage, render_output_path: path.join(folder(name), '######') },
    };
    const { id } = await farm.submit({ name, type, settings: { ...scene, ...settings } });
    const { status } = await farm.untilStatus(id, 'completed', 'failed');
    if (status === 'failed') {
      const logs = await Promise.all((await farm.tasks(id)).map(({ id: task }) => farm.taskLog(task)));
      throw new Error(`${name} failed: ${logs.join('\n')}`);
    }
    return (await readdir(folder(name))).sort();
  }

  it('renders an animation backwards on the CPU, into the same folder every time, and a video of it', async () => {
    const settings = {
      ...{ frames: '1-3', chunk_size: 2, frame_order: 'Backward', device: 'CPU', overwrite_existing: true },
      ...{ output_layout: 'Same folder every time', render_output_path: '' },
    };
    expect(await files('film', 'blender-animation', settings)).toEqual([
      ...['000001.png', '000002.png', '000003.png', 'shot-1-3.mp4'],
    ]);
  });

  it('renders on the CPU where the wanted card is missing, unless that is refused', async () => {
    const settings = { frames: '1', device: 'OptiX', preview_video: false };
    expect(await files('gpu', 'blender-animation', settings)).toEqual(['000001.png']);
    await expect(files('refused', 'blender-animation', { ...settings, refuse_cpu: true })).rejects.toThrow(
      'rendering on the CPU is refused',
    );
  });

  it('merges tiles to what one computer would have rendered', async () => {
    const settings = { frame: 1, columns: 2, rows: 2, overlap: 4 };
    expect(await files('tiles', 'single-image-render', settings)).toEqual(['000001.png']);
    expect((await difference(folder('tiles/000001.png'), folder('film/000001.png'))).most).toBeLessThanOrEqual(1);
  });

  it('merges sample ranges to what one computer would have rendered', async () => {
    const settings = { frame: 1, split_into: 'Sample ranges', sample_ranges: 3 };
    expect(await files('samples', 'single-image-render', settings)).toEqual(['000001.png']);
    const { psnr } = await difference(folder('samples/000001.png'), folder('film/000001.png'));
    expect(psnr).toBeGreaterThanOrEqual(40);
  });

  it.each(['Material', 'Texture', 'Object', 'Vertex', 'Random'])(
    'makes a small playblast, colored by %s',
    async (color) => {
      const name = `playblast-${color}`;
      expect(await files(name, 'blender-playblast', { frames: '1-2', image_size: 50, color })).toEqual([
        ...['000001.jpg', '000002.jpg', 'shot-1-2.mp4'],
      ]);
      expect((await pixels(path.join(folder(name), '000001.jpg'))).size.slice(0, 2)).toEqual([32, 32]);
    },
  );
});
