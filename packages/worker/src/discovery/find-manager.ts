import { formatDuration } from '@flamenco/common';
import * as texts from '../texts/discovery.js';
import { discover } from './discover.js';
import type { DiscoveryParts } from './discover.js';

/** How long `-find-manager` searches, in milliseconds (contract 07 §7.5). */
export const FIND_LIMIT_MS = 60_000;

/** The errand of `-find-manager`: tells all Managers that are found; gives the exit code (contract 00 D6.6). */
export async function findManager(
  parts: DiscoveryParts,
  signal: AbortSignal,
  limitMs = FIND_LIMIT_MS,
): Promise<number> {
  const { logger } = parts;
  const timeout = formatDuration(limitMs);
  logger.info({ timeout }, texts.SEARCHING);
  const found = await discover(parts, { limitMs, enough: 'all' }, signal);
  if (found.kind === 'found') {
    for (const { url } of found.managers) logger.info({ manager: url }, texts.FOUND_MANAGER);
    return 0;
  }
  if (!signal.aborted) logger.fatal({ error: texts.nothingFound(found.tried), timeout }, texts.NOT_FOUND_IN_TIME);
  return 1;
}
