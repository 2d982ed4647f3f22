import { describe } from '@jest/globals';
import { serverPrograms } from './postgres-server.js';

/**
 * For tests that need a PostgreSQL server of their own (Debian's package `postgresql`): skipped where none is installed, but
 * not in CI, which has it.
 */
export const describeWithServer =
  serverPrograms() !== undefined || process.env['CI'] === 'true' ? describe : describe.skip;
