import { once } from 'node:events';
import { explained } from './explain-failure.mjs';
import { followJob } from './follow-job.mjs';
import { checkedFrames } from './frames.mjs';
import { framesPerMinute } from './progress.mjs';
import { createScene, SCENE } from './scene.mjs';
import { demoJob, videoFile } from './submission.mjs';
import * as texts from './texts.mjs';
import { checkedVideo } from './video.mjs';

/**
 * @typedef {import('./farm.mjs').Farm} Farm
 * @typedef {import('./manager-api.mjs').ManagerApi} ManagerApi
 * @typedef {object} Screen what the user sees
 * @property {(text: string) => void} say
 * @property {import('./progress-display.mjs').ProgressDisplay} display
 */

/**
 * Starts the farm, has it render the scene, shows what came of it and stops the farm.
 * @param {Farm} farm
 * @param {boolean} keep leave it running until the signal
 * @param {Screen} screen
 * @param {AbortSignal} signal
 */
export async function showFarm(farm, keep, screen, signal) {
  try {
    const api = await prepare(farm, screen, signal);
    await render(farm, api, screen, signal);
    if (keep) await keepRunning(farm, api.url, screen, signal);
  } finally {
    if (signal.aborted) screen.say(texts.STOPPING_FARM);
    await farm.stop();
  }
}

/**
 * @param {Farm} farm
 * @param {Screen} screen
 * @param {AbortSignal} signal
 */
async function prepare(farm, { say }, signal) {
  const { root, env, places, programs } = farm;
  say(texts.CREATING_SCENE);
  await createScene({ root, env, signal, blender: programs.blender, blendFile: places.blendFile });
  say(texts.STARTING_FARM);
  const api = await farm.start(signal);
  say(texts.farmRuns(api.url, places.farm));
  return api;
}

/**
 * @param {Farm} farm
 * @param {ManagerApi} api
 * @param {Screen} screen
 * @param {AbortSignal} signal
 */
async function render(farm, api, screen, signal) {
  const startedAt = Date.now();
  const job = await api.submit(demoJob(farm.places));
  screen.say(texts.jobSubmitted(job.name));
  try {
    const progress = await follow(farm, api, job.id, screen.display, signal);
    const took = Date.now() - startedAt;
    const frames = await checkedFrames(farm.places.frames);
    const video = await checkVideo(farm, signal);
    screen.say(texts.results(frames, videoFile(farm.places)));
    screen.say(texts.summary(frames.length, video, took, framesPerMinute(progress)));
  } catch (error) {
    signal.throwIfAborted();
    throw await explained(error, farm, api, job.id);
  }
}

/**
 * Follows the job for as long as the programs run.
 * @param {Farm} farm
 * @param {ManagerApi} api
 * @param {string} jobId
 * @param {import('./progress-display.mjs').ProgressDisplay} display
 * @param {AbortSignal} signal
 */
async function follow(farm, api, jobId, display, signal) {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  try {
    return await Promise.race([followJob({ api, jobId, frames: SCENE.frames, display, signal: either }), farm.watch()]);
  } finally {
    done.abort();
    display.close();
  }
}

/**
 * @param {Farm} farm
 * @param {AbortSignal} signal
 */
function checkVideo({ places, programs, env }, signal) {
  const expected = { width: SCENE.width, height: SCENE.height, frames: SCENE.frames };
  return checkedVideo({ ffprobe: programs.ffprobe, file: videoFile(places), expected, env, signal });
}

/**
 * @param {Farm} farm
 * @param {string} url
 * @param {Screen} screen
 * @param {AbortSignal} signal
 */
async function keepRunning(farm, url, { say }, signal) {
  say(texts.farmKept(url));
  // Something has to keep this process running meanwhile.
  const alive = setInterval(() => undefined, 60_000);
  await Promise.race([signal.aborted || once(signal, 'abort'), farm.watch()]).finally(() => clearInterval(alive));
}
