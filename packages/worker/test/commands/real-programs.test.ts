import { existsSync } from 'node:fs';
import { stat, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { useBench } from '../support/command-bench.js';
import { BLENDER, FFMPEG, useSystemPrograms } from '../support/real-programs.js';

/** Renders two tiny frames of an empty scene, without any blend file. */
const RENDER = `
import bpy, sys
scene = bpy.context.scene
scene.render.engine = "CYCLES"
scene.cycles.samples = 1
scene.cycles.use_denoising = False
scene.render.resolution_x = scene.render.resolution_y = 16
scene.render.resolution_percentage = 100
scene.render.image_settings.file_format = "PNG"
scene.render.filepath = sys.argv[-1]
scene.frame_end = 2
bpy.ops.render.render(animation=True)
`;

/** Renders one tiny frame into a file of each format, and says so as Blender does. */
const ALL_FORMATS = `
import bpy, sys
scene = bpy.context.scene
scene.render.engine = "CYCLES"
scene.cycles.samples = 1
scene.cycles.use_denoising = False
scene.render.resolution_x, scene.render.resolution_y = 40, 30
scene.render.resolution_percentage = 100
settings = scene.render.image_settings
for format in ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "TARGA", "HDR", "OPEN_EXR_MULTILAYER"):
    settings.file_format = format
    scene.render.filepath = sys.argv[-1] + format
    bpy.ops.render.render(write_still=True)
settings.file_format = "OPEN_EXR"
settings.color_depth = "16"
for codec in ("NONE", "RLE", "ZIPS", "ZIP", "PIZ", "PXR24", "B44", "DWAA", "DWAB"):
    settings.exr_codec = codec
    scene.render.filepath = sys.argv[-1] + codec
    bpy.ops.render.render(write_still=True)
`;

(existsSync(BLENDER) ? describe : describe.skip)('blender-render with the real Blender', () => {
  const bench = useBench();
  useSystemPrograms();

  it('counts its frames and hands over its images', async () => {
    const record = await bench.run('blender-render', {
      exe: BLENDER,
      exeArgs: '--background --factory-startup',
      blendfile: '',
      args: ['--python-expr', RENDER, '--', bench.path('frame-')],
    });
    expect(record.failure).toBeUndefined();
    expect(record.steps).toBe(2);
    expect(record.images).toEqual([bench.path('frame-0001.png'), bench.path('frame-0002.png')]);
    expect(existsSync(bench.path('frame-0002.png'))).toBe(true);
  }, 60_000);

  it('finds nothing wrong with the files of Blender, in all its formats, but with each that is cut off', async () => {
    const record = await bench.run('blender-render', {
      exe: BLENDER,
      exeArgs: '--background --factory-startup',
      blendfile: '',
      args: ['--python-expr', ALL_FORMATS, '--', bench.path('out-')],
    });
    expect(record.failure).toBeUndefined();
    expect(record.images).toHaveLength(17);
    for (const path of record.images.filter((name) => !/\.(?:bmp|tga)$/.test(name))) {
      await truncate(path, (await stat(path)).size - 10);
      const again = await bench.run('blender-render', {
        exe: '/bin/sh',
        blendfile: '-c',
        args: [`echo "Saved: '${path}'"`],
      });
      expect(again.failure).toMatch(`rendered file "${path}" is incomplete`);
    }
  }, 120_000);

  it('fails for frames that Blender cannot save, with the reason', async () => {
    const args = ['--python-expr', 'import bpy; bpy.context.scene.camera = None', '-f', '1..2'];
    const exeArgs = '--background --factory-startup';
    const record = await bench.run('blender-render', { exe: BLENDER, exeArgs, blendfile: '', args });
    expect(record.failure).toBeDefined();
    expect(record.log.join('\n')).toMatch('Cannot render, no camera');
  }, 60_000);

  it('says what Blender complains about when it fails', async () => {
    const script = 'raise RuntimeError("no camera, no picture")';
    const args = ['--python-exit-code', 5, '--python-expr', script];
    const record = await bench.run('blender-render', {
      exe: BLENDER,
      exeArgs: '-b --factory-startup',
      blendfile: '',
      args,
    });
    expect(record.failure).toBe('command exited abnormally with code 5');
    expect(record.log.at(-1)).toMatch(/RuntimeError: no camera, no picture$/);
  }, 60_000);
});

(existsSync(FFMPEG) ? describe : describe.skip)('frames-to-video with the real FFmpeg', () => {
  const bench = useBench();

  /** Six frames, two of them with a name that has to be quoted. */
  async function makeFrames(): Promise<void> {
    const frame = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#204060' } })
      .png()
      .toBuffer();
    for (const name of ["it's-1", "it's-2", '3', '4', '5', '6']) await writeFile(bench.path(`${name}.png`), frame);
  }

  it.each(['linux', 'win32'] as const)(
    'makes a video of all frames, in the way of %s',
    async (platform) => {
      await makeFrames();
      const video = {
        exe: FFMPEG,
        exeArgs: '-hide_banner',
        argsBefore: ['-y'],
        fps: 10,
        inputGlob: bench.path('*.png'),
        args: ['-c:v', 'mpeg4'],
        outputFile: bench.path('video.mp4'),
      };
      const record = await bench.run('frames-to-video', video, { platform });
      expect(record.failure).toBeUndefined();
      expect(record.output.join('\n')).toMatch(/frame=\s*6 /);
      expect(existsSync(bench.path('video.mp4'))).toBe(true);
    },
    30_000,
  );
});
