'use strict';

const { frameNumbers } = require('./frames.js');
const { imageGlob } = require('./output.js');

/** Videos of rendered frames (contract 07 §14.6). */

/** Formats that FFmpeg cannot read; a video needs the JPEGs that Blender can write next to them. */
const EXR_FORMATS = ['EXR', 'MULTILAYER', 'OPEN_EXR', 'OPEN_EXR_MULTILAYER'];

/** Even sizes and 4:2:0, which every player and browser shows. */
exports.PLAYABLE = ['-vf', 'pad=ceil(iw/2)*2:ceil(ih/2)*2', '-pix_fmt', 'yuv420p'];

/** Arguments for H.264; a lower CRF is better and larger. */
exports.h264 = (crf) => ['-c:v', 'h264', '-crf', String(crf), '-g', '18', ...exports.PLAYABLE];

/** Adds the video of all frames that these tasks render, where it is wanted and possible. */
exports.addPreviewVideo = function addPreviewVideo(job, output, renderTasks, settings = job.settings) {
  const obstacle = obstacleTo(settings);
  if (obstacle !== undefined) return print(`No preview video: ${obstacle}`);
  const { fps } = settings;
  const task = author.Task('preview-video', 'ffmpeg');
  task.addCommand(
    author.Command('frames-to-video', {
      exe: 'ffmpeg',
      fps,
      inputGlob: imageGlob(output, needsPreviews(settings) ? '.jpg' : settings.image_file_extension || '.png'),
      outputFile: `${output.folder}/${videoName(settings)}.mp4`,
      args: [...exports.h264(20), '-r', String(fps), '-y'],
    }),
  );
  for (const renderTask of renderTasks) task.addDependency(renderTask);
  job.addTask(task);
};

function obstacleTo(settings) {
  if (settings.preview_video === false) return 'it is switched off';
  if (!settings.fps) return 'the frame rate is not known';
  if (needsPreviews(settings) && !settings.has_previews) {
    return `FFmpeg reads no ${settings.format}; switch on "Preview" in Blender's output settings`;
  }
  return undefined;
}

function needsPreviews({ format }) {
  return EXR_FORMATS.includes(format);
}

/** `shot-1-30`: the blend file, its first and its last frame. */
function videoName({ blendfile, frames }) {
  const numbers = frameNumbers(frames);
  const name = blendfile ? path.stem(blendfile).replace('.flamenco', '') : 'video';
  return [...new Set([name, numbers[0], numbers[numbers.length - 1]])].join('-');
}
