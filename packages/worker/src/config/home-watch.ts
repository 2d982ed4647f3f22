import { rmSync, writeFileSync } from 'node:fs';
import * as texts from '../texts/console.js';
import { describeSystemError } from '../texts/errors.js';
import type { UpdateQueue } from '../updates/queue.js';
import type { WorkerPaths } from './paths.js';

/** What a Worker writes at least, about a program that it starts: a page. */
const PAGE = Buffer.alloc(4_096, ' ');

/**
 * Whether the Worker's home takes what has to be kept there: without it a Worker that is killed could neither find the
 * programs that it left running nor tell what it has done (contract 00 D6.2, D6.4).
 */
export class HomeWatch {
  constructor(
    private readonly paths: Pick<WorkerPaths, 'home' | 'probe'>,
    private readonly queue: UpdateQueue,
  ) {}

  /** Looks now. Undefined when all is well, else a sentence with the directory and what helps. */
  trouble(): string | undefined {
    const reason = this.#whyNotWritable() ?? this.queue.settle();
    return reason === undefined ? undefined : texts.homeTrouble(this.paths.home, reason);
  }

  #whyNotWritable(): string | undefined {
    try {
      probeHome(this.paths);
      return undefined;
    } catch (error) {
      return describeSystemError(error);
    }
  }
}

/**
 * Writes as much as a Worker needs to work, and removes it again.
 *
 * @throws the system's error when the home does not take it
 */
export function probeHome({ probe }: Pick<WorkerPaths, 'probe'>): void {
  try {
    writeFileSync(probe, PAGE);
  } finally {
    removeIfPossible(probe);
  }
}

/** On a disk that became read-only it stays, and is written over next time. */
function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
