'use strict';

const { DEVICES } = require('./device.js');
const { ORDERS } = require('./frames.js');
const { LAYOUTS } = require('./output.js');

/** Settings that several built-in job types share. The expressions in `eval` run in Blender's add-on (contract 04 §10). */

exports.frames = {
  key: 'frames',
  type: 'string',
  required: true,
  eval: "f'{C.scene.frame_start}-{C.scene.frame_end}'",
  evalInfo: { showLinkButton: true, description: 'Scene frame range' },
  description: 'The frames to render, for example "47", "1-30", "3, 5-10, 47-327" or "1-100x5" for every fifth',
};

exports.chunkSize = (size) => ({
  key: 'chunk_size',
  type: 'int32',
  default: size,
  propargs: { min: 1 },
  visible: 'submission',
  description: 'How many frames each task renders. More save the time in which Blender loads the file, fewer spread better',
});

exports.frameOrder = [
  {
    key: 'frame_order',
    type: 'string',
    choices: ORDERS,
    default: ORDERS[0],
    visible: 'submission',
    description: 'Which frames come first. "Every n-th first" soon shows the whole shot in steps',
  },
  {
    key: 'frame_order_step',
    type: 'int32',
    label: 'Every n-th',
    default: 10,
    propargs: { min: 1 },
    visible: 'submission',
    description: 'The n of the order "Every n-th first"; other orders do not look at it',
  },
];

exports.output = [
  {
    key: 'render_output_root',
    type: 'string',
    subtype: 'dir_path',
    required: true,
    visible: 'submission',
    description: 'The folder for everything that is rendered; the job gets a folder in it',
  },
  {
    key: 'add_path_components',
    type: 'int32',
    default: 0,
    propargs: { min: 0, max: 32 },
    visible: 'submission',
    description: 'How many folders of the path of the blend file are repeated in the output path',
  },
  {
    key: 'output_layout',
    type: 'string',
    choices: LAYOUTS,
    default: LAYOUTS[0],
    visible: 'submission',
    description:
      'A new folder for each job, named after the time of its submission; the same folder whenever a job has this name; or the output path of the scene',
  },
  {
    key: 'render_output_path',
    type: 'string',
    subtype: 'file_path',
    editable: false,
    eval:
      "(str(abspath(C.scene.render.filepath)) + ('/' if C.scene.render.filepath.endswith(('/', '\\\\')) else '')) " +
      `if settings.output_layout == '${LAYOUTS[2]}' else ` +
      'str(Path(abspath(settings.render_output_root), last_n_dir_parts(settings.add_path_components), jobname, ' +
      `*([] if settings.output_layout == '${LAYOUTS[1]}' else ['{timestamp}']), '######'))`,
    description: 'The path that the images get in the end',
  },
];

exports.overwrite = {
  key: 'overwrite_existing',
  type: 'bool',
  default: false,
  visible: 'submission',
  description:
    'Render frames anew whose images are there already. Otherwise they are skipped, so that a task that is repeated goes on where it stopped',
};

exports.device = [
  {
    key: 'device',
    type: 'string',
    choices: DEVICES,
    default: DEVICES[0],
    visible: 'submission',
    description: 'On what Cycles renders. Other render engines do not look at it',
  },
  {
    key: 'refuse_cpu',
    type: 'bool',
    label: 'Refuse CPU',
    default: false,
    visible: 'submission',
    description:
      'Where the chosen GPU is missing (or any GPU, if the device is as the Worker is set), let the task fail, so that another computer gets it, instead of rendering it slowly on the CPU',
  },
];

exports.previewVideo = {
  key: 'preview_video',
  type: 'bool',
  default: true,
  visible: 'submission',
  description: 'Make a video of all frames when they are rendered',
};

exports.blendfile = {
  key: 'blendfile',
  type: 'string',
  required: true,
  visible: 'web',
  description: 'The blend file',
};

exports.scene = {
  key: 'scene',
  type: 'string',
  required: true,
  eval: 'C.scene.name',
  visible: 'web',
  description: 'The scene to render',
};

exports.fps = {
  key: 'fps',
  type: 'float',
  eval: 'C.scene.render.fps / C.scene.render.fps_base',
  visible: 'hidden',
  description: 'Frames per second of the video',
};

exports.format = {
  key: 'format',
  type: 'string',
  required: true,
  eval: 'C.scene.render.image_settings.file_format',
  visible: 'web',
  description: 'The image format, by its name in Blender: PNG, JPEG, OPEN_EXR',
};

exports.imageFormat = [
  exports.format,
  {
    key: 'image_file_extension',
    type: 'string',
    required: true,
    eval: 'C.scene.render.file_extension',
    visible: 'hidden',
    description: 'The extension of the images, with its dot',
  },
];

exports.hasPreviews = {
  key: 'has_previews',
  type: 'bool',
  required: false,
  eval: 'C.scene.render.image_settings.use_preview',
  visible: 'hidden',
  description: 'Whether Blender writes a JPEG next to each image',
};

/** What a job type that renders the frames of a scene asks for. */
exports.animation = [
  exports.frames,
  exports.chunkSize(1),
  ...exports.frameOrder,
  ...exports.output,
  exports.overwrite,
  ...exports.device,
  exports.previewVideo,
  exports.blendfile,
  exports.fps,
  ...exports.imageFormat,
  exports.hasPreviews,
  exports.scene,
];

/** For what a job type runs its program again and again. */
exports.repetition = [
  {
    key: 'run_for',
    type: 'string',
    choices: ['Once', 'Each item', 'Frames'],
    default: 'Once',
    visible: 'submission',
    description: 'Run once, once for each item of a list, or once for each piece of a frame range',
  },
  {
    key: 'item_list',
    type: 'string',
    description:
      'The list for "Each item": files, names, numbers, with ";" between them. Texts of other settings may contain {item} and {index}',
  },
  {
    ...exports.frames,
    required: false,
    description:
      'The range for "Frames", for example "1-30". Texts of other settings may contain {frames}, {first}, {last} and {frame}, and {frame:4} for 0001',
  },
  {
    ...exports.chunkSize(1),
    description: 'How many frames each task gets, for "Frames". More save the time in which programs start, fewer spread better',
  },
  ...exports.frameOrder,
];
