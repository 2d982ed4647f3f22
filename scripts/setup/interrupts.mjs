import process from 'node:process';

/** Exit code of a program that Ctrl+C ended, as shells have it. */
export const INTERRUPTED = 130;

const PARENT_CHECK_MS = 500;

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs `work` until it ends. The first Ctrl+C (or SIGTERM, SIGHUP, an output that nobody reads any more, or the end of the
 * npm that started us) aborts its signal, so that it stops in order. A second one calls `kill`, which ends at once all
 * that was started; so does an exit for whatever other reason.
 * @param {(signal: AbortSignal) => Promise<number>} work gives the exit code
 * @param {() => void} [kill]
 * @returns {Promise<number>} the exit code
 */
export async function untilInterrupted(work, kill = () => undefined) {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) kill();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  process.stdout.on('error', () => controller.abort());
  process.on('exit', kill);
  const parentWatch = watchParent(() => controller.abort());
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    clearInterval(parentWatch);
    process.off('exit', kill);
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}

/**
 * Notices the end of the shell through which npm runs its scripts: it keeps a SIGTERM to npm for itself.
 * @param {() => void} onEnd
 */
function watchParent(onEnd) {
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) onEnd();
  };
  // Started by hand, the shell may end while we go on.
  return process.env.npm_lifecycle_event ? setInterval(check, PARENT_CHECK_MS).unref() : undefined;
}
