import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from '@flamenco/common';
import type { Clock } from '@flamenco/common';
import { readinessTexts as texts } from '../texts/metrics.js';

/** What the Manager needs in order to work. */
export interface ReadinessParts {
  readonly clock: Clock;
  /** Asks the database something, and writes for a trial. Rejects when that is not possible. */
  readonly askDatabase: () => Promise<unknown>;
  /** Directories that must be writable at this moment. */
  readonly directories: () => readonly WrittenDirectory[];
}

/** A directory in which the Manager writes. */
export interface WrittenDirectory {
  readonly path: string;
  /** Whether it is made when it is missing. A storage that is not mounted must not be. */
  readonly isMade: boolean;
}

/** A network storage that is gone does not refuse, it keeps everybody waiting. */
const WITHIN_SECONDS = 3;

/** Looks whether the Manager can work. */
export class Readiness {
  #running: Promise<readonly string[]> | undefined;

  constructor(private readonly parts: ReadinessParts) {}

  /**
   * Why it cannot work, a sentence each. All who ask during one look share it, so that a storage that hangs does not
   * collect file operations.
   */
  troubles(): Promise<readonly string[]> {
    this.#running ??= this.#look().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #look(): Promise<readonly string[]> {
    const { askDatabase, directories } = this.parts;
    const database = this.#trouble(askDatabase, texts.database);
    const storages = directories().map((directory) =>
      this.#trouble(
        () => writeSomething(directory),
        (reason) => texts.storage(directory.path, reason),
      ),
    );
    const found = await Promise.all([database, ...storages]);
    return found.filter((trouble) => trouble !== undefined);
  }

  async #trouble(work: () => Promise<unknown>, tell: (reason: string) => string): Promise<string | undefined> {
    const over = new AbortController();
    const late = this.parts.clock.wait(WITHIN_SECONDS * 1000, over.signal).then(() => {
      throw new Error(texts.timedOut(WITHIN_SECONDS));
    });
    late.catch(() => undefined);
    try {
      await Promise.race([work(), late]);
      return undefined;
    } catch (error) {
      return tell(errorText(error));
    } finally {
      over.abort();
    }
  }
}

/** A file of its own each time: several Managers may share a storage. */
async function writeSomething(directory: WrittenDirectory): Promise<void> {
  const file = path.join(directory.path, `.flamenco-ready-${randomUUID()}`);
  if (directory.isMade) await mkdir(directory.path, { recursive: true });
  try {
    await writeFile(file, 'ready\n');
  } finally {
    await rm(file, { force: true });
  }
}
