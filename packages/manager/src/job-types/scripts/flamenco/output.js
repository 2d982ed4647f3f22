'use strict';

/** Where rendered images go. */

exports.LAYOUTS = ['New folder per job', 'Same folder every time', 'As in the blend file'];

/**
 * The output path with its {timestamp} filled in; other names in braces are the Manager's variables. It is written back
 * into the job's settings, where people see it. What a program without Blender leaves out is made from the root.
 *
 * `pattern` is what Blender gets, `folder` where the images are; `/` separates on every platform.
 */
exports.outputOf = function outputOf(job) {
  const { settings } = job;
  const wanted = String(settings.render_output_path || pathFromRoot(job));
  settings.render_output_path = wanted.replaceAll('{timestamp}', formatTimestampLocal(job.created));
  const pattern = settings.render_output_path.replaceAll('\\', '/');
  const slash = pattern.lastIndexOf('/');
  if (slash < 0) throw `The output path "${pattern}" has no folder: give the whole path`;
  return { pattern, folder: pattern.slice(0, slash), name: pattern.slice(slash + 1) };
};

/** A glob for the images of an output, with this extension. */
exports.imageGlob = function imageGlob({ folder, name }, extension) {
  const glob = name.includes('#') ? name.replaceAll(/#+/g, '*') : `${name}*`;
  return `${folder}/${glob}${extension}`;
};

function pathFromRoot({ name, settings }) {
  const { render_output_root: root, output_layout: layout } = settings;
  if (layout === 'As in the blend file') {
    throw 'The output path of the blend file is not known: give "render_output_path"';
  }
  if (!root) throw 'Nobody said where the images go: give "render_output_root" or "render_output_path"';
  const timestamp = layout === 'Same folder every time' ? [] : ['{timestamp}'];
  return [String(root).replace(/[\\/]+$/, ''), fileName(name), ...timestamp, '######'].join('/');
}

/** A job's name as part of a path. */
function fileName(name) {
  return name.replaceAll(/[\\/:*?"<>|]+/g, '_').trim() || 'job';
}
