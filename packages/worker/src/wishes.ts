/**
 * A state that somebody other than the Manager's ordinary answers wants the Worker to take: the user with a signal, or
 * the Manager when the Worker had to sign on again. The latest wish counts; waiting ends as soon as there is one.
 */
export class Wishes {
  #wish: string | undefined;
  #pending = new AbortController();

  /** Aborted while a wish waits to be taken. */
  get signal(): AbortSignal {
    return this.#pending.signal;
  }

  /** @param status a Worker status, as the Manager names it */
  wish(status: string): void {
    this.#wish = status;
    this.#pending.abort();
  }

  /** The wish, which is then fulfilled; undefined when there is none. */
  take(): string | undefined {
    const wish = this.#wish;
    if (wish === undefined) return undefined;
    this.#wish = undefined;
    this.#pending = new AbortController();
    return wish;
  }
}
