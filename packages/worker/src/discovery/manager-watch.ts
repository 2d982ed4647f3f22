import { waited } from '../manager/back-off.js';
import type { Requester } from '../manager/requester.js';
import * as texts from '../texts/discovery.js';
import { discover } from './discover.js';
import type { DiscoveryParts } from './discover.js';
import type { LastManager } from './last-manager.js';
import { remember } from './locate-manager.js';

/** When a Manager counts as gone. */
export interface OutageLimits {
  /** Without any answer, in milliseconds. */
  readonly silentMs: number;
  /** Between two looks, in milliseconds. */
  readonly lookEveryMs: number;
  /** How long one search lasts. */
  readonly searchMs: number;
}

/** Longer than a Manager's restart takes, and an update of its machine. */
export const OUTAGE_LIMITS: OutageLimits = { silentMs: 300_000, lookEveryMs: 30_000, searchMs: 10_000 };

/** What the watch is made of. */
export interface ManagerWatchParts extends DiscoveryParts {
  readonly requester: Requester;
  readonly last: LastManager;
  /** Whether the Manager at that URL knows this Worker. */
  readonly isOurs: (url: string, signal: AbortSignal) => Promise<boolean>;
  readonly limits: OutageLimits;
}

/**
 * Looks for a Manager that has moved, for a Worker that found it on the network: when it has been silent for long, the
 * Worker searches again. It follows only to a Manager that knows it, never into somebody else's farm.
 */
export async function watchManager(parts: ManagerWatchParts, stopping: AbortSignal): Promise<void> {
  const { requester, limits, clock } = parts;
  while (await waited(clock, limits.lookEveryMs, stopping)) {
    if (requester.silentMs >= limits.silentMs) await searchAgain(parts, stopping);
  }
}

async function searchAgain(parts: ManagerWatchParts, stopping: AbortSignal): Promise<void> {
  const { requester, logger, limits } = parts;
  logger.info({ manager: requester.baseUrl }, texts.SEARCHING_AGAIN);
  const found = await discover(parts, { limitMs: limits.searchMs, enough: 'all' }, stopping);
  if (found.kind === 'none') return;
  for (const { url } of found.managers) {
    if (url === requester.baseUrl || stopping.aborted) continue;
    if (!(await parts.isOurs(url, stopping))) {
      logger.info({ url }, texts.NOT_OURS);
      continue;
    }
    logger.warn({ from: requester.baseUrl, to: url }, texts.MANAGER_MOVED);
    await remember(url, parts.last, parts);
    return requester.moveTo(url);
  }
}
