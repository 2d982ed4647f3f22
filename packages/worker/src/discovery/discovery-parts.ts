import type { Clock } from '@flamenco/common';
import type { Logger } from 'pino';
import { FarmQuestions } from '../manager/farm-questions.js';
import { Requester, TIME_LIMITS } from '../manager/requester.js';
import type { Fetch } from '../manager/requester.js';
import { SEARCH_EVERY_MS } from './discover.js';
import type { DiscoveryParts } from './discover.js';
import type { SearchNetwork } from './search-network.js';

/** A Manager that takes longer than this to tell its version is no use; in milliseconds. */
const VERSION_LIMIT_MS = 5_000;

/** What a search takes, from what a run of the program has. */
export function discoveryParts({
  network,
  userAgent,
  clock,
  logger,
  fetch,
  askEveryMs = SEARCH_EVERY_MS,
}: {
  readonly network: SearchNetwork;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch?: Fetch | undefined;
  readonly askEveryMs?: number;
}): DiscoveryParts {
  const limits = { ...TIME_LIMITS, requestMs: VERSION_LIMIT_MS };
  return {
    network,
    askVersion: (url, signal) =>
      new FarmQuestions(new Requester({ baseUrl: url, userAgent, clock, limits, fetch })).version(signal),
    clock,
    logger,
    askEveryMs,
  };
}
