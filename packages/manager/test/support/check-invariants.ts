import { expect } from '@jest/globals';
import type { Database } from '../../src/db/database.js';
import { brokenInvariants } from '../../src/db/invariants.js';

/** Fails with the broken rules if the farm is not sound. */
export async function checkInvariants(database: Database): Promise<void> {
  expect(await database.read(brokenInvariants)).toEqual([]);
}
