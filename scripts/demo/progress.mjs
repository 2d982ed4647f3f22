/**
 * How far the frames are. Times are milliseconds of one clock.
 * @typedef {object} Progress
 * @property {number} total frames
 * @property {number} done frames
 * @property {number | undefined} startedAt when a Worker began
 * @property {number | undefined} lastFrameAt when the last frame was finished
 */

const BAR_WIDTH = 24;

/**
 * Before anything happens.
 * @param {number} total
 * @returns {Progress}
 */
export function nothingYet(total) {
  return { total, done: 0, startedAt: undefined, lastFrameAt: undefined };
}

/**
 * Pure: what the job's tasks say now.
 * @param {Progress} before
 * @param {readonly import('./manager-api.mjs').Task[]} tasks
 * @param {number} now
 * @returns {Progress}
 */
export function advance(before, tasks, now) {
  const isBusy = tasks.some(({ status }) => status === 'active' || status === 'completed');
  const done = Math.min(framesDone(tasks), before.total);
  return {
    total: before.total,
    done,
    startedAt: before.startedAt ?? (isBusy ? now : undefined),
    lastFrameAt: done > before.done ? now : before.lastFrameAt,
  };
}

/**
 * Each frame is a step of its task (contract 02 §11); the video is none.
 * @param {readonly import('./manager-api.mjs').Task[]} tasks
 */
function framesDone(tasks) {
  const renders = tasks.filter(({ name }) => name.startsWith('render-'));
  return renders.reduce((sum, { steps_completed = 0 }) => sum + steps_completed, 0);
}

/**
 * Pure: frames per minute from the start to the last frame; undefined before the first one.
 * @param {Progress} progress
 */
export function framesPerMinute({ done, startedAt, lastFrameAt }) {
  if (startedAt === undefined || lastFrameAt === undefined || lastFrameAt <= startedAt) return undefined;
  return (done * 60_000) / (lastFrameAt - startedAt);
}

/**
 * Pure: expected time to the last frame, in milliseconds; undefined before the first one.
 * @param {Progress} progress
 * @param {number} now
 */
export function timeLeft(progress, now) {
  const rate = framesPerMinute(progress);
  if (rate === undefined || progress.lastFrameAt === undefined) return undefined;
  const perFrame = 60_000 / rate;
  return Math.max(0, (progress.total - progress.done) * perFrame - (now - progress.lastFrameAt));
}

/**
 * Pure: one line with bar, frame count, speed and time left.
 * @param {Progress} progress
 * @param {number} now
 */
export function progressLine(progress, now) {
  const { done, total } = progress;
  const filled = Math.floor((done / total) * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  return [`${bar} ${done}/${total} frames`, ...details(progress, now)].join(' · ');
}

/**
 * @param {Progress} progress
 * @param {number} now
 * @returns {string[]}
 */
function details(progress, now) {
  const rate = framesPerMinute(progress);
  const left = timeLeft(progress, now);
  if (rate === undefined || left === undefined) {
    return [progress.startedAt === undefined ? 'waiting for the Worker' : 'Blender is rendering the first frame'];
  }
  const speed = `${rate.toFixed(1)} frames/min`;
  return [speed, progress.done === progress.total ? 'making the preview video' : `${clockTime(left)} left`];
}

/**
 * Pure: `0:07`, `12:30`.
 * @param {number} milliseconds
 */
export function clockTime(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
