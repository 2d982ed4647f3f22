/** Why idle Workers should look again. */
export type Wake =
  /** Tasks of these types may have become runnable. */
  | { readonly kind: 'work'; readonly typeKeys: ReadonlySet<string> }
  /** Something about one Worker changed: a status is asked of it, or its tags are others. */
  | { readonly kind: 'worker'; readonly workerId: number };

/** An idle Worker that waits. */
export interface IdleWorker {
  readonly id: number;
  /** Task types that it supports, lower case. */
  readonly typeKeys: readonly string[];
}

interface Waiting {
  readonly worker: IdleWorker;
  readonly wake: () => void;
}

/**
 * Idle Workers that wait for work (D6.1). Everybody who might get something of a change is woken and looks for itself:
 * nobody is passed over, and looking in vain is cheap.
 */
export class Waiters {
  readonly #waiting = new Set<Waiting>();
  /** Grows with every wake-up, so that one between a look and the wait for the next is not missed. */
  #wakes = 0;
  #isClosed = false;

  /** To be taken before looking for work. */
  get mark(): number {
    return this.#wakes;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /**
   * Resolves when there may be work, at once if somebody was woken since the mark was taken; true then, false when the
   * time is over, the Worker went away, or the Manager stops.
   */
  async next(worker: IdleWorker, mark: number, waited: Promise<void>, signal: AbortSignal): Promise<boolean> {
    if (this.#isClosed || signal.aborted) return false;
    if (mark !== this.#wakes) return true;
    return await new Promise<boolean>((resolve) => {
      const end = (isWoken: boolean) => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', leave);
        resolve(isWoken);
      };
      const leave = () => end(false);
      const waiting = { worker, wake: () => end(!this.#isClosed) };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', leave, { once: true });
      waited.then(leave, leave);
    });
  }

  wake(wake: Wake): void {
    this.#wakes += 1;
    for (const waiting of [...this.#waiting]) if (concerns(wake, waiting.worker)) waiting.wake();
  }

  /** Nobody waits any more, because the Manager stops. */
  close(): void {
    this.#isClosed = true;
    for (const waiting of [...this.#waiting]) waiting.wake();
  }
}

function concerns(wake: Wake, worker: IdleWorker): boolean {
  if (wake.kind === 'worker') return wake.workerId === worker.id;
  return worker.typeKeys.some((key) => wake.typeKeys.has(key));
}
