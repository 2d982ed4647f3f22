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
  afterEach(() => rm(directory, { recursive: true, force: true }));
  return () => directory;
}
