import { errorText } from '@flamenco/common';
import * as texts from '../texts/console.js';
import { lockHome } from './home-lock.js';
import type { HomeLock } from './home-lock.js';
import type { WorkerPaths } from './paths.js';
import { StartError } from './start-error.js';

/**
 * Makes the home this process' own (contract 00 D6.8).
 *
 * @throws StartError when another Worker has it, or it cannot be used
 */
export function claimHome({ home, lock }: WorkerPaths): HomeLock {
  const claimed = tryLock(home, lock);
  if (!claimed) throw new StartError(texts.HOME_TAKEN, texts.homeTaken(home));
  return claimed;
}

function tryLock(home: string, lock: string): HomeLock | undefined {
  try {
    return lockHome(lock);
  } catch (error) {
    throw new StartError(texts.HOME_UNUSABLE, texts.homeUnusable(home, errorText(error)));
  }
}
