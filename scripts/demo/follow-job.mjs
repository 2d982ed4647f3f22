import { DemoError } from './demo-error.mjs';
import { ManagerAway } from './manager-api.mjs';
import { pause } from './pause.mjs';
import { advance, nothingYet, progressLine } from './progress.mjs';
import * as texts from './texts.mjs';

const POLL_MS = 250;

/** After how long without any change the demo gives up, in milliseconds: no frame of the scene takes that long. */
const STALL_LIMIT_MS = 300_000;

/**
 * Shows the progress of a job until it has ended; rejects with a DemoError unless it is completed.
 * @param {object} options
 * @param {import('./manager-api.mjs').ManagerApi} options.api
 * @param {string} options.jobId
 * @param {number} options.frames how many the job renders
 * @param {import('./progress-display.mjs').ProgressDisplay} options.display
 * @param {AbortSignal} options.signal
 * @returns {Promise<import('./progress.mjs').Progress>}
 */
export async function followJob({ api, jobId, frames, display, signal }) {
  const watch = new StallWatch();
  let progress = nothingYet(frames);
  for (;;) {
    const seen = await look(api, jobId);
    const now = Date.now();
    progress = seen ? advance(progress, seen.tasks, now) : progress;
    display.show(progressLine(progress, now), String(progress.done));
    if (seen?.job.status === 'completed') return progress;
    if (seen && hasFailed(seen.job.status))
      throw new DemoError(texts.jobEnded(seen.job.status, seen.job.activity ?? ''));
    watch.check(JSON.stringify(seen?.tasks), now);
    await pause(POLL_MS, signal);
  }
}

/** Notices when nothing changes any more. */
class StallWatch {
  /** @type {string | undefined} */
  #state;
  #since = Date.now();

  /**
   * @param {string | undefined} state undefined if it is not known
   * @param {number} now
   */
  check(state, now) {
    if (state !== undefined && state !== this.#state) {
      this.#state = state;
      this.#since = now;
    }
    if (now - this.#since > STALL_LIMIT_MS) throw new DemoError(texts.nothingHappens(STALL_LIMIT_MS));
  }
}

/**
 * @param {import('./manager-api.mjs').ManagerApi} api
 * @param {string} jobId
 */
async function look(api, jobId) {
  try {
    // In this order, so that the tasks of a completed job are seen completed.
    const job = await api.job(jobId);
    return { job, tasks: await api.tasks(jobId) };
  } catch (error) {
    if (error instanceof ManagerAway) return undefined;
    throw error;
  }
}

/** @param {string} status */
function hasFailed(status) {
  return status === 'failed' || status === 'canceled' || status === 'paused';
}
