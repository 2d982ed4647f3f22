import { afterAll, beforeAll, describe } from '@jest/globals';
import { PostgresServer, serverPrograms } from './postgres-server.js';

/**
 * For tests that need a PostgreSQL server of their own (Debian's package `postgresql`): skipped where none is installed, but
 * not in CI, which has it.
 */
export const describeWithServer =
  serverPrograms() !== undefined || process.env['CI'] === 'true' ? describe : describe.skip;

/** Starts a server before the first test of a group, and stops it after the last one. */
export function onOneServer(use: (server: PostgresServer) => void): void {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
    use(server);
  });
  afterAll(() => server.stop());
}
