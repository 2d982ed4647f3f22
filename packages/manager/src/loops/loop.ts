import type { Clock, Service } from '@flamenco/common';
import type { Logger } from 'pino';

/** When a loop runs: the first time after `firstAfterMs`, then `everyMs` after the end of the former run. */
export interface Rhythm {
  readonly firstAfterMs: number;
  readonly everyMs: number;
  /** How long a wake-up waits for others to come, so that many of them cause one run. */
  readonly settleMs?: number;
}

/** Runs `work` in a rhythm, and when woken, until stopped. A failing run is logged and does not end the loop. */
export class Loop implements Service {
  #stopping: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  /** Ends the present wait. */
  #hurry = new AbortController();

  constructor(
    readonly name: string,
    private readonly rhythm: Rhythm,
    private readonly parts: { clock: Clock; logger: Logger },
    private readonly work: (signal: AbortSignal) => Promise<void>,
  ) {}

  get isAtWork(): boolean {
    return this.#stopping !== undefined;
  }

  start(): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = new AbortController();
      this.#running = this.#run(this.#stopping.signal);
    }
    return Promise.resolve();
  }

  /** There is something to do: runs soon, and once more if it is just running. */
  wake(): void {
    // Aborting makes an error with its stack, also for a signal that is aborted already.
    if (!this.#hurry.signal.aborted) this.#hurry.abort();
  }

  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.wake();
    await this.#running;
    this.#stopping = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (let waitMs = this.rhythm.firstAfterMs; !signal.aborted; waitMs = this.rhythm.everyMs) {
      await this.#wait(waitMs, this.#hurry.signal);
      if (signal.aborted) return;
      if (this.#hurry.signal.aborted) await this.#wait(this.rhythm.settleMs ?? 0, signal);
      this.#hurry = new AbortController();
      if (!signal.aborted) await this.#runOnce(signal);
    }
  }

  async #runOnce(signal: AbortSignal): Promise<void> {
    await this.work(signal).catch((error: unknown) =>
      this.parts.logger.error({ error, loop: this.name }, 'background work failed, will try again'),
    );
  }

  /** Until the time is over, or sooner if somebody is in a hurry. */
  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms > 0 || !signal.aborted) await this.parts.clock.wait(ms, signal).catch(() => undefined);
  }
}
