import { run } from '../setup/run.mjs';
import { DemoError } from './demo-error.mjs';
import * as texts from './texts.mjs';

/**
 * What is known of a video.
 * @typedef {object} Video
 * @property {number} width
 * @property {number} height
 * @property {number} frames
 * @property {number} seconds
 */

const PROBE = ['-v', 'error', '-count_frames', '-select_streams', 'v:0', '-of', 'json'];
const ENTRIES = ['-show_entries', 'stream=width,height,nb_read_frames:format=duration'];

/**
 * Has ffprobe look at a video, every frame of it; rejects unless it is as expected.
 * @param {object} options
 * @param {string} options.ffprobe
 * @param {string} options.file
 * @param {{ width: number, height: number, frames: number }} options.expected
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} options.signal
 * @returns {Promise<Video>}
 */
export async function checkedVideo({ ffprobe, file, expected, env, signal }) {
  const { code, output } = await run(ffprobe, [...PROBE, ...ENTRIES, file], { env, signal, output: 'capture' });
  if (code !== 0) throw new DemoError(texts.videoUnreadable(file), texts.logTail('ffprobe', output));
  const video = readProbe(output);
  if (!video || !isAsExpected(video, expected)) throw new DemoError(texts.videoWrong(file, video, expected));
  return video;
}

/**
 * Pure: reads ffprobe's JSON; undefined if it found no video.
 * @param {string} json
 * @returns {Video | undefined}
 */
export function readProbe(json) {
  const { streams: [stream] = [], format } = JSON.parse(json);
  if (!stream) return undefined;
  const { width, height, nb_read_frames } = stream;
  return { width, height, frames: Number(nb_read_frames), seconds: Number(format?.duration) };
}

/**
 * @param {Video} video
 * @param {{ width: number, height: number, frames: number }} expected
 */
function isAsExpected(video, expected) {
  return video.width === expected.width && video.height === expected.height && video.frames === expected.frames;
}
