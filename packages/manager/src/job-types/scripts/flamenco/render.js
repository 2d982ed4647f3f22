'use strict';

const { devicePython } = require('./device.js');
const { blenderFrames } = require('./frames.js');

/** Commands that run Blender (contract 07 §14.5). */

/** Formats that make one film of all frames, which tasks on several machines cannot. */
const VIDEO_FORMATS = ['FFMPEG', 'AVI_RAW', 'AVI_JPEG'];

exports.refuseVideoFormats = function refuseVideoFormats({ format }) {
  if (!VIDEO_FORMATS.includes(format)) return;
  throw `This job type renders images, and not "${format}": choose an image format in Blender's output settings`;
};

/** Runs Blender on the blend file; these arguments come after it. */
exports.blenderCommand = function blenderCommand(blendfile, args, totalStepCount = 0) {
  const program = { exe: '{blender}', exeArgs: '{blenderArgs}', argsBefore: [] };
  return author.Command('blender-render', { ...program, blendfile: blendfile ?? '', args }, totalStepCount);
};

/** Arguments that run Python code; Blender ends with an error if it does. `values` are its sys.argv after '--'. */
exports.pythonArguments = function pythonArguments(code) {
  return ['--python-exit-code', '1', '--python-expr', code];
};

/** The scene comes first, so that what follows applies to it. */
exports.sceneArguments = function sceneArguments({ scene }) {
  return scene ? ['--scene', scene] : [];
};

/**
 * A task that renders the frames of a chunk. The file is submitted as the artist saved it, so that Blender has to be
 * told here what a farm needs; `python` are further lines for it.
 */
exports.renderTask = function renderTask(name, settings, output, chunk, python = []) {
  const code = [
    'import bpy',
    'render = bpy.context.scene.render',
    'render.use_file_extension = True',
    `render.use_overwrite = ${settings.overwrite_existing ? 'True' : 'False'}`,
    'render.use_placeholder = False',
    ...python,
    devicePython(settings),
  ];
  const args = [
    ...exports.sceneArguments(settings),
    ...exports.pythonArguments(code.filter((line) => line !== '').join('\n')),
    ...['--render-output', output.pattern],
    ...['--render-format', settings.format || 'PNG'],
    ...['--render-frame', blenderFrames(chunk)],
  ];
  const task = author.Task(name, 'blender');
  task.addCommand(exports.blenderCommand(settings.blendfile, args, frameCount(chunk)));
  return task;
};
