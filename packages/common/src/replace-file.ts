import { rename as renameFile } from 'node:fs/promises';
import { systemClock } from './clock.js';
import type { Clock } from './clock.js';

/** What Windows says while somebody looks at a file: a virus scanner, an indexer, a backup. */
const IN_USE = ['EPERM', 'EACCES', 'EBUSY'];

/** How long to wait before each further try, in milliseconds; they look for a moment only. */
const PAUSES_MS = [10, 20, 50, 100, 200, 400, 800];

/** The system, or what stands for it in a test. */
export interface ReplacingSystem {
  readonly platform?: NodeJS.Platform;
  readonly rename?: (from: string, to: string) => Promise<void>;
  readonly clock?: Pick<Clock, 'wait'>;
}

/**
 * Puts a file in the place of another one, in one step. Where an open file cannot be replaced, as on Windows, it is tried
 * again for a second and a half.
 *
 * @throws what the file system says
 */
export async function replaceFile(from: string, to: string, system: ReplacingSystem = {}): Promise<void> {
  const { platform = process.platform, rename = renameFile, clock = systemClock } = system;
  for (const pauseMs of platform === 'win32' ? PAUSES_MS : []) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!IN_USE.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    await clock.wait(pauseMs);
  }
  await rename(from, to);
}
