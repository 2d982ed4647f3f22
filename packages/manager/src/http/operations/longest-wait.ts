/** No request for a task is kept open longer than this, in milliseconds: proxies cut off what is silent for a minute. */
const LIMIT_MS = 30_000;

/**
 * How long a request for a task may be kept open, in milliseconds. A Worker that waits is not heard from meanwhile, so
 * the wait has to end well before the Worker would count as lost. Pure.
 *
 * @param workerTimeoutMs time after which a silent Worker is lost; 0 for never
 */
export function longestWaitMs({ workerTimeoutMs }: { readonly workerTimeoutMs: number }): number {
  return workerTimeoutMs === 0 ? LIMIT_MS : Math.min(LIMIT_MS, Math.floor(workerTimeoutMs / 2));
}
