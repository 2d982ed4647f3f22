import type { JsonObject } from '../../src/job-types/job-type.js';

/**
 * What each setting of each built-in job type does to the tasks: one line of the table below for each value that is worth a
 * look. A test compiles the job with and without the value (built-in-settings.test.ts), and misses settings and choices that
 * the table does not have.
 */

/** A value of a setting, and a text that its job has (or with a `-` before it: that it has no more) and the plain job has not. */
export type Effect = readonly [setting: string, value: JsonObject[string], shows: string, beside?: JsonObject];

/** A job type with settings of which each line of the table changes one. */
export interface SettingEffects {
  readonly plain: JsonObject;
  readonly effects: readonly Effect[];
}

const output = {
  ...{ render_output_path: '/r/shot/{timestamp}/######', render_output_root: '/r', add_path_components: 0 },
  output_layout: 'New folder per job',
};
const order = { frames: '1-10', chunk_size: 3, frame_order: 'Forward', frame_order_step: 10 };
const device = { device: 'As the Worker is set', refuse_cpu: false };
const picture = {
  ...{ blendfile: '/s/shot.blend', scene: 'Main', format: 'PNG', image_file_extension: '.png' },
};
const animation = {
  ...{ ...order, ...output, ...device, ...picture },
  ...{ overwrite_existing: false, preview_video: true, fps: 24, has_previews: false },
};
const exr = { format: 'OPEN_EXR', image_file_extension: '.exr' };

/** A program that sends no path leaves it to the job type; Blender's add-on works it out with the setting's expression. */
const outputEffects: readonly Effect[] = [
  ['render_output_path', '/other/####', '/other/####'],
  ['render_output_root', '/elsewhere', '/elsewhere/shot/{time}/######', { render_output_path: '' }],
  ['add_path_components', 2, 'eval: last_n_dir_parts(settings.add_path_components)'],
  ['output_layout', 'Same folder every time', '/r/shot/######', { render_output_path: '' }],
  ['output_layout', 'Same folder every time', "eval: settings.output_layout == 'Same folder every time'"],
  ['output_layout', 'As in the blend file', 'give "render_output_path"', { render_output_path: '' }],
  ['output_layout', 'As in the blend file', "eval: settings.output_layout == 'As in the blend file'"],
];
const deviceEffects: readonly Effect[] = [
  ['device', 'CPU', "choose_device('CPU', False)"],
  ['device', 'CUDA', "choose_device('CUDA', False)"],
  ['device', 'OptiX', "choose_device('OPTIX', False)"],
  ['device', 'HIP', "choose_device('HIP', False)"],
  ['device', 'oneAPI', "choose_device('ONEAPI', False)"],
  ['device', 'Metal', "choose_device('METAL', False)"],
  ['refuse_cpu', true, "choose_device('', True)"],
  ['refuse_cpu', true, "choose_device('CUDA', True)", { device: 'CUDA' }],
];
const orderEffects = (name: string): readonly Effect[] => [
  ['frames', '1-12', `${name}-10-12`],
  ['chunk_size', 5, `${name}-1-5`],
  ['frame_order', 'Backward', `tasks: ${name}-10, ${name}-7-9, ${name}-4-6, ${name}-1-3`],
  ['frame_order', 'Middle out', `tasks: ${name}-4-6, ${name}-7-9, ${name}-1-3, ${name}-10`],
  ['frame_order', 'Every n-th first', `tasks: ${name}-1, ${name}-2-4`],
  ['frame_order_step', 4, `tasks: ${name}-1,5,9, ${name}-2-4`, { frame_order: 'Every n-th first' }],
];
const blendEffects: readonly Effect[] = [
  ['blendfile', '/s/other.blend', '"blendfile":"/s/other.blend"'],
  ['scene', 'Second', '"--scene","Second"'],
];
const formatEffects: readonly Effect[] = [['format', 'TIFF', '"--render-format","TIFF"']];
const videoEffects: readonly Effect[] = [
  ['preview_video', false, '-preview-video ffmpeg'],
  ['preview_video', false, 'No preview video: it is switched off'],
  ['fps', 30, '"fps":30'],
];
const imageEffects: readonly Effect[] = [
  ...formatEffects,
  ['image_file_extension', '.jpg', '"inputGlob":"/r/shot/{time}/*.jpg"'],
  ['has_previews', true, '"inputGlob":"/r/shot/{time}/*.jpg"', exr],
];
const overwriteEffects: readonly Effect[] = [['overwrite_existing', true, 'render.use_overwrite = True']];
const animationEffects = [
  ...[...outputEffects, ...deviceEffects, ...blendEffects, ...imageEffects, ...videoEffects, ...overwriteEffects],
];

/** For settings that run a program again and again; the plain job runs for frames. */
const repetition = { ...order, run_for: 'Frames', item_list: 'a; b' };
const repetitionEffects = (name: string): readonly Effect[] => [
  ...orderEffects(name),
  ['run_for', 'Once', `tasks: ${name}\n`],
  ['run_for', 'Each item', `tasks: ${name}-a, ${name}-b\n`],
  ['item_list', 'c;d', `tasks: ${name}-c, ${name}-d\n`, { run_for: 'Each item' }],
];

export const SETTING_EFFECTS: Readonly<Record<string, SettingEffects>> = {
  'blender-animation': { plain: animation, effects: [...orderEffects('render'), ...animationEffects] },
  'render-with-probe': {
    plain: { ...animation, pause_after_probe: false },
    effects: [
      ...animationEffects,
      ['pause_after_probe', true, 'approval misc, pauses the job'],
      ['frames', '1-12', 'probe-12'],
      ['chunk_size', 5, 'render-2-4,6,7'],
      ['frame_order', 'Backward', 'probe-10, render-9, render-6-8, render-2-4'],
      ['frame_order', 'Middle out', 'probe-10, render-6-8, render-9, render-2-4'],
      ['frame_order', 'Every n-th first', 'probe-10, render-2, render-3,4,6'],
      ['frame_order_step', 4, 'probe-10, render-2,7, render-3,4,6', { frame_order: 'Every n-th first' }],
    ],
  },
  'blender-playblast': {
    plain: { ...animation, image_size: 50, color: 'Material' },
    effects: [
      ...orderEffects('playblast'),
      ...[...outputEffects, ...blendEffects, ...videoEffects, ...overwriteEffects],
      ['image_size', 25, 'render.resolution_percentage = 25'],
      ['color', 'Texture', "color_type = 'TEXTURE'"],
      ['color', 'Object', "color_type = 'OBJECT'"],
      ['color', 'Vertex', "color_type = 'VERTEX'"],
      ['color', 'Random', "color_type = 'RANDOM'"],
    ],
  },
  'single-image-render': {
    plain: {
      ...{ ...output, ...device, ...picture, frame: 7, split_into: 'Tiles', columns: 3, rows: 3, overlap: 16 },
      ...{ sample_ranges: 8, use_compositor: true, keep_parts: false },
    },
    effects: [
      ...[...outputEffects, ...deviceEffects, ...blendEffects, ...formatEffects],
      ['frame', 8, '"--render-frame","8"'],
      ['split_into', 'Sample ranges', 'render-samples-8 blender'],
      ['columns', 4, 'render-tile-4-3 blender'],
      ['rows', 4, 'render-tile-3-4 blender'],
      ['overlap', 0, '"--","tiles","3","3","0","0","0"'],
      ['sample_ranges', 9, 'render-samples-9 blender', { split_into: 'Sample ranges' }],
      ['use_compositor', false, 'render.use_compositing = False'],
      ['keep_parts', true, '"keep"'],
    ],
  },
  'blender-python': {
    plain: {
      ...{ ...repetition, script_file: '/s/report.py', script_text: '', arguments: '', open_blendfile: true },
      ...{ expected_files: '', blendfile: '/s/shot.blend' },
    },
    effects: [
      ...repetitionEffects('python'),
      ['script_file', '/s/other.py', '"--python","/s/other.py"'],
      ['script_text', 'Text', '"--python-text","Text"', { script_file: '' }],
      ['arguments', '--large {first}', '"--","--large","1"'],
      ['open_blendfile', false, '"blendfile":""'],
      ['expected_files', '/o/{frame:4}.txt', '"--","/o/0001.txt","/o/0002.txt"'],
      ['blendfile', '/s/other.blend', '"blendfile":"/s/other.blend"'],
    ],
  },
  command: {
    plain: {
      ...{ ...repetition, program: 'tool', arguments: '', working_directory: '', environment: '' },
      ...{ expected_files: '', preview: '', task_type: 'misc' },
    },
    effects: [
      ...repetitionEffects('tool'),
      ['program', '/opt/other', '"exe":"/opt/other"'],
      ['arguments', '--large {last}', '"args":["--large","3"]'],
      ['working_directory', '/w/{first}', '"cwd":"/w/1"'],
      ['environment', 'A=1; B="x;{first}"', '"env":{"A":"1","B":"x;1"}'],
      ['expected_files', '/o/{frame}.txt', '"expectedFiles":["/o/1.txt","/o/2.txt","/o/3.txt"]'],
      ['preview', '/o/{last}.png', '"preview":"/o/3.png"'],
      ['task_type', 'blender', 'tool-1-3 blender'],
      ['task_type', 'ffmpeg', 'tool-1-3 ffmpeg'],
      ['task_type', 'file-management', 'tool-1-3 file-management'],
    ],
  },
  'image-sequence-to-video': {
    plain: {
      ...{ images: '/shot/####.png', fps: 24, output_file: '/shot/a.mp4', codec: 'H.264', quality: 20 },
      audio_file: '',
    },
    effects: [
      ['images', '/other/0001.png', '"inputGlob":"/other/*.png"'],
      ['images', '/other/0001.png', '"path":"/shot"'],
      ['fps', 25, '"fps":25'],
      ['output_file', '/shot/{timestamp}.mkv', '"outputFile":"/shot/{time}.mkv"'],
      ['codec', 'H.265', '"libx265","-crf","20"'],
      ['codec', 'ProRes', '"prores_ks"'],
      ['quality', 28, '"-crf","28"'],
      ['audio_file', '/s/sound.wav', '"-i","/s/sound.wav"'],
    ],
  },
  'copy-files': {
    plain: { files: '/a/x.png; /a/y.png', frames: '', destination: '/d' },
    effects: [
      ['files', '/a/z.png', '"src":"/a/z.png"'],
      ['frames', '9-10', 'copy-09.png, copy-10.png', { files: '/a/##.png' }],
      ['destination', '/d/{timestamp}', '"dest":"/d/{time}/x.png"'],
    ],
  },
  'simple-blender-render': {
    plain: { ...order, ...output, ...picture, fps: 24, has_previews: false },
    effects: [
      ['frames', '1-12', 'render-10-12'],
      ['chunk_size', 5, 'render-1-5'],
      ['render_output_root', '/elsewhere', 'eval: settings.render_output_root'],
      ['add_path_components', 2, 'eval: last_n_dir_parts(settings.add_path_components)'],
      ['render_output_path', '/other/####', '/other/####'],
      ['fps', 30, '"fps":30'],
      ...[...blendEffects, ...imageEffects],
    ],
  },
  'echo-sleep-test': {
    plain: { message: 'hi', sleep_duration_seconds: 1, sleep_repeats: 1 },
    effects: [
      ['message', 'ho', '{"message":"ho"}'],
      ['sleep_duration_seconds', 2, '{"duration_in_seconds":2}'],
      ['sleep_repeats', 2, 'tasks: echo, sleep, sleep'],
    ],
  },
};
