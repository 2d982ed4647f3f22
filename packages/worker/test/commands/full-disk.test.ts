import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { useBench } from '../support/command-bench.js';
import { BLENDER, FFMPEG, useSystemPrograms } from '../support/real-programs.js';
import { canMount, useStorages } from '../support/storages.js';

/** Renders two frames without compression, in the format and to the place that are named last. */
const RENDER = `
import bpy, sys
scene = bpy.context.scene
scene.render.engine = "CYCLES"
scene.cycles.samples = 1
scene.cycles.use_denoising = False
scene.render.resolution_x = scene.render.resolution_y = 256
scene.render.resolution_percentage = 100
scene.render.image_settings.file_format = sys.argv[-2]
scene.render.image_settings.compression = 0
scene.render.image_settings.exr_codec = "NONE"
scene.render.filepath = sys.argv[-1]
scene.frame_end = 2
bpy.ops.render.render(animation=True)
`;

(canMount ? describe : describe.skip)('on a full disk', () => {
  const storages = useStorages();
  const bench = useBench();
  useSystemPrograms();

  const small = (size = '64k') => storages.mount(bench.path('small'), `size=${size}`);

  it('exec says so, and names the file', async () => {
    const file = join(small(), 'copy');
    const { failure } = await bench.run('exec', { exe: 'dd', args: ['if=/dev/zero', `of=${file}`, 'bs=4k'] });
    expect(failure).toMatch(/^command exited abnormally with code 1: a disk is full; make room there, then requeue/);
    expect(failure).toContain(file);
  });

  it('exec does not believe a program that goes on all the same', async () => {
    const file = join(small(), 'out');
    const script = `head -c 100000 /dev/zero > '${file}'; : > '${file}'`;
    const { failure } = await bench.run('exec', { exe: 'sh', args: ['-c', script], expectedFiles: [file] });
    expect(failure).toMatch(/expected file ".*out" is empty: a disk is full; make room there/);
  });

  (existsSync(BLENDER) ? it : it.skip).each(['PNG', 'OPEN_EXR', 'TIFF'])(
    'no %s of the real Blender counts as done, and the error names the file',
    async (format) => {
      const there = small('16k');
      const exeArgs = '--background --factory-startup --python-exit-code 1';
      const args = ['--python-expr', RENDER, '--', format, join(there, 'frame-')];
      const { failure } = await bench.run('blender-render', { exe: BLENDER, exeArgs, blendfile: '', args });
      expect(failure).toMatch(/: a disk is full; make room there, then requeue the task\. The program said: /);
      expect(failure).toContain(join(there, 'frame-000'));
    },
    60_000,
  );

  (existsSync(FFMPEG) ? it : it.skip)('no video of the real FFmpeg counts as done', async () => {
    const frame = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#204060' } })
      .png()
      .toBuffer();
    for (const name of ['1', '2', '3']) await writeFile(bench.path(`${name}.png`), frame);
    const outputFile = join(small(), 'video.avi');
    const { failure } = await bench.run('frames-to-video', {
      ...{ exe: FFMPEG, exeArgs: '-hide_banner', argsBefore: ['-y'], fps: 10 },
      ...{ inputGlob: bench.path('*.png'), args: ['-c:v', 'rawvideo'], outputFile },
    });
    expect(failure).toMatch(/^command exited abnormally with code \d+: a disk is full; make room there/);
  });
});
