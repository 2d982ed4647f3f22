import { formatDuration } from '@flamenco/common';
import type { GivenManager } from '../config/options.js';
import { StartError } from '../config/start-error.js';
import * as texts from '../texts/discovery.js';
import { discover } from './discover.js';
import type { DiscoveryParts } from './discover.js';
import type { LastManager } from './last-manager.js';

/** Where the Worker's Manager is. */
export interface LocatedManager extends GivenManager {
  /** Found on the network rather than named by the user; it may be found somewhere else later. */
  readonly isDiscovered: boolean;
}

/** How long a Worker that knows no Manager searches at its start, in milliseconds (contract 07 §6.5). */
export const START_LIMIT_MS = 600_000;

/**
 * The Manager that the user named; without one the one found last, when it answers, else the first that is found
 * (contract 07 §6.1, §7).
 *
 * @throws StartError when none is found in time
 */
export async function locateManager(
  given: GivenManager | undefined,
  last: LastManager,
  parts: DiscoveryParts,
  limitMs: number,
  signal: AbortSignal,
): Promise<LocatedManager> {
  if (given) return { ...given, isDiscovered: false };
  const url = (await whereItWas(last, parts, signal)) ?? (await search(last, parts, limitMs, signal));
  return { url, portGiven: true, isDiscovered: true };
}

async function whereItWas(last: LastManager, { askVersion, logger }: DiscoveryParts, signal: AbortSignal) {
  const url = await last.read();
  if (url === undefined) return undefined;
  const asked = await askVersion(url, signal);
  if (asked.kind !== 'told') {
    logger.info({ url }, texts.LAST_MANAGER_GONE);
    return undefined;
  }
  logger.info({ url, ...asked.value }, texts.LAST_MANAGER);
  return url;
}

async function search(last: LastManager, parts: DiscoveryParts, limitMs: number, signal: AbortSignal): Promise<string> {
  const { logger } = parts;
  logger.info({ timeout: formatDuration(limitMs) }, texts.SEARCHING);
  const former = await last.read();
  const known = former === undefined ? [] : [former];
  const found = await discover(parts, { limitMs, enough: 'first', known }, signal);
  signal.throwIfAborted();
  if (found.kind === 'none')
    throw new StartError(texts.NOT_FOUND_IN_TIME, texts.nothingFound(found.tried), {
      timeout: formatDuration(limitMs),
    });
  const [{ url }] = found.managers;
  logger.info({ url }, texts.FOUND_MANAGER);
  await remember(url, last, parts);
  return url;
}

/** A home that takes no files is found out elsewhere. */
export async function remember(url: string, last: LastManager, { logger }: DiscoveryParts): Promise<void> {
  await last.write(url).catch((error: unknown) => logger.warn({ error }, texts.NOT_REMEMBERED));
}
