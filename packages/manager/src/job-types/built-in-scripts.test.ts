import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runWhole } from '../../test/support/job-type-scripts.js';
import type { ScriptRun } from '../../test/support/job-type-scripts.js';
import type { AuthoredTask, JsonObject } from './job-type.js';
import { runFailureText } from './run-failure.js';
import type { FailedRun } from './run-failure.js';
import { BUILT_IN_SCRIPTS } from './script-folders.js';

async function compileBuiltIn(file: string, settings: JsonObject): Promise<ScriptRun> {
  return await runWhole(await readFile(join(BUILT_IN_SCRIPTS, file), 'utf8'), settings, { file });
}

/** A task without its identity, with its dependencies as positions from 1, as contract 04 §13 shows them. */
function readable(tasks: readonly AuthoredTask[]): object[] {
  const position = (uuid: string): number => tasks.findIndex((task) => task.uuid === uuid) + 1;
  return tasks.map(({ uuid: _, dependencies, ...task }) => ({ ...task, dependencies: dependencies.map(position) }));
}

describe('echo-sleep-test (contract 04 §12.2)', () => {
  const run = async (settings: JsonObject): Promise<object[]> =>
    readable((await compileBuiltIn('echo_sleep_test.js', settings)).tasks);
  const task = (name: string, parameters: object, dependencies: number[]): object => ({
    name,
    type: 'misc',
    priority: 50,
    commands: [{ name, parameters, totalStepCount: 0 }],
    dependencies,
  });

  it('echoes, then sleeps, by the worked example (contract 04 §13.3)', async () => {
    expect(await run({ message: 'hi', sleep_duration_seconds: 3, sleep_repeats: 2 })).toEqual([
      task('echo', { message: 'hi' }, []),
      task('sleep', { duration_in_seconds: 3 }, [1]),
      task('sleep', { duration_in_seconds: 3 }, [1]),
    ]);
  });

  it('does not mind missing settings, nor a number as text', async () => {
    expect(await run({})).toEqual([task('echo', { message: null }, [])]);
    expect(await run({ message: 'hi', sleep_repeats: '2' })).toHaveLength(3);
  });
});

const RENDER_SETTINGS =
  'import bpy; render = bpy.context.scene.render; render.use_file_extension = True; render.use_overwrite = False; render.use_placeholder = False';

describe('simple-blender-render (contract 04 §12.1)', () => {
  const png = {
    ...{ frames: '1-10', chunk_size: 3, format: 'PNG', fps: 24.0, image_file_extension: '.png', has_previews: false },
    ...{
      scene: 'Scene',
      blendfile: '/render/sf/jobs/scene123.blend',
      render_output_path: '/r/shot/{timestamp}/######',
    },
  };
  const run = (settings: JsonObject): Promise<ScriptRun> => compileBuiltIn('simple_blender_render.js', settings);
  const render = (
    chunk: string,
    frames: string,
    steps: number,
    blendfile: string,
    output: string,
    format: string,
    scene: string,
  ): object => ({
    name: `render-${chunk}`,
    type: 'blender',
    priority: 50,
    commands: [
      {
        name: 'blender-render',
        parameters: {
          exe: '{blender}',
          exeArgs: '{blenderArgs}',
          argsBefore: [],
          blendfile,
          args: [
            '--scene',
            scene,
            '--python-expr',
            RENDER_SETTINGS,
            '--render-output',
            output,
            '--render-format',
            format,
            '--render-frame',
            frames,
          ],
        },
        totalStepCount: steps,
      },
    ],
    dependencies: [],
  });
  const video = (fps: number, inputGlob: string, outputFile: string, dependencies: number[]): object => ({
    name: 'preview-video',
    type: 'ffmpeg',
    priority: 50,
    commands: [
      {
        name: 'frames-to-video',
        parameters: {
          ...{ exe: 'ffmpeg', fps, inputGlob, outputFile },
          args: [
            '-c:v',
            'h264',
            '-crf',
            '20',
            '-g',
            '18',
            '-vf',
            'pad=ceil(iw/2)*2:ceil(ih/2)*2',
            '-pix_fmt',
            'yuv420p',
            '-r',
            fps,
            '-y',
          ],
        },
        totalStepCount: 0,
      },
    ],
    dependencies,
  });

  it('renders a PNG sequence, by the worked example (contract 04 §13.1)', async () => {
    const { tasks, job } = await run(png);
    const chunk = (name: string, frames: string, steps: number): object =>
      render(name, frames, steps, png.blendfile, '/r/shot/2024-03-05_070809/######', 'PNG', 'Scene');
    expect(readable(tasks)).toEqual([
      chunk('1-3', '1..3', 3),
      chunk('4-6', '4..6', 3),
      chunk('7-9', '7..9', 3),
      chunk('10', '10', 1),
      video(24, '/r/shot/2024-03-05_070809/*.png', '/r/shot/2024-03-05_070809/scene123-1-10.mp4', [1, 2, 3, 4]),
    ]);
    expect(job?.settings).toEqual({ ...png, render_output_path: '/r/shot/2024-03-05_070809/######' });
  });

  it('renders EXR with previews, variables and Windows paths, by the worked example (contract 04 §13.2)', async () => {
    const settings = {
      ...{
        frames: '8, 1, 4-5',
        chunk_size: 2,
        format: 'OPEN_EXR',
        has_previews: true,
        fps: 23.976,
        image_file_extension: '.exr',
      },
      ...{ scene: 'Main', blendfile: '{jobs}/shot-010-ab12/shot_010.blend' },
      render_output_path: '{render}\\proj\\shot-010\\{timestamp}\\######',
    };
    const { tasks, job } = await run(settings);
    const output = '{render}/proj/shot-010/2024-03-05_070809';
    expect(readable(tasks)).toEqual([
      render('1,4', '1,4', 2, settings.blendfile, `${output}/######`, 'OPEN_EXR', 'Main'),
      render('5,8', '5,8', 2, settings.blendfile, `${output}/######`, 'OPEN_EXR', 'Main'),
      video(23.976, `${output}/*.jpg`, `${output}/shot_010-1-8.mp4`, [1, 2]),
    ]);
    expect(job?.settings['render_output_path']).toBe('{render}\\proj\\shot-010\\2024-03-05_070809\\######');
    const { tasks: withoutPreviews, end } = await run({ ...settings, has_previews: false });
    expect(withoutPreviews.map(({ name }) => name)).toEqual(['render-1,4', 'render-5,8']);
    expect(end.report.output[0]?.args).toEqual(['Not authoring video task, FFmpeg-incompatible render output']);
  });

  it('turns Windows paths for Blender, but leaves the blend file alone (contract 04 §13.4)', async () => {
    const { tasks } = await run({
      ...png,
      blendfile: 'R:\\sf\\jobs\\scene123.blend',
      render_output_path: 'R:\\a\\b\\######',
    });
    expect(readable(tasks)).toEqual([
      ...['1-3', '4-6', '7-9'].map((chunk) =>
        render(chunk, chunk.replace('-', '..'), 3, 'R:\\sf\\jobs\\scene123.blend', 'R:/a/b/######', 'PNG', 'Scene'),
      ),
      render('10', '10', 1, 'R:\\sf\\jobs\\scene123.blend', 'R:/a/b/######', 'PNG', 'Scene'),
      video(24, 'R:/a/b/*.png', 'R:/a/b/scene123-1-10.mp4', [1, 2, 3, 4]),
    ]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'a video format',
      { format: 'FFMPEG' },
      'This job type only renders images, and not "FFMPEG" at compileJob (simple_blender_render.js:',
    ],
    ['AVI', { format: 'AVI_JPEG' }, 'This job type only renders images, and not "AVI_JPEG"'],
    [
      'no output path',
      { render_output_path: '' },
      'no render_output_path setting! at renderOutput (simple_blender_render.js:',
    ],
    ['an output path that is no text', { render_output_path: 5 }, 'TypeError: '],
    [
      'no chunk size',
      { chunk_size: null },
      'GoError: invalid chunk size, must be positive number: 0 at authorRenderTasks (simple_blender_render.js:',
    ],
    ['no frames', { frames: '' }, 'GoError: invalid range "": empty range'],
    [
      'negative frames, which Blender would count from the end',
      { frames: '-5..3' },
      'This job type cannot render negative frame numbers: -5--3',
    ],
  ])('refuses %s', async (_, changes, message) => {
    const { end } = await run({ ...png, ...changes });
    expect(end.outcome.kind).toBe('failed');
    const text = runFailureText('simple_blender_render.js', end.outcome as FailedRun, {
      timeMs: 0,
      memoryBytes: 0,
      resultBytes: 0,
    });
    expect(text.startsWith(message) ? message : text).toBe(message);
  });

  it.each<[string, JsonObject, object]>([
    ['no format', { format: null }, { args: expect.arrayContaining(['--render-format', null]) as unknown }],
    ['no blend file', { blendfile: null }, { blendfile: null }],
    [
      'a trailing slash',
      { render_output_path: '/r/x/' },
      { args: expect.arrayContaining(['--render-output', '/r/x/x']) as unknown },
    ],
    [
      'a UNC path',
      { render_output_path: '\\\\NAS\\share\\######' },
      { args: expect.arrayContaining(['--render-output', '/NAS/share/######']) as unknown },
    ],
  ])('accepts %s as the original does', async (_, changes, parameters) => {
    const { tasks } = await run({ ...png, ...changes });
    expect(tasks[0]?.commands[0]?.parameters).toMatchObject(parameters);
  });

  it('does without --scene for no scene, and without a video for no frame rate', async () => {
    const { tasks, end } = await run({ ...png, scene: '', fps: 0 });
    expect(tasks.map(({ name }) => name)).toEqual(['render-1-3', 'render-4-6', 'render-7-9', 'render-10']);
    expect(tasks[0]?.commands[0]?.parameters?.['args']).not.toContain('--scene');
    expect(end.report.output[0]?.args).toEqual(['Not authoring video task, no FPS known:', 0]);
  });

  it.each([
    ['1..10', '/r/x.flamenco.blend', 'x-1..10.mp4'],
    ['3, 5-10, 47-327', '/r/a.b.blend', 'a.b-3-327.mp4'],
    ['47', '/r/x.flamenco.flamenco.blend', 'x.flamenco-47.mp4'],
  ])('names the video of %j of %j %j', async (frames, blendfile, name) => {
    const { tasks } = await run({ ...png, frames, blendfile });
    expect(tasks.at(-1)?.commands[0]?.parameters?.['outputFile']).toBe(`/r/shot/2024-03-05_070809/${name}`);
  });

  it('has a video with an undefined extension rather than none', async () => {
    const { tasks } = await run({ ...png, image_file_extension: null });
    expect(tasks.at(-1)?.commands[0]?.parameters?.['inputGlob']).toMatch(/\*(undefined|null)$/);
  });
});
