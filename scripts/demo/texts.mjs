import { clockTime } from './progress.mjs';

/** Every sentence that the demo says. */

export const USAGE = `Renders a small animation with a farm on this machine, to show that everything works.

  npm run demo [-- options]

  --yes    install Blender and FFmpeg without asking, if they are missing (CI=true does the same)
  --keep   leave the farm running at the end, until Ctrl+C
  --help   show this`;

export const CREATING_SCENE = 'Blender builds the scene…';
export const STARTING_FARM = 'Starting Manager and Worker…';
export const STOPPING_FARM = 'Stopping the farm…';
export const STOPPED = 'Stopped.';

/** @param {string} word */
export function unknownOption(word) {
  return `Unknown option ${word}.\n\n${USAGE}`;
}

/**
 * @param {string} url
 * @param {string} folder
 */
export function farmRuns(url, folder) {
  return `The farm runs at ${url} in ${folder}`;
}

/** @param {string} name */
export function jobSubmitted(name) {
  return `Submitted the job "${name}".`;
}

/** @param {string} url */
export function farmKept(url) {
  return `The farm keeps running at ${url} until you press Ctrl+C.`;
}

/**
 * @param {readonly string[]} frames
 * @param {string} video
 */
export function results(frames, video) {
  return ['Frames:', ...frames.map((file) => `  ${file}`), 'Preview video:', `  ${video}`].join('\n');
}

/**
 * @param {number} frames
 * @param {import('./video.mjs').Video} video
 * @param {number} milliseconds
 * @param {number | undefined} perMinute
 */
export function summary(frames, video, milliseconds, perMinute = 0) {
  const size = `${video.width}x${video.height}`;
  return `Done: ${frames} frames of ${size} in ${clockTime(milliseconds)} min (${perMinute.toFixed(1)} frames/min), and a preview video of ${video.seconds.toFixed(1)} s with ${video.frames} frames.`;
}

/** @param {string} reason */
export function failed(reason) {
  return `The demo failed: ${reason}`;
}

/**
 * @param {string} title
 * @param {number | null} code
 * @param {string} logFile
 */
export function programEnded(title, code, logFile) {
  return `the ${title} ended ${code === null ? 'by a signal' : `with exit code ${code}`}; its log is ${logFile}`;
}

/** @param {number} limitMs */
export function managerSilent(limitMs) {
  return `the Manager gave no answer within ${limitMs / 1000} seconds.`;
}

/**
 * @param {string} path
 * @param {number} status
 * @param {string} body
 */
export function managerRefuses(path, status, body) {
  return `the Manager answered a request (${path}) with status ${status}: ${body}`;
}

/**
 * @param {string} path
 * @param {string} reason
 */
export function managerAway(path, reason) {
  return `the Manager gave no answer to a request (${path}): ${reason}`;
}

/** @param {number} code */
export function sceneFailed(code) {
  return `Blender could not build the scene (exit code ${code}).`;
}

/**
 * @param {string} status
 * @param {string} activity
 */
export function jobEnded(status, activity) {
  return `the job is ${status}${activity ? ` (${activity})` : ''}.`;
}

/** @param {number} limitMs */
export function nothingHappens(limitMs) {
  return `nothing has happened for ${limitMs / 60_000} minutes.`;
}

/**
 * @param {number} found
 * @param {number} expected
 * @param {string} folder
 */
export function wrongFrameCount(found, expected, folder) {
  return `there should be ${expected} frames in ${folder}, but there are ${found}.`;
}

/**
 * @param {string} file
 * @param {string | undefined} size
 */
export function wrongFrame(file, size) {
  return `the frame ${file} ${size ? `has the size ${size}` : 'is not a PNG file'}.`;
}

/** @param {string} file */
export function videoUnreadable(file) {
  return `ffprobe cannot read the video ${file}.`;
}

/**
 * @param {string} file
 * @param {import('./video.mjs').Video | undefined} video
 * @param {{ width: number, height: number, frames: number }} expected
 */
export function videoWrong(file, video, expected) {
  const described = (/** @type {{ width: number, height: number, frames: number }} */ it) =>
    `${it.frames} frames of ${it.width}x${it.height}`;
  return `the video ${file} should have ${described(expected)}, but has ${video ? described(video) : 'no picture'}.`;
}

/**
 * @param {string} title
 * @param {string} text
 */
export function logTail(title, text) {
  return `--- end of the log of ${title} ---\n${text.trim() || '(empty)'}\n---`;
}

/**
 * @param {string} name
 * @param {string} text
 */
export function taskLogTail(name, text) {
  return logTail(`task "${name}"`, text);
}
