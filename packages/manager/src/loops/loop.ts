import type { Clock, Service } from '@flamenco/common';
import type { Logger } from 'pino';

/** When a loop runs: the first time after `firstAfterMs`, then `everyMs` after the end of the former run. */
export interface Rhythm {
  readonly firstAfterMs: number;
  readonly everyMs: number;
}

/** Runs `work` in a rhythm until stopped. A failing run is logged and does not end the loop. */
export class Loop implements Service {
  #stopping: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    readonly name: string,
    private readonly rhythm: Rhythm,
    private readonly parts: { clock: Clock; logger: Logger },
    private readonly work: (signal: AbortSignal) => Promise<void>,
  ) {}

  start(): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = new AbortController();
      this.#running = this.#run(this.#stopping.signal);
    }
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping?.abort();
    await this.#running;
    this.#stopping = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let wait = this.rhythm.firstAfterMs;
    while (await this.#waited(wait, signal)) {
      await this.work(signal).catch((error: unknown) =>
        this.parts.logger.error({ error, loop: this.name }, 'background work failed, will try again'),
      );
      wait = this.rhythm.everyMs;
    }
  }

  /** False when the loop was stopped meanwhile. */
  async #waited(ms: number, signal: AbortSignal): Promise<boolean> {
    await this.parts.clock.wait(ms, signal).catch(() => undefined);
    return !signal.aborted;
  }
}
