import type { Clock } from '@flamenco/common';
import { waited } from '../manager/back-off.js';

/** When collected lines become one update (contract 07 §15.7). */
export interface ChunkLimits {
  /** A chunk larger than this is sent at once, in bytes of UTF-8. */
  readonly bytes: number;
  /** Lines wait no longer than this after the last sending, in milliseconds. */
  readonly ms: number;
}

/** The limits of the original. */
export const CHUNK_LIMITS: ChunkLimits = { bytes: 10_240, ms: 30_000 };

/**
 * Collects the log lines of a command and hands them on in chunks: when enough has come together, and by a timer also
 * while the command is silent (contract 00 D6.4).
 */
export class LogChunks {
  #lines: string[] = [];
  #bytes = 0;
  #lastSent: number;
  #timer: AbortController | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly send: (text: string) => void,
    private readonly limits: ChunkLimits = CHUNK_LIMITS,
  ) {
    this.#lastSent = clock.now().getTime();
  }

  /** Takes one line, without its line feed. */
  add(line: string): void {
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(line) + 1;
    const waitMs = this.#lastSent + this.limits.ms - this.clock.now().getTime();
    if (this.#bytes > this.limits.bytes || waitMs <= 0) this.flush();
    else if (!this.#timer) this.#startTimer(waitMs);
  }

  /** Hands on what has been collected, if anything. */
  flush(): void {
    const text = this.#lines.map((line) => `${line}\n`).join('');
    this.discard();
    this.#lastSent = this.clock.now().getTime();
    if (text) this.send(text);
  }

  /** Forgets what has been collected. */
  discard(): void {
    this.#timer?.abort();
    this.#timer = undefined;
    this.#lines = [];
    this.#bytes = 0;
  }

  #startTimer(ms: number): void {
    const timer = new AbortController();
    this.#timer = timer;
    void waited(this.clock, ms, timer.signal).then((passed) => passed && this.flush());
  }
}
