/** A state that the Worker should take. */
export interface Wish {
  /** As the Manager names it. */
  readonly status: string;
  /** Who wants it, where the Manager does not know that by itself. */
  readonly reason?: string;
}

/**
 * A state that somebody other than the Manager's ordinary answers wants the Worker to take: the user with a signal, or
 * the Manager when the Worker had to sign on again. The latest wish counts; waiting ends as soon as there is one.
 */
export class Wishes {
  #wish: Wish | undefined;
  #pending = new AbortController();

  /** Aborted while a wish waits to be taken. */
  get signal(): AbortSignal {
    return this.#pending.signal;
  }

  wish(wish: Wish): void {
    this.#wish = wish;
    this.#pending.abort();
  }

  /** The wish, which is then fulfilled; undefined when there is none. */
  take(): Wish | undefined {
    const wish = this.#wish;
    if (wish === undefined) return undefined;
    this.#wish = undefined;
    this.#pending = new AbortController();
    return wish;
  }
}
