import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runWhole } from '../../test/support/job-type-scripts.js';
import type { AuthoredTask, JsonObject } from './job-type.js';
import { BUILT_IN_SCRIPTS } from './script-folders.js';

/** A job of a built-in type: its tasks, or why it has none. */
async function compile(type: string, settings: JsonObject) {
  const file = `${type.replaceAll('-', '_')}.js`;
  const source = await readFile(join(BUILT_IN_SCRIPTS, file), 'utf8');
  const { tasks, job, message, end } = await runWhole(source, settings, { file, folders: [BUILT_IN_SCRIPTS] });
  return { tasks, settings: job?.settings, message, printed: end.report.output.map(({ args }) => args.join(' ')) };
}

const names = (tasks: readonly AuthoredTask[]) => tasks.map(({ name }) => name);
/** The names of the tasks that a task waits for. */
const before = (tasks: readonly AuthoredTask[], name: string) => {
  const { dependencies } = tasks.find((task) => task.name === name) ?? { dependencies: [] };
  return dependencies.map((uuid) => tasks.find((task) => task.uuid === uuid)?.name);
};
const commandsOf = (task: AuthoredTask | undefined): Record<string, unknown>[] =>
  (task?.commands ?? []).map(({ name, parameters }) => ({ name, ...parameters }));
const argsOf = (task: AuthoredTask | undefined) => (task?.commands[0]?.parameters?.['args'] ?? []) as readonly string[];
/** What follows an argument. */
const after = (args: readonly string[], flag: string) => args[args.indexOf(flag) + 1];

const animation = {
  ...{ frames: '1-10', chunk_size: 3, scene: 'Main', fps: 24, format: 'PNG', image_file_extension: '.png' },
  ...{ blendfile: '{jobs}/shot.blend', render_output_path: '/r/shot/{timestamp}/######', has_previews: false },
  ...{ frame_order: 'Forward', frame_order_step: 4, overwrite_existing: false, preview_video: true },
  ...{ device: 'As the Worker is set', refuse_cpu: false, output_layout: 'New folder per job' },
};

describe('blender-animation', () => {
  const run = (changes: JsonObject = {}) => compile('blender-animation', { ...animation, ...changes });

  it('renders the frames in pieces, then makes a video of them', async () => {
    const { tasks, settings } = await run();
    expect(names(tasks)).toEqual(['render-1-3', 'render-4-6', 'render-7-9', 'render-10', 'preview-video']);
    expect(before(tasks, 'preview-video')).toEqual(['render-1-3', 'render-4-6', 'render-7-9', 'render-10']);
    expect(tasks.map(({ type, commands }) => [type, commands[0]?.totalStepCount])).toEqual([
      ['blender', 3],
      ['blender', 3],
      ['blender', 3],
      ['blender', 1],
      ['ffmpeg', 0],
    ]);
    expect(settings?.['render_output_path']).toBe('/r/shot/2024-03-05_070809/######');
    expect(commandsOf(tasks[0])).toMatchObject([
      {
        name: 'blender-render',
        exe: '{blender}',
        exeArgs: '{blenderArgs}',
        argsBefore: [],
        blendfile: '{jobs}/shot.blend',
      },
    ]);
    const args = argsOf(tasks[0]);
    expect(args.slice(0, 4)).toEqual(['--scene', 'Main', '--python-exit-code', '1']);
    expect(args.slice(-6)).toEqual([
      ...['--render-output', '/r/shot/2024-03-05_070809/######'],
      ...['--render-format', 'PNG', '--render-frame', '1..3'],
    ]);
    expect(commandsOf(tasks[4])).toMatchObject([
      {
        ...{ name: 'frames-to-video', exe: 'ffmpeg', fps: 24, inputGlob: '/r/shot/2024-03-05_070809/*.png' },
        outputFile: '/r/shot/2024-03-05_070809/shot-1-10.mp4',
      },
    ]);
  });

  it.each([
    ['Forward', ['1-3', '4-6', '7-9', '10']],
    ['Backward', ['10', '7-9', '4-6', '1-3']],
    ['Middle out', ['4-6', '7-9', '1-3', '10']],
    ['Every n-th first', ['1,5,9', '2-4', '6-8', '10']],
  ])('begins where the order %s says', async (frame_order, chunks) => {
    const { tasks } = await run({ frame_order, preview_video: false });
    expect(names(tasks)).toEqual(chunks.map((chunk) => `render-${chunk}`));
  });

  it.each(['Forward', 'Backward', 'Middle out', 'Every n-th first'])(
    'renders a single frame in the order %s',
    async (frame_order) => {
      const { tasks } = await run({ frame_order, frames: ' 7 ' });
      expect(names(tasks)).toEqual(['render-7', 'preview-video']);
      expect(commandsOf(tasks[1])).toMatchObject([{ outputFile: expect.stringMatching(/\/shot-7\.mp4$/) }]);
    },
  );

  it('renders each frame once in every order, whatever the size of the pieces', async () => {
    for (const frame_order of ['Forward', 'Backward', 'Middle out', 'Every n-th first']) {
      for (const chunk_size of [1, 2, 7, 100]) {
        const { tasks } = await run({ frame_order, chunk_size, frames: '1-9,20-30x5', preview_video: false });
        const steps = tasks.reduce((sum, { commands }) => sum + (commands[0]?.totalStepCount ?? 0), 0);
        const rendered = tasks.flatMap((task) =>
          String(after(argsOf(task), '--render-frame'))
            .split(',')
            .flatMap((part) => {
              const [first = 0, last = first] = part.split('..').map(Number);
              return Array.from({ length: last - first + 1 }, (_, index) => first + index);
            }),
        );
        expect(rendered.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 25, 30]);
        expect(steps).toBe(12);
      }
    }
  });

  it('leaves the device to the Worker, chooses one, or refuses to do without', async () => {
    const code = async (changes: JsonObject) => after(argsOf((await run(changes)).tasks[0]), '--python-expr');
    expect(await code({})).not.toContain('choose_device');
    expect(await code({ device: 'CPU' })).toContain("choose_device('CPU', False)");
    expect(await code({ device: 'OptiX', refuse_cpu: true })).toContain("choose_device('OPTIX', True)");
    expect(await code({ refuse_cpu: true })).toContain("choose_device('', True)");
    expect((await run({ device: 'CPU', refuse_cpu: true })).message).toContain('"refuse_cpu" is on');
  });

  it('skips frames that are there already, or renders them anew', async () => {
    const code = async (overwrite_existing: boolean) =>
      after(argsOf((await run({ overwrite_existing })).tasks[0]), '--python-expr');
    expect(await code(false)).toContain('render.use_overwrite = False');
    expect(await code(true)).toContain('render.use_overwrite = True');
  });

  it.each([
    ['C:\\out\\{timestamp}\\######', 'C:/out/2024-03-05_070809/######', 'C:/out/2024-03-05_070809/*.png'],
    ['\\\\NAS\\out\\shot_', '//NAS/out/shot_', '//NAS/out/shot_*.png'],
    ['{render}\\shot\\a_##_b_####', '{render}/shot/a_##_b_####', '{render}/shot/a_*_b_*.png'],
    ['/tmp/', '/tmp/', '/tmp/*.png'],
  ])('takes the output path %s', async (render_output_path, pattern, inputGlob) => {
    const { tasks } = await run({ render_output_path });
    expect(after(argsOf(tasks[0]), '--render-output')).toBe(pattern);
    expect(commandsOf(tasks.at(-1))).toMatchObject([{ inputGlob }]);
  });

  it.each([
    ['New folder per job', '/r/shot/2024-03-05_070809/######'],
    ['Same folder every time', '/r/shot/######'],
  ])('makes the output path from the root for programs that send none: %s', async (output_layout, expected) => {
    const { settings } = await run({ render_output_path: '', render_output_root: '/r/', output_layout });
    expect(settings?.['render_output_path']).toBe(expected);
  });

  it.each([
    [{ preview_video: false }, 'it is switched off'],
    [{ fps: 0 }, 'the frame rate is not known'],
    [{ format: 'OPEN_EXR', image_file_extension: '.exr' }, 'FFmpeg reads no OPEN_EXR'],
  ])('makes no video with %j, and says why', async (changes, why) => {
    const { tasks, printed } = await run(changes);
    expect(names(tasks)).not.toContain('preview-video');
    expect(printed.join()).toContain(why);
  });

  it('makes the video of EXR from the previews', async () => {
    const { tasks } = await run({ format: 'OPEN_EXR', image_file_extension: '.exr', has_previews: true });
    expect(commandsOf(tasks.at(-1))).toMatchObject([{ inputGlob: expect.stringMatching(/\/\*\.jpg$/) }]);
  });

  it.each([
    [{ frames: ' ' }, 'No frames to render: give "frames"'],
    [{ frames: 'a-b' }, 'invalid range "a-b"'],
    [{ frames: '-3' }, 'negative frame numbers: -3'],
    [{ chunk_size: 0 }, 'invalid chunk size'],
    [{ frame_order: 'Every n-th first', frame_order_step: 0 }, '"frame_order_step" must be 1 or more, not 0'],
    [{ format: 'FFMPEG' }, 'renders images, and not "FFMPEG"'],
    [{ render_output_path: '', render_output_root: '' }, 'give "render_output_root" or "render_output_path"'],
    [{ render_output_path: '', output_layout: 'As in the blend file' }, 'give "render_output_path"'],
    [{ render_output_path: 'frames' }, 'has no folder'],
  ])('refuses %j', async (changes, message) => {
    const result = await run(changes);
    expect(result.message).toContain(message);
    expect(result.tasks).toEqual([]);
  });
});

describe('blender-playblast', () => {
  const run = (changes: JsonObject = {}) =>
    compile('blender-playblast', { ...animation, chunk_size: 50, image_size: 25, color: 'Texture', ...changes });

  it('renders small JPEGs with Workbench, and a video of them', async () => {
    const { tasks, settings } = await run({ format: 'FFMPEG' });
    expect(names(tasks)).toEqual(['playblast-1-10', 'preview-video']);
    const args = argsOf(tasks[0]);
    expect(after(args, '--render-format')).toBe('JPEG');
    for (const line of ["'BLENDER_WORKBENCH'", 'resolution_percentage = 25', "color_type = 'TEXTURE'"]) {
      expect(after(args, '--python-expr')).toContain(line);
    }
    expect(commandsOf(tasks[1])).toMatchObject([{ inputGlob: '/r/shot/2024-03-05_070809/*.jpg' }]);
    expect(settings).not.toHaveProperty('image_file_extension', '.jpg');
  });

  it('refuses a size that is none', async () => {
    expect((await run({ image_size: 0 })).message).toContain('"image_size" is a percentage from 1 to 100, not 0');
  });
});

describe('render-with-probe', () => {
  const run = (changes: JsonObject = {}) => compile('render-with-probe', { ...animation, ...changes });

  it('renders first, middle and last frame before all others', async () => {
    const { tasks } = await run();
    const probes = ['probe-1', 'probe-5', 'probe-10'];
    const others = ['render-2-4', 'render-6-8', 'render-9'];
    expect(names(tasks)).toEqual([...probes, ...others, 'preview-video']);
    for (const other of others) expect(before(tasks, other)).toEqual(probes);
    for (const probe of probes) expect(before(tasks, probe)).toEqual([]);
    expect(before(tasks, 'preview-video')).toEqual([...probes, ...others]);
    expect(tasks.map(({ priority }) => priority)).toEqual([60, 60, 60, 50, 50, 50, 50]);
  });

  it.each([
    ['1', ['probe-1']],
    ['1,2', ['probe-1', 'probe-2']],
    ['1-3', ['probe-1', 'probe-2', 'probe-3']],
  ])('has nothing but probes for the frames %s', async (frames, probes) => {
    const { tasks } = await run({ frames, pause_after_probe: true });
    expect(names(tasks)).toEqual([...probes, 'preview-video']);
  });

  it('lets the others wait for an approval', async () => {
    const { tasks } = await run({ pause_after_probe: true });
    expect(before(tasks, 'approval')).toEqual(['probe-1', 'probe-5', 'probe-10']);
    expect(before(tasks, 'render-2-4')).toEqual(['approval']);
    expect(tasks.filter(({ pauseJobAfter }) => pauseJobAfter).map(({ name }) => name)).toEqual(['approval']);
  });
});

describe('single-image-render', () => {
  const still = {
    ...{ frame: 7, split_into: 'Tiles', columns: 2, rows: 2, overlap: 8, sample_ranges: 3, scene: 'Main' },
    ...{ blendfile: '/s/still.blend', render_output_path: '/r/still/######', format: 'PNG', keep_parts: false },
  };
  const run = (changes: JsonObject = {}) => compile('single-image-render', { ...still, ...changes });
  const given = (task: AuthoredTask | undefined) => argsOf(task).slice(argsOf(task).indexOf('--') + 1);

  it('renders tiles, and merges them when all are there', async () => {
    const { tasks } = await run();
    const parts = ['render-tile-1-1', 'render-tile-2-1', 'render-tile-1-2', 'render-tile-2-2'];
    expect(names(tasks)).toEqual([...parts, 'merge']);
    expect(before(tasks, 'merge')).toEqual(parts);
    expect(given(tasks[1])).toEqual(['tiles', '2', '2', '1', '0', '8']);
    expect(after(argsOf(tasks[1]), '--render-frame')).toBe('7');
    expect(after(argsOf(tasks[1]), '--render-output')).toBe('/r/still/parts-11111111/part-tile-2-1-######');
    expect(given(tasks[4])).toEqual([
      ...['tiles', '2', '2', '8', 'remove', '7', '/r/still/######'],
      ...['1-1', '2-1', '1-2', '2-2'].map((tile) => `/r/still/parts-11111111/part-tile-${tile}-000007.exr`),
    ]);
    expect(after(argsOf(tasks[4]), '--render-format')).toBe('PNG');
  });

  it('renders sample ranges, and merges them', async () => {
    const { tasks } = await run({ split_into: 'Sample ranges', keep_parts: true });
    expect(names(tasks)).toEqual(['render-samples-1', 'render-samples-2', 'render-samples-3', 'merge']);
    expect(given(tasks[2])).toEqual(['samples', '3', '2']);
    expect(given(tasks[3]).slice(0, 4)).toEqual(['samples', '3', 'keep', '7']);
  });

  it('gives no Manager variable a chance to change its Python code', async () => {
    for (const task of (await run({ device: 'CUDA', refuse_cpu: true })).tasks) {
      expect(after(argsOf(task), '--python-expr')).not.toMatch(/\{\w+\}/);
    }
  });

  it.each([
    [{ frame: -1 }, '"frame" is the number of one frame'],
    [{ columns: 0 }, '"columns" is a number from 1 on, not 0'],
    [{ split_into: 'Sample ranges', sample_ranges: 0 }, '"sample_ranges" is a number from 1 on, not 0'],
    [{ format: 'OPEN_EXR_MULTILAYER' }, 'cannot be merged'],
    [{ format: 'AVI_JPEG' }, 'renders images, and not "AVI_JPEG"'],
  ])('refuses %j', async (changes, message) => {
    expect((await run(changes)).message).toContain(message);
  });
});

describe('blender-python', () => {
  const script = { script_file: '/s/report.py', blendfile: '/s/shot.blend', run_for: 'Once', open_blendfile: true };
  const run = (changes: JsonObject = {}) => compile('blender-python', { ...script, ...changes });

  it('runs a script once, with its arguments', async () => {
    const { tasks } = await run({ arguments: '--size "large one"' });
    expect(names(tasks)).toEqual(['python']);
    expect(commandsOf(tasks[0])).toMatchObject([{ name: 'blender-render', blendfile: '/s/shot.blend' }]);
    expect(argsOf(tasks[0])).toEqual([
      ...['--python-exit-code', '1', '--python', '/s/report.py', '--', '--size', 'large one'],
    ]);
  });

  it('runs a script of the blend file for each item', async () => {
    const changes = {
      script_file: '',
      script_text: 'Text',
      run_for: 'Each item',
      item_list: 'a b;; c ;',
      arguments: '{item} {index:2}',
    };
    const { tasks } = await run(changes);
    expect(names(tasks)).toEqual(['python-a b', 'python-c']);
    expect(tasks.map((task) => argsOf(task).slice(2))).toEqual([
      ['--python-text', 'Text', '--', 'a b', '01'],
      ['--python-text', 'Text', '--', 'c', '02'],
    ]);
  });

  it('runs for pieces of a frame range, and looks for the files of each frame', async () => {
    const changes = {
      ...{ run_for: 'Frames', frames: '1-3', chunk_size: 2, frame_order: 'Backward', open_blendfile: false },
      ...{ arguments: '{frames} {first} {last} {custom}', expected_files: '/o/{frame:4}.txt; /o/{frames}.log' },
    };
    const { tasks } = await run(changes);
    expect(names(tasks)).toEqual(['python-3', 'python-1,2']);
    expect(argsOf(tasks[1]).slice(-4)).toEqual(['1,2', '1', '2', '{custom}']);
    const [own, check] = commandsOf(tasks[1]) as { blendfile?: string; args?: string[] }[];
    expect([own?.blendfile, check?.blendfile]).toEqual(['', '']);
    expect(check?.args?.slice(-3)).toEqual(['/o/0001.txt', '/o/0002.txt', '/o/1,2.log']);
  });

  it.each([
    [{ script_file: '' }, 'No script to run'],
    [{ script_text: 'Text' }, 'not both'],
    [{ script_file: '', script_text: 'Text', open_blendfile: false }, 'has to be opened'],
    [{ run_for: 'Each item', item_list: ' ; ' }, 'The list of items is empty'],
    [{ run_for: 'Frames', frames: '' }, 'No frames to render'],
    [{ arguments: '"open' }, 'EOF found when expecting closing quote'],
  ])('refuses %j', async (changes, message) => {
    expect((await run(changes)).message).toContain(message);
  });
});

describe('command', () => {
  const run = (changes: JsonObject = {}) =>
    compile('command', { program: '/usr/bin/convert', run_for: 'Once', task_type: 'misc', ...changes });

  it('runs a program as every Worker can', async () => {
    const { tasks } = await run({ arguments: "a.png -resize '50% 50%'" });
    expect(tasks.map(({ name, type }) => [name, type])).toEqual([['convert', 'misc']]);
    expect(commandsOf(tasks[0])).toEqual([
      { name: 'exec', exe: '/usr/bin/convert', args: ['a.png', '-resize', '50% 50%'] },
    ]);
  });

  it('runs for each item, with what only our Workers know', async () => {
    const { tasks } = await run({
      ...{
        run_for: 'Each item',
        item_list: 'x; y',
        task_type: 'blender',
        arguments: '{item}.exr',
        preview: '{item}.png',
      },
      ...{ working_directory: '/w/{item}', expected_files: '{item}.png', environment: 'A=1; LIST="{item};2"' },
    });
    expect(commandsOf(tasks[1])).toEqual([
      {
        ...{ name: 'exec', exe: '/usr/bin/convert', args: ['y.exr'], cwd: '/w/y', env: { A: '1', LIST: 'y;2' } },
        ...{ expectedFiles: ['y.png'], preview: 'y.png' },
      },
    ]);
    expect(tasks.map(({ name, type }) => [name, type])).toEqual([
      ['convert-x', 'blender'],
      ['convert-y', 'blender'],
    ]);
  });

  it('takes a list as it comes from a program', async () => {
    const { tasks } = await run({ run_for: 'Each item', item_list: ['a;b', 'c'], arguments: '{item}' });
    expect(tasks.map(argsOf)).toEqual([['a;b'], ['c']]);
  });

  it.each([
    [{ program: ' ' }, 'No program to run'],
    [{ environment: 'JUST_A_NAME' }, 'should be written as NAME=value'],
    [{ run_for: 'Each item' }, 'The list of items is empty'],
  ])('refuses %j', async (changes, message) => {
    expect((await run(changes)).message).toContain(message);
  });
});

describe('copy-files', () => {
  const run = (settings: JsonObject) => compile('copy-files', settings);

  it('copies each file in a task of its own', async () => {
    const { tasks, settings } = await run({ files: '/a/x.png; C:\\b\\y.png;/a/x.png', destination: '/c/{timestamp}/' });
    expect(tasks.map(({ name, type }) => [name, type])).toEqual([
      ['copy-x.png', 'file-management'],
      ['copy-y.png', 'file-management'],
    ]);
    expect(commandsOf(tasks[1])).toEqual([
      { name: 'copy-file', src: 'C:\\b\\y.png', dest: '/c/2024-03-05_070809/y.png' },
    ]);
    expect(settings?.['destination']).toBe('/c/2024-03-05_070809/');
  });

  it('copies the frames of a sequence', async () => {
    const { tasks } = await run({ files: '{render}/####.png; /notes.txt', frames: '9,10', destination: '/c' });
    expect(names(tasks)).toEqual(['copy-0009.png', 'copy-0010.png', 'copy-notes.txt']);
  });

  it.each([
    [{ files: ' ; ', destination: '/c' }, 'No files to copy'],
    [{ files: '/a' }, 'give "destination"'],
    [{ files: 'a.png', destination: '/c' }, '"a.png" is not a whole path'],
    [{ files: '/a/x;/b/x', destination: '/c' }, 'Two files have the name "x"'],
    [{ files: '/a/x', frames: '1-3', destination: '/c' }, 'No path in "files" has ####'],
  ])('refuses %j', async (settings, message) => {
    expect((await run(settings)).message).toContain(message);
  });
});

describe('image-sequence-to-video', () => {
  const video = { images: '/shot/####.png', fps: 25, output_file: '/shot/shot.mp4', codec: 'H.264', quality: 23 };
  const run = (changes: JsonObject = {}) => compile('image-sequence-to-video', { ...video, ...changes });

  it.each([
    ['/shot/####.png', '/shot/*.png'],
    ['/shot/*.png', '/shot/*.png'],
    ['/shot/take2_0001.png', '/shot/take2_*.png'],
    ['C:\\shot\\0001.jpg', 'C:/shot/*.jpg'],
  ])('finds the images of %s', async (images, inputGlob) => {
    expect(commandsOf((await run({ images })).tasks[0]).at(-1)).toMatchObject({ inputGlob });
  });

  it('makes the folder of the video, if it is another one, and adds sound', async () => {
    const { tasks } = await run({
      output_file: '/films/{timestamp}/shot.mov',
      codec: 'ProRes',
      audio_file: '/s/a.wav',
    });
    expect(commandsOf(tasks[0])).toEqual([
      { name: 'make-directory', path: '/films/2024-03-05_070809' },
      {
        ...{ name: 'frames-to-video', exe: 'ffmpeg', fps: 25, inputGlob: '/shot/*.png' },
        outputFile: '/films/2024-03-05_070809/shot.mov',
        args: [
          ...['-i', '/s/a.wav', '-c:a', 'aac', '-b:a', '192k', '-shortest'],
          ...['-c:v', 'prores_ks', '-profile:v', '3', '-pix_fmt', 'yuv422p10le', '-y'],
        ],
      },
    ]);
  });

  it('takes the quality as it is asked for', async () => {
    expect(after(commandsOf((await run()).tasks[0])[0]?.['args'] as string[], '-crf')).toBe('23');
  });

  it.each([
    [{ images: '' }, 'No images'],
    [{ images: '/shot/still.png' }, '"still.png" has no number'],
    [{ fps: 0 }, '"fps" must be more than 0'],
    [{ output_file: '/shot/shot' }, 'should end with .mp4'],
    [{ output_file: 'shot.mp4' }, 'should be a whole path'],
    [{ codec: 'VP9' }, '"codec" is one of H.264, H.265, ProRes'],
  ])('refuses %j', async (changes, message) => {
    expect((await run(changes)).message).toContain(message);
  });
});
