/** A moment as the clocks on the wall show it. */
export interface LocalParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Minutes that local time is ahead of UTC. */
  readonly offsetMinutes: number;
}

/** Where time comes from. Tests move it by hand. */
export interface Clock {
  now(): Date;
  /** Resolves after so many milliseconds. Rejects with the signal's reason as soon as that is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** The moment in the host's time zone. */
  localParts(date: Date): LocalParts;
}

/** A longer time-out would overflow inside Node, and end at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    for (let left = ms; left > 0 || left === ms; left -= LONGEST_TIMEOUT_MS) {
      await timeout(Math.min(left, LONGEST_TIMEOUT_MS), signal);
      if (left <= LONGEST_TIMEOUT_MS) return;
    }
  }

  localParts(date: Date): LocalParts {
    return {
      year: date.getFullYear(),
      month: date.getMonth() + 1,
      day: date.getDate(),
      hour: date.getHours(),
      minute: date.getMinutes(),
      second: date.getSeconds(),
      weekday: date.getDay(),
      offsetMinutes: -date.getTimezoneOffset(),
    };
  }
}

function timeout(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** The machine's own clock. */
export const systemClock: Clock = new SystemClock();
