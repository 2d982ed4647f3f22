import { mkdir } from 'node:fs/promises';
import { errorText } from '@flamenco/common';
import type { Logger } from 'pino';
import { setupTexts as texts } from '../texts/setup.js';

/** What of the configuration says where jobs have their files. */
export interface JobsPlace {
  readonly isFirstRun: boolean;
  /** Directory that the whole farm shares. */
  readonly sharedStoragePath: string;
  /** The same, or a directory in it (contract 05 §12.4). */
  readonly effectiveStoragePath: string;
}

/**
 * Sees to it that the directory of the job files exists in the shared storage, as add-ons and Workers expect that are told
 * about it (contract 06 §2). The storage itself is never made: a folder in the place of a mount would be worse than none.
 */
export class JobsDirectory {
  #seenTo: string | undefined;
  #isAtWork = false;

  constructor(private readonly logger: Logger) {}

  /** Returns at once; a storage that hangs keeps nobody waiting. */
  seeTo({ isFirstRun, sharedStoragePath, effectiveStoragePath }: JobsPlace): void {
    const isNeeded = !isFirstRun && effectiveStoragePath !== sharedStoragePath;
    if (!isNeeded || this.#isAtWork || effectiveStoragePath === this.#seenTo) return;
    this.#seenTo = effectiveStoragePath;
    this.#isAtWork = true;
    void this.#make(effectiveStoragePath);
  }

  async #make(directory: string): Promise<void> {
    try {
      await mkdir(directory);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') this.logger.warn({ error: errorText(error), directory }, texts.jobsNotMade);
    } finally {
      this.#isAtWork = false;
    }
  }
}
