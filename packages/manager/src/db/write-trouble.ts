import { errorText } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { databaseTexts as texts } from '../texts/database.js';
import { DatabaseUnwritable } from './database.js';
import type { Dialect } from './dialects.js';

/** While there is room for a write now and then, this often is enough. */
const TELL_AGAIN_AFTER_MS = 60_000;

/** Tells, but not for every write that fails, that nothing can be written, and when it can be again. */
export class WriteTrouble {
  #isTold = false;
  #toldAt = -Infinity;

  constructor(
    private readonly dialect: Dialect,
    private readonly parts: { readonly clock: Clock; readonly logger: Logger },
  ) {}

  /** What is to be thrown for an error of a write. */
  sorted(error: unknown): unknown {
    if (!this.dialect.isUnwritable(error)) return error;
    const reason = errorText(error);
    this.#tell(reason);
    return new DatabaseUnwritable(reason, { cause: error });
  }

  /** Something was written. */
  written(): void {
    if (!this.#isTold) return;
    this.#isTold = false;
    this.parts.logger.info(texts.writableAgain);
  }

  #tell(reason: string): void {
    const now = this.parts.clock.now().getTime();
    if (this.#isTold || now - this.#toldAt < TELL_AGAIN_AFTER_MS) return;
    this.#isTold = true;
    this.#toldAt = now;
    this.parts.logger.error({ error: reason }, texts.unwritable);
  }
}
