import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';

/** A fresh directory for each test of the suite that calls this. */
export function useDirectory(): () => string {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'flamenco-worker-'));
  });
  // A Worker that is just being ended may still write into it.
  afterEach(() => rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }));
  return () => directory;
}
