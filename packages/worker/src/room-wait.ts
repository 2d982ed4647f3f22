import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { noRoomError } from './config/no-room.js';
import { waited } from './manager/back-off.js';
import * as texts from './texts/console.js';
import { describeSystemError } from './texts/errors.js';
import { QueueFileError } from './updates/queue-file.js';

/** How steps are repeated that found no room for the Worker's own files. */
export interface RoomWaitParts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between two tries, in milliseconds. */
  readonly everyMs: number;
}

/** Has what needs room in the Worker's home tried again until there is some, as a Worker at work does (contract 00 D6.2). */
export class RoomWait {
  constructor(private readonly parts: RoomWaitParts) {}

  /**
   * Takes a step, as often as it fails for want of room.
   *
   * @param file what the step writes, unless its errors name that
   * @throws any other error of the step; the signal's reason when aborted
   */
  async untilDone<T>(step: () => T | Promise<T>, signal: AbortSignal, file?: string): Promise<T> {
    const { clock, logger, everyMs } = this.parts;
    for (let tries = 1; ; tries += 1) {
      try {
        const result = await step();
        if (tries > 1) logger.info(texts.HOME_USABLE_AGAIN);
        return result;
      } catch (error) {
        const reason = whatLacksRoom(error);
        if (reason === undefined) throw error;
        if (tries === 1) logger.error({ error: texts.roomNeeded(reason, file) }, texts.WAITING_FOR_ROOM);
        await waited(clock, everyMs, signal);
        signal.throwIfAborted();
      }
    }
  }
}

/** The file that found no room, and how the system says that; undefined when something else is wrong. Pure. */
function whatLacksRoom(error: unknown): string | undefined {
  if (error instanceof QueueFileError)
    return error.remedy === 'make-room' ? `${error.path}: ${error.message}` : undefined;
  const full = noRoomError(error);
  return full && describeSystemError(full);
}
