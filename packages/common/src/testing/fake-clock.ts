import type { Clock, LocalParts } from '../clock.js';

interface Waiting {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that a test moves by hand; what waits on it wakes when its time has come. */
export class FakeClock implements Clock {
  #now: number;
  readonly #waiting = new Set<Waiting>();
  readonly #parts: Intl.DateTimeFormat;

  /** @param timeZone IANA name of the zone that the host seems to be in */
  constructor(now: Date | string = '2026-03-04T10:00:00Z', timeZone = 'UTC') {
    this.#now = new Date(now).getTime();
    const numbers = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const time = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    this.#parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...numbers, ...time });
  }

  now(): Date {
    return new Date(this.#now);
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const abort = () => {
        this.#waiting.delete(waiting);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const waiting: Waiting = { until: this.#now + ms, wake };
      this.#waiting.add(waiting);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** How many wait at the moment. */
  get waiters(): number {
    return this.#waiting.size;
  }

  /** Moves time on; wakes who is due, in the order of their times, and lets them go on before the next one. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (let next = this.#due(target); next; next = this.#due(target)) {
      this.#now = Math.max(this.#now, next.until);
      this.#waiting.delete(next);
      next.wake();
      await settled();
    }
    this.#now = target;
    await settled();
  }

  localParts(date: Date): LocalParts {
    const parts = Object.fromEntries(this.#parts.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    const offsetMinutes = Math.round((local - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
    return { year, month, day, hour, minute, second, weekday: new Date(local).getUTCDay(), offsetMinutes };
  }

  #due(target: number): Waiting | undefined {
    const due = [...this.#waiting].filter(({ until }) => until <= target);
    return due.sort((a, b) => a.until - b.until)[0];
  }
}

/** Lets everything that became possible happen, also over several turns of the event loop. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
