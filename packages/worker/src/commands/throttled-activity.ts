import type { Clock } from '@flamenco/common';

/** A Manager stores and broadcasts each activity: nobody reads faster than this, in milliseconds. */
const EVERY_MS = 5_000;

/**
 * Tells what a command is doing, from time to time: the first time after a pause, so that a quick command says nothing,
 * and always the latest, also when nothing follows it.
 */
export class ThrottledActivity {
  readonly #stopping = new AbortController();
  #lastTold: number;
  #latest: (() => string) | undefined;
  #isWaiting = false;

  /** @param tell takes an activity */
  constructor(
    private readonly clock: Clock,
    private readonly tell: (text: string) => void,
    private readonly everyMs = EVERY_MS,
  ) {
    this.#lastTold = clock.now().getTime();
  }

  /** There is something new to tell. @param describe gives its words when the time has come */
  offer(describe: () => string): void {
    this.#latest = describe;
    if (this.#stopping.signal.aborted || this.#isWaiting) return;
    const waitMs = this.#lastTold + this.everyMs - this.clock.now().getTime();
    if (waitMs <= 0) return this.#tellLatest();
    this.#isWaiting = true;
    void this.clock.wait(waitMs, this.#stopping.signal).then(
      () => this.#tellLatest(),
      () => undefined,
    );
  }

  /** Somebody else has told what the command is doing: what waits is not told any more. */
  toldElsewhere(): void {
    this.#latest = undefined;
    this.#lastTold = this.clock.now().getTime();
  }

  /** The command has ended: nothing is told any more. */
  stop(): void {
    this.#stopping.abort();
  }

  #tellLatest(): void {
    this.#isWaiting = false;
    const describe = this.#latest;
    if (!describe) return;
    this.toldElsewhere();
    this.tell(describe());
  }
}
