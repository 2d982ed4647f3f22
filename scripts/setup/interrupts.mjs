import process from 'node:process';

/** Exit code of a program that Ctrl+C ended, as shells have it. */
export const INTERRUPTED = 130;

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs `work` until it ends. The first Ctrl+C (or SIGTERM, SIGHUP, or an output that nobody reads any more) aborts its
 * signal, so that it stops in order; a second one calls `kill`, which ends at once all that was started. So does an exit
 * for whatever other reason.
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
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    process.off('exit', kill);
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}
